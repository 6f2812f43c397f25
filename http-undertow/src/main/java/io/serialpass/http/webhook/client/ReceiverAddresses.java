package io.serialpass.http.webhook.client;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.serialpass.text.Texts;
import io.serialpass.webhook.WebhookUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of receivers, and refuses those that are not on the internet: otherwise whoever may make a webhook could have the
 * server talk to its own network. The connection goes to the very addresses that were looked at, so a name cannot lead elsewhere
 * between the look and the connection. Safe for use by many threads.
 */
final class ReceiverAddresses implements DnsResolver {

    /** More are not tried: each takes its time. */
    private static final int MOST_ADDRESSES = 4;

    private static final String HINT = "the server's option --webhook-allow-private";

    private final boolean allowPrivate;
    private final HostResolver resolver;

    ReceiverAddresses(boolean allowPrivate, HostResolver resolver) {
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
    }

    /** Why messages never go to an address, as far as its text tells; the end of a sentence. */
    Optional<String> whyRefused(WebhookUrl url) {
        if (url.isPlain() && !allowPrivate) {
            return Optional.of("must begin with https://; http:// to the machine itself needs " + HINT);
        }
        String host = Texts.foldAsciiCase(url.host());
        if (!allowPrivate && (host.equals("localhost") || host.endsWith(".localhost"))) {
            return Optional.of("must not lead to the machine itself, unless it has " + HINT);
        }
        return literal(host)
                .filter(address -> !isAllowed(address))
                .map(address ->
                        "must not lead to " + address.getHostAddress() + ", which is not an address of the internet"
                                + (PublicAddresses.isSomebodys(address) ? ", unless it has " + HINT : ""));
    }

    private static Optional<InetAddress> literal(String host) {
        IPAddress address = new IPAddressString(host).getAddress();
        return address == null || address.isMultiple() ? Optional.empty() : Optional.of(address.toInetAddress());
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.isPublic(address) || (allowPrivate && PublicAddresses.isSomebodys(address));
    }

    private List<InetAddress> allowed(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolver.resolve(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            if (!isAllowed(address)) {
                throw new RefusedAddressException("The host leads to " + address.getHostAddress()
                        + ", which is not an address of the internet. Nothing was sent. If it is meant, start the server with"
                        + " --webhook-allow-private.");
            }
        }
        return addresses.stream().limit(MOST_ADDRESSES).toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return allowed(host).toArray(new InetAddress[0]);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return allowed(host).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
