package io.serialpass.storage;

import java.time.Instant;

/** Reads and changes what the servers on a store have agreed upon. */
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
     * @param until until when this counts, in milliseconds; what other servers said that ended before {@code now} is forgotten
     * @param now the time
     */
    void putReady(ServerId server, Instant until, Instant now);

    /**
     * Says that a server is not ready any more. Where it had not said that it is, nothing changes.
     *
     * @param server the server
     */
    void removeReady(ServerId server);
}
