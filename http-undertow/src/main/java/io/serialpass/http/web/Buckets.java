package io.serialpass.http.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Counts what each of many does, and tells when one does too much. Remembers so many at once; the others start anew. Safe for use
 * by many threads.
 *
 * @param <K> tells them apart
 * @since 0.1
 */
public final class Buckets<K> {

    private static final int MOST = 100_000;

    private final RateLimiter.Rate rate;
    private final LoadingCache<K, Bucket> buckets;

    /**
     * Makes buckets that are full.
     *
     * @param rate how often each may do it
     */
    public Buckets(RateLimiter.Rate rate) {
        this.rate = rate;
        // A bucket that nobody took from for this long is full again, and so as good as a new one.
        Duration full = Duration.ofSeconds(1 + (rate.perSecond() == 0 ? 0 : rate.burst() / rate.perSecond()));
        this.buckets =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(full).build(one -> bucket(rate));
    }

    private static Bucket bucket(RateLimiter.Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Counts one time.
     *
     * @param one who does it
     * @return false if it is one too many
     */
    public boolean allows(K one) {
        return rate.perSecond() == 0 || buckets.get(one).tryConsume(1);
    }
}
