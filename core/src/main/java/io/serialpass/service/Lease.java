package io.serialpass.service;

import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Work that one server on a store does at a time. A server that has it says so every few seconds; if it does not, since it was
 * killed, another one has the work within {@value #SECONDS} seconds. The clocks of the servers may differ by some seconds.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Lease {

    private static final Logger LOGGER = System.getLogger(Lease.class.getName());

    static final int SECONDS = 10;

    private static final Duration LENGTH = Duration.ofSeconds(SECONDS);
    private static final Instant NEVER = Instant.EPOCH;
    private static final Duration RENEW_BELOW = Duration.ofSeconds(7);

    private final Storage storage;
    private final Clock clock;
    private final LeaseName name;
    private final ServerId self;

    private volatile Instant until = NEVER;

    /**
     * Makes a lease that the server does not have yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param name the work
     * @param self the server
     */
    public Lease(Storage storage, Clock clock, LeaseName name, ServerId self) {
        this.storage = storage;
        this.clock = clock;
        this.name = name;
        this.self = self;
    }

    /**
     * Takes the work, or says that the server still has it. It writes every few seconds at most.
     *
     * @return false while another server has it
     * @throws StorageException if the store cannot be written
     */
    public boolean take() {
        return clock.instant().isBefore(until.minus(RENEW_BELOW)) || storage.write(this::take);
    }

    /**
     * Takes the lease within a unit of work. If a server lost the lease, the changes of that unit of work are undone.
     *
     * @param tx the unit of work
     * @return false while another server has it
     */
    public boolean take(WriteTransaction tx) {
        Instant now = Moments.now(clock);
        boolean isTaken = tx.servers().takeLease(name, self, now.plus(LENGTH), now);
        until = isTaken ? now.plus(LENGTH) : NEVER;
        return isTaken;
    }

    /** Gives the work back, where the server has it, so that another one can take it at once. */
    public void release() {
        if (until.equals(NEVER)) {
            return;
        }
        until = NEVER;
        try {
            storage.write(tx -> {
                tx.servers().releaseLease(name, self);
                return true;
            });
        } catch (StorageException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Another server can do the work {0} in {1} s: {2}",
                    name.value(),
                    SECONDS,
                    e.getMessage());
        }
    }
}
