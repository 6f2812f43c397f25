package io.serialpass.service.push;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.service.Lease;
import io.serialpass.service.Moments;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the results of a batch, and how far the events and the walks are, in one unit of work. */
final class PushResults {

    private final Clock clock;
    private final Lease lease;
    private final ConsumerName consumer;
    private final PushBackOff backOff;

    PushResults(Clock clock, Lease lease, ConsumerName consumer, PushBackOff backOff) {
        this.clock = clock;
        this.lease = lease;
        this.consumer = consumer;
        this.backOff = backOff;
    }

    /**
     * Stores a batch that is done. A push that was not sent is sent later, by a walk.
     *
     * @return the walks that are left; empty, and nothing is stored, where another server does the work by now
     */
    Optional<List<PushWalk>> store(WriteTransaction tx, PushBatch batch) {
        if (!lease.take(tx)) {
            tx.setRollbackOnly();
            return Optional.empty();
        }
        Instant now = Moments.now(clock);
        Map<PushScope, PushWalk> walks = new HashMap<>();
        tx.pushes().walks().forEach(walk -> walks.put(walk.scope(), walk));
        List<PushRecord> records = new ArrayList<>();
        Map<PassTypeIdentifier, UpdateTag> unsent = new HashMap<>();
        batch.gone().forEach(registration -> unregister(tx, registration, now));
        for (int i = 0; i < batch.targets().size(); i++) {
            PushTarget target = batch.targets().get(i);
            Optional<PushAnswer> answer = batch.answer(i).filter(given -> !PushGates.isUnsent(given));
            if (answer.isEmpty()) {
                unsent.put(target.type(), batch.from(target.type()));
            } else {
                records.add(record(target, answer.get(), now));
                answer.get().goneSince().ifPresent(since -> removeDead(tx, target, since, now));
            }
        }
        tx.pushes().put(records);
        batch.scope().ifPresent(scope -> goOn(tx, walks, scope, batch));
        batch.begins().forEach(walk -> add(tx, walks, walk.scope(), walk.from()));
        unsent.forEach((type, from) -> add(tx, walks, PushScope.of(type), from));
        batch.position().ifPresent(position -> tx.events().putPosition(consumer, position));
        return Optional.of(tx.pushes().walks());
    }

    private static void goOn(WriteTransaction tx, Map<PushScope, PushWalk> walks, PushScope scope, PushBatch batch) {
        PushWalk stored = walks.get(scope);
        if (stored == null) {
            return;
        }
        Optional<PushWalk> next =
                batch.after().isPresent() ? Optional.of(stored.at(batch.after().getAsLong())) : stored.following();
        next.ifPresentOrElse(
                walk -> {
                    walks.put(scope, walk);
                    tx.pushes().putWalk(walk);
                },
                () -> {
                    walks.remove(scope);
                    tx.pushes().removeWalk(scope);
                });
    }

    private static void add(WriteTransaction tx, Map<PushScope, PushWalk> walks, PushScope scope, UpdateTag from) {
        PushWalk before = walks.get(scope);
        PushWalk walk = before == null ? PushWalk.of(scope, from) : before.with(from);
        walks.put(scope, walk);
        tx.pushes().putWalk(walk);
    }

    private PushRecord record(PushTarget target, PushAnswer answer, Instant now) {
        int failures = target.failures() + 1;
        boolean isAgain = !backOff.isOver(failures);
        return switch (answer.verdict()) {
            case SENT -> of(target, answer, target.newest(), now, 0, Optional.empty());
            case GONE, BAD_TOKEN, REFUSED, CREDENTIALS ->
                of(target, answer, target.newest(), now, failures, Optional.empty());
            case TOO_OFTEN ->
                of(
                        target,
                        answer,
                        target.told(),
                        now,
                        failures,
                        next(isAgain, now.plus(backOff.afterTooOften(failures))));
            case FAILED ->
                of(
                        target,
                        answer,
                        target.told(),
                        now,
                        failures,
                        next(isAgain, now.plus(backOff.afterFailure(failures))));
        };
    }

    private static Optional<Instant> next(boolean isAgain, Instant time) {
        return isAgain ? Optional.of(time) : Optional.empty();
    }

    private static PushRecord of(
            PushTarget target, PushAnswer answer, UpdateTag told, Instant now, int failures, Optional<Instant> retry) {
        return new PushRecord(
                target.type(),
                target.token(),
                target.registrations().get(0).device(),
                told,
                now,
                answer,
                failures,
                retry);
    }

    /** A registration that is newer than the death of its token stays: the device got a living one since. */
    private static void removeDead(WriteTransaction tx, PushTarget target, Instant since, Instant now) {
        for (Registration registration : target.registrations()) {
            boolean isOlder = registration.lastUpdated().isBefore(since);
            boolean isSame = tx.registrations()
                    .find(registration.device(), registration.pass())
                    .filter(stored -> stored.lastUpdated().equals(registration.lastUpdated()))
                    .isPresent();
            if (isOlder && isSame) {
                unregister(tx, registration, now);
            }
        }
    }

    private static void unregister(WriteTransaction tx, Registration registration, Instant now) {
        if (tx.registrations().delete(registration.device(), registration.pass())) {
            tx.events()
                    .append(
                            new RegistrationEvent(
                                    EventType.DEVICE_UNREGISTERED, registration.device(), registration.pass()),
                            now);
        }
    }
}
