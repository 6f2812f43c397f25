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
import java.util.Optional;

/**
 * Work that one server on a store does at a time. A server that has it says so every few seconds; if it does not, since it was
 * killed, another one can take the work after {@value #SECONDS} seconds.
 *
 * <p>The clocks of the servers may differ by minutes. A server whose clock goes ahead of another one's takes the work from it, and
 * keeps it. When that server ends, the time until which it has the work may be far away for the others: they take the work if that
 * time has not changed for {@value #SECONDS} seconds.
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
    private volatile Seen seen = new Seen(Optional.empty(), NEVER);

    /**
     * The last word of another server that has the work.
     *
     * @param until until when it has the work, by its clock
     * @param since when this server saw that word first
     */
    private record Seen(Optional<Instant> until, Instant since) {}

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
        boolean isTaken = tx.servers().takeLease(name, self, now.plus(LENGTH), now) || takeFromSilent(tx, now);
        until = isTaken ? now.plus(LENGTH) : NEVER;
        return isTaken;
    }

    private boolean takeFromSilent(WriteTransaction tx, Instant now) {
        Optional<Instant> others = tx.servers().othersLeaseUntil(name, self);
        if (!others.equals(seen.until())) {
            seen = new Seen(others, now);
        }
        boolean isSilent = others.isPresent() && !now.isBefore(seen.since().plus(LENGTH));
        return isSilent
                && tx.servers()
                        .takeLease(name, self, now.plus(LENGTH), others.get().plusMillis(1));
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
