package io.serialpass.http.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Limits how often each client may call. A client is an IPv4 address or an IPv6 network of 64 bits, which is what one
 * customer gets. Remembers so many clients at once; the others start anew. Safe for use by many threads.
 */
public final class RateLimiter {

    private static final int MOST_CLIENTS = 100_000;
    private static final int NETWORK_BYTES = 8;

    /**
     * How often a client may call.
     *
     * @param perSecond how many calls a second in the long run; 0 for no limit
     * @param burst how many calls at once, 1 or more
     */
    public record Rate(int perSecond, int burst) {}

    private final Rate rate;
    private final LoadingCache<ByteBuffer, Bucket> clients;

    /**
     * Makes a limiter.
     *
     * @param rate how often each client may call
     */
    public RateLimiter(Rate rate) {
        this.rate = rate;
        // A bucket that nobody took from for this long is full again, and so as good as a new one.
        Duration full = Duration.ofSeconds(1 + (rate.perSecond() == 0 ? 0 : rate.burst() / rate.perSecond()));
        this.clients = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(full)
                .build(client -> bucket(rate));
    }

    private static Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Counts a call.
     *
     * @param client where it comes from
     * @return false if it is one too many
     */
    public boolean allows(InetAddress client) {
        return rate.perSecond() == 0 || clients.get(key(client)).tryConsume(1);
    }

    private static ByteBuffer key(InetAddress client) {
        byte[] address = client.getAddress();
        return ByteBuffer.wrap(client instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
