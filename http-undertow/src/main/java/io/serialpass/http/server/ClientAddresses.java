package io.serialpass.http.server;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import io.undertow.server.HttpServerExchange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a request comes from: the peer of its connection or, where that is a trusted proxy, the last address in
 * {@code X-Forwarded-For} that is none. What an untrusted peer writes into that header is not believed. Immutable.
 *
 * @since 0.1
 */
public final class ClientAddresses {

    private static final int LONGEST_ADDRESS = 64;

    /** Plain addresses and networks alone: neither 1.2.3 for 1.2.0.3, nor ranges, nor all of them. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .toParams();

    private final List<IPAddress> trusted;

    /**
     * Makes it.
     *
     * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}, of proxies that are trusted
     * @throws IllegalArgumentException if one is neither; the message names it
     */
    public ClientAddresses(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(ClientAddresses::network).toList();
    }

    private static IPAddress network(String text) {
        IPAddress address = text.isBlank() ? null : new IPAddressString(text.strip(), PLAIN).getAddress();
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' is neither an address nor a network such as 10.0.0.0/8");
        }
        return plain(address).toPrefixBlock();
    }

    /**
     * An IPv4 address that is written as an IPv6 one, {@code ::ffff:192.0.2.7}, is that IPv4 address: RFC 4291, section 2.5.5.2. A
     * zone, as in {@code fe80::1%eth0}, is a name that the machine which wrote it has for one of its own networks.
     */
    private static IPAddress plain(IPAddress address) {
        if (!address.isIPv6()) {
            return address;
        }
        IPv6Address six = address.toIPv6().removeZone();
        return six.isIPv4Mapped() ? six.getEmbeddedIPv4Address() : six;
    }

    InetAddress of(HttpServerExchange exchange) {
        InetSocketAddress peer = exchange.getSourceAddress();
        InetAddress address = peer.getAddress();
        if (trusted.isEmpty() || !isTrusted(address)) {
            return address;
        }
        return forwarded(address, exchange.getRequestHeaders().get("X-Forwarded-For"));
    }

    /** The address as people write it: RFC 5952. */
    static String text(InetAddress address) {
        String host = address.getHostAddress();
        return address instanceof Inet6Address
                ? plain(new IPAddressString(host).getAddress()).toCanonicalString()
                : host;
    }

    private InetAddress forwarded(InetAddress peer, @Nullable List<String> headers) {
        if (headers == null) {
            return peer;
        }
        String[] hops = String.join(",", headers).split(",", -1);
        InetAddress nearest = peer;
        for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
            IPAddress hop = address(hops[i].strip());
            if (hop == null) {
                return nearest;
            }
            nearest = hop.toInetAddress();
        }
        return nearest;
    }

    /** Null for a text that is not one address, be it with a port. */
    private static @Nullable IPAddress address(String hop) {
        if (hop.isEmpty() || hop.length() > LONGEST_ADDRESS) {
            return null;
        }
        String text = hop;
        if (hop.startsWith("[") && hop.contains("]")) {
            text = hop.substring(1, hop.indexOf(']'));
        } else if (hop.indexOf(':') >= 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
            text = hop.substring(0, hop.indexOf(':'));
        }
        IPAddress address = new IPAddressString(text, PLAIN).getAddress();
        return address == null || address.isMultiple() ? null : plain(address);
    }

    private boolean isTrusted(InetAddress address) {
        IPAddress candidate = plain(new IPAddressString(address.getHostAddress()).getAddress());
        return trusted.stream().anyMatch(network -> network.contains(candidate));
    }
}
