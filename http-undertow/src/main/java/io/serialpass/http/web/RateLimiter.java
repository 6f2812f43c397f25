package io.serialpass.http.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Limits how often each client may call. A client is an IPv4 address or an IPv6 network of 64 bits, which is what one
 * customer gets. Remembers so many clients at once; the others start anew. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RateLimiter {

    private static final int NETWORK_BYTES = 8;

    /** The networks in which translators put IPv4 addresses: 64:ff9b::/96 of RFC 6052, and ::ffff:0:0:0/96 of RFC 2765. */
    private static final int TRANSLATOR_BYTES = 12;

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIIT = {0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0};

    /**
     * How often one may call.
     *
     * @param perSecond how many calls a second in the long run; 0 for no limit
     * @param burst how many calls at once, 1 or more
     * @since 0.1
     */
    public record Rate(int perSecond, int burst) {}

    private final Buckets<ByteBuffer> clients;

    /**
     * Makes a limiter.
     *
     * @param rate how often each client may call
     */
    public RateLimiter(Rate rate) {
        this.clients = new Buckets<>(rate);
    }

    /**
     * Counts a call.
     *
     * @param client where it comes from
     * @return false if it is one too many
     */
    public boolean allows(InetAddress client) {
        return clients.allows(key(client));
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
