package io.serialpass.storage;

import java.time.Instant;

/**
 * Reads and changes the agreement of the servers on a store.
 *
 * @since 0.1
 */
public interface ServerWriter extends ServerReader {

    /**
     * Puts the address of the web service in force, in place of the one before.
     *
     * @param url the address
     */
    void putWebServiceUrl(String url);

    /**
     * Says that a server is ready. A server says so again before the time has come.
     *
     * @param server the server
     * @param until until when this counts, in milliseconds
     * @param oldest what other servers said that ended before this time is forgotten
     */
    void putReady(ServerId server, Instant until, Instant oldest);

    /**
     * Says that a server is not ready any more. If it had not said that it is, nothing changes.
     *
     * @param server the server
     */
    void removeReady(ServerId server);

    /**
     * Takes a piece of work for a server for some time, or for some time more. A server whose time has passed, since it was
     * killed or is too busy, loses the work to the next one that asks.
     *
     * @param name the work
     * @param server the server that asks
     * @param until until when it has the work, in milliseconds
     * @param now the time
     * @return false, and nothing changed, while another server has it
     * @since 0.1
     */
    boolean takeLease(LeaseName name, ServerId server, Instant until, Instant now);

    /**
     * Gives a piece of work back, so that another server can take it at once. If the server does not have it, nothing changes.
     *
     * @param name the work
     * @param server the server
     * @since 0.1
     */
    void releaseLease(LeaseName name, ServerId server);
}
