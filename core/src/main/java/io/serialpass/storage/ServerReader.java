package io.serialpass.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the agreement of the servers on a store, and which of them are ready.
 *
 * @since 0.1
 */
public interface ServerReader {

    /**
     * Gives the address of the web service that is in force.
     *
     * @return the address; empty while no server has named one
     */
    Optional<String> webServiceUrl();

    /**
     * Tells until when each other server has said that it is ready, by the clock of that server.
     *
     * @param self the server that asks
     * @return the times of all other servers that have said so, which may be past
     */
    Map<ServerId, Instant> othersReadyUntil(ServerId self);

    /**
     * Tells until when another server has a piece of work, by the clock of that server.
     *
     * @param name the work
     * @param self the server that asks
     * @return the time, which may be past; empty if no other server has taken the work
     */
    Optional<Instant> othersLeaseUntil(LeaseName name, ServerId self);
}
