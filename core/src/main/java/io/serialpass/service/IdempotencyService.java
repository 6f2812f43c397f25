package io.serialpass.service;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Carries out a request with a key once, however often the request comes. The answer is kept in the same unit of work as the
 * changes that the request caused. So the store has both or neither, whatever happens to the process. Safe for use by many
 * threads.
 *
 * @since 0.1
 */
public final class IdempotencyService {

    /** So long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /**
     * The most answers that are removed at a time. This is more than are added at a time, so old answers go faster than new
     * answers come.
     */
    private static final int MOST_PRUNED = 100;

    private final Storage storage;
    private final Clock clock;
    private final long mostBytes;

    /** The requests of this process that are under way. */
    private final ConcurrentMap<Slot, String> underWay = new ConcurrentHashMap<>();

    private record Slot(Organization organization, IdempotencyKey key) {}

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param mostBytes how much room the answers of one organization may take; beyond that the oldest go before their time
     */
    public IdempotencyService(Storage storage, Clock clock, long mostBytes) {
        this.storage = storage;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /**
     * Carries out a request, unless it was carried out before.
     *
     * @param <T> the kind of answer
     * @param organization who sent it
     * @param key its key
     * @param request a hash of the whole request, which differs from that of every other request
     * @param work carries out the request, and makes the answer; if it throws, nothing is done and nothing kept
     * @param form gives the answer the form in which it is kept
     * @return the outcome
     */
    public <T> IdempotencyOutcome<T> run(
            Organization organization,
            IdempotencyKey key,
            String request,
            WriteWork<T> work,
            Function<T, byte[]> form) {
        Slot slot = new Slot(organization, key);
        String other = underWay.putIfAbsent(slot, request);
        if (other != null) {
            return other.equals(request) ? new IdempotencyOutcome.InUse<>() : new IdempotencyOutcome.Reused<>();
        }
        try {
            return storage.write(tx -> {
                Instant now = Moments.now(clock);
                Optional<FirstAnswer> before = tx.idempotency()
                        .find(organization, key)
                        .filter(answer -> now.isBefore(answer.dateCreated().plus(KEPT)));
                if (before.isPresent()) {
                    return before.get().request().equals(request)
                            ? new IdempotencyOutcome.Replayed<>(before.get().answer())
                            : new IdempotencyOutcome.Reused<>();
                }
                T answer = work.in(tx);
                keep(tx, slot, new FirstAnswer(request, form.apply(answer), now));
                return new IdempotencyOutcome.First<>(answer);
            });
        } finally {
            underWay.remove(slot);
        }
    }

    private void keep(WriteTransaction tx, Slot slot, FirstAnswer answer) {
        tx.idempotency().put(slot.organization(), slot.key(), answer);
        tx.idempotency().prune(answer.dateCreated().minus(KEPT), MOST_PRUNED);
        tx.idempotency().limit(slot.organization(), mostBytes);
    }
}
