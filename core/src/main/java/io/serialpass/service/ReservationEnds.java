package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ends reservations at their time, in the background: the serial numbers are NEW again, with the event and the new versions of passes
 * that any return has. Each server on a store does it, and whichever comes first ends a reservation, so none depends on one server.
 * A unit of work ends few of them, so that no other write waits for long, however many end at the same time.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ReservationEnds implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ReservationEnds.class.getName());

    /** How many one unit of work ends: {@code ReservationBenchmark} among the benchmarks tells how long others wait for it. */
    static final int AT_ONCE = 200;

    /** How often to ask for the reservations of other processes. Much less than a second, which is how late an end may be. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final Storage storage;
    private final Clock clock;
    private final LoopSignal loop = new LoopSignal();
    private Optional<Thread> thread = Optional.empty();

    /**
     * Makes an object that has not begun to end reservations.
     *
     * @param storage the store; the caller closes it
     * @param clock tells when they end
     */
    public ReservationEnds(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    private record ItemOfOwner(Organization organization, ItemId item) {}

    /**
     * Starts to end reservations, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (thread.isPresent()) {
            throw new IllegalStateException("the ends of reservations were started before");
        }
        Thread made = new Thread(this::run, "serialpass-reservation-ends");
        made.setDaemon(true);
        made.start();
        thread = Optional.of(made);
    }

    private void run() {
        while (!loop.isEnded()) {
            loop.await(step());
        }
    }

    /** Ends some reservations, where some are due, and tells how long to wait before the next look. */
    private Duration step() {
        try {
            Duration left = untilNext();
            if (isOver(left)) {
                storage.write(this::end);
                return Duration.ZERO;
            }
            return left;
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Reservations that have ended stay for now; it is tried again", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
        return POLL;
    }

    /** The time until the next end, but no more than until the next look for those of other processes. */
    private Duration untilNext() {
        return storage.read(view -> view.serialNumbers().nextReservationEnd())
                .map(end -> Duration.between(clock.instant(), end))
                .filter(left -> left.compareTo(POLL) < 0)
                .orElse(POLL);
    }

    private static boolean isOver(Duration left) {
        return left.isNegative() || left.isZero();
    }

    /**
     * Ends all reservations whose time has come, on the calling thread.
     *
     * @return how many there were
     * @throws io.serialpass.storage.StorageException if the store cannot be read or written; some can be ended
     */
    public long endDue() {
        long ended = 0;
        while (isOver(untilNext())) {
            ended += storage.write(this::end);
        }
        return ended;
    }

    private int end(WriteTransaction tx) {
        Instant now = Moments.now(clock);
        List<SerialNumber> ended = tx.serialNumbers().endReservations(now, AT_ONCE);
        Map<ItemOfOwner, List<SerialNumber>> byItem = ended.stream()
                .collect(Collectors.groupingBy(
                        row -> new ItemOfOwner(row.organization(), row.itemId()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byItem.forEach((owned, rows) -> {
            Events.ofSerialNumbers(
                    tx, EventType.SERIAL_NUMBERS_RETURNED, owned.organization(), owned.item(), rows, now);
            PassVersions.serialNumbersChanged(
                    tx, owned.item(), rows.stream().map(SerialNumber::id).toList(), now);
        });
        return ended.size();
    }

    /** Ends the thread after the unit of work under way. Calling it again does nothing. */
    @Override
    public synchronized void close() {
        loop.end();
        thread.ifPresent(loop::endAndJoin);
    }
}
