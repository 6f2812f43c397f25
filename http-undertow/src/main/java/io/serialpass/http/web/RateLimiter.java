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
 *
 * @since 0.1
 */
public final class RateLimiter {

    private static final int MOST_CLIENTS = 100_000;
    private static final int NETWORK_BYTES = 8;

    /** The networks in which translators put IPv4 addresses: 64:ff9b::/96 of RFC 6052, and ::ffff:0:0:0/96 of RFC 2765. */
    private static final int TRANSLATOR_BYTES = 12;

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIIT = {0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0};

    /**
     * How often a client may call.
     *
     * @param perSecond how many calls a second in the long run; 0 for no limit
     * @param burst how many calls at once, 1 or more
     * @since 0.1
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

    /** Of IPv6 the network, which has one owner; but of a network of translators the IPv4 address that it stands for. */
    private static ByteBuffer key(InetAddress client) {
        byte[] address = client.getAddress();
        if (!(client instanceof Inet6Address)) {
            return ByteBuffer.wrap(address);
        }
        boolean translated = Arrays.equals(address, 0, TRANSLATOR_BYTES, NAT64, 0, TRANSLATOR_BYTES)
                || Arrays.equals(address, 0, TRANSLATOR_BYTES, SIIT, 0, TRANSLATOR_BYTES);
        return ByteBuffer.wrap(
                translated
                        ? Arrays.copyOfRange(address, TRANSLATOR_BYTES, address.length)
                        : Arrays.copyOf(address, NETWORK_BYTES));
    }
}
