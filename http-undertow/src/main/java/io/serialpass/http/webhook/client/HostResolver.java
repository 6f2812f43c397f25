package io.serialpass.http.webhook.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the addresses of a host. Must be safe for use by many threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Finds the addresses.
     *
     * @param host a name, or an address as a text
     * @return its addresses
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /**
     * Asks as Java does: the machine's hosts file, and its name servers.
     *
     * @return the resolver
     */
    static HostResolver ofMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
