package io.serialpass.http.webhook.client;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the internet from those of a machine, a network of one's own, and no use at all, as IANA's registries of special
 * purpose addresses (RFC 6890) have them. Stateless and safe for use by many threads.
 */
final class PublicAddresses {

    /** Addresses that no single machine has. */
    private static final List<IPAddress> NOBODYS =
            networks("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8");

    private static final List<IPAddress> PRIVATE_FOUR = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All that is given out as addresses of the internet; the rest is of one's own network, or of no use. */
    private static final IPAddress GLOBAL_SIX = network("2000::/3");

    /** Within those: tunnels, which hold another address, and what is for documents and tests. */
    private static final List<IPAddress> SPECIAL_SIX = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** IPv4 as a network of IPv6 alone reaches it: RFC 6052. The last 32 bits are the IPv4 address. */
    private static final IPAddress TRANSLATED = network("64:ff9b::/96");

    private PublicAddresses() {}

    private static List<IPAddress> networks(String... texts) {
        return Stream.of(texts).map(PublicAddresses::network).toList();
    }

    private static IPAddress network(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }

    /** Whether an address is one of the internet. */
    static boolean isPublic(InetAddress address) {
        return isPublic(plain(address));
    }

    private static boolean isPublic(IPAddress address) {
        if (address instanceof IPv4Address) {
            return PRIVATE_FOUR.stream().noneMatch(network -> network.contains(address));
        }
        if (TRANSLATED.contains(address)) {
            return isPublic(address.toIPv6().getEmbeddedIPv4Address());
        }
        return GLOBAL_SIX.contains(address) && SPECIAL_SIX.stream().noneMatch(network -> network.contains(address));
    }

    /** Whether one machine can have an address, be it a private one. */
    static boolean isSomebodys(InetAddress address) {
        IPAddress plain = plain(address);
        return NOBODYS.stream().noneMatch(network -> network.contains(plain));
    }

    /** An IPv4 address that is written as an IPv6 one is that IPv4 address; a zone says nothing of whose an address is. */
    private static IPAddress plain(InetAddress address) {
        IPAddress known = new IPAddressString(address.getHostAddress()).getAddress();
        if (!(known instanceof IPv6Address six)) {
            return known;
        }
        IPv6Address bare = six.removeZone();
        return bare.isIPv4Mapped() ? bare.getEmbeddedIPv4Address() : bare;
    }
}
