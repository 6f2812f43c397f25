package io.serialpass.service.push;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushSender;
import io.serialpass.push.PushWalk;
import io.serialpass.service.Moments;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from the store whom to tell next: attempts that are due, then new events, then the walks in turn. It reads ahead of
 * what is stored, and begins anew where it was stored when it is told to. For one thread.
 */
final class PushQueue {

    private static final int EVENTS = 100;
    private static final int PASSES = 1_000;
    private static final int DUE = 200;

    /** How many registrations a walk reads at once. */
    static final int PAGE = 1_000;

    private final Storage storage;
    private final Clock clock;
    private final ConsumerName consumer;
    private final PushSender sender;
    private final PushGates gates;

    private long position;
    private boolean atEnd;

    /** How far each walk was read, and whether up to its end. */
    private final Map<PushScope, Reading> readings = new LinkedHashMap<>();

    private boolean isDueUnderWay;

    private record Reading(PushWalk walk, boolean ended) {}

    PushQueue(Storage storage, Clock clock, ConsumerName consumer, PushSender sender, PushGates gates) {
        this.storage = storage;
        this.clock = clock;
        this.consumer = consumer;
        this.sender = sender;
        this.gates = gates;
    }

    /** Makes the event log keep the events from now on, if no server on the store has ever told devices. */
    void begin() {
        if (storage.read(view -> view.events().positionOf(consumer).isPresent())) {
            return;
        }
        storage.write(tx -> {
            if (tx.events().positionOf(consumer).isEmpty()) {
                tx.events().putPosition(consumer, tx.events().bounds().newest());
            }
            return true;
        });
    }

    /** Begins anew with the rows that are stored. */
    void restart() {
        begin();
        readings.clear();
        isDueUnderWay = false;
        record Stored(long position, List<PushWalk> walks) {}
        Stored stored = storage.read(view -> {
            long newest = view.events().bounds().newest();
            // The store can be an older copy of the one that the position was stored in.
            return new Stored(
                    Math.min(newest, view.events().positionOf(consumer).orElse(newest)),
                    view.pushes().walks());
        });
        position = stored.position();
        stored.walks().forEach(walk -> readings.put(walk.scope(), new Reading(walk, false)));
    }

    /** Learns which walks there are after a batch was stored. */
    void stored(PushBatch batch, List<PushWalk> walks) {
        if (batch.position().isEmpty() && batch.scope().isEmpty()) {
            isDueUnderWay = false;
        }
        boolean isEnd = batch.scope().isPresent() && batch.after().isEmpty();
        batch.scope().filter(scope -> isEnd).ifPresent(readings::remove);
        Set<PushScope> scopes = new HashSet<>();
        for (PushWalk walk : walks) {
            scopes.add(walk.scope());
            readings.putIfAbsent(walk.scope(), new Reading(walk, false));
        }
        readings.keySet().retainAll(scopes);
    }

    /**
     * Reads the next batch.
     *
     * @return the batch; empty if there is nothing to tell now
     */
    Optional<PushBatch> next() {
        return due().or(this::events).or(this::walk);
    }

    /** Whether all events of the log had been read when it was looked at last. */
    boolean isAtEnd() {
        return atEnd;
    }

    private Optional<PushBatch> due() {
        if (isDueUnderWay) {
            return Optional.empty();
        }
        List<PushTarget> targets = new ArrayList<>();
        List<PushRecord> over = new ArrayList<>();
        Map<PassTypeIdentifier, UpdateTag> from = new LinkedHashMap<>();
        boolean unused = storage.read(view -> {
            for (PushRecord record : view.pushes().due(Moments.now(clock), DUE)) {
                if (gates.whyShut(record.type()).isEmpty()) {
                    from.put(record.type(), new UpdateTag(1));
                    target(view, record).ifPresentOrElse(targets::add, () -> over.add(record));
                }
            }
            return true;
        });
        if (!over.isEmpty()) {
            storage.write(tx -> {
                over.forEach(record -> tx.pushes().remove(record.type(), record.token()));
                return true;
            });
        }
        isDueUnderWay = !targets.isEmpty();
        return targets.isEmpty() ? Optional.empty() : Optional.of(new PushBatch(targets, from));
    }

    /** The push that a record still asks for; empty if the device knows all by now, or holds no pass with the token. */
    private static Optional<PushTarget> target(ReadView view, PushRecord record) {
        PushPage page = view.pushes().registrationsOf(record.type(), record.device());
        List<PushCandidate> same = page.candidates().stream()
                .filter(candidate -> candidate.registration().pushToken().equals(record.token()))
                .toList();
        return PushTarget.of(record.type(), new PushPage(same, page.newest(), page.last()), new UpdateTag(0)).stream()
                .findFirst();
    }

    private Optional<PushBatch> events() {
        List<LoggedEvent> events = storage.read(view -> view.events().list(position, EVENTS));
        atEnd = events.size() < EVENTS;
        if (events.isEmpty()) {
            return Optional.empty();
        }
        PushPlan plan = new PushPlan(events);
        for (PassTypeIdentifier type : plan.types()) {
            if (gates.whyShut(type).isPresent()) {
                plan.postpone(type);
            }
        }
        position = events.get(events.size() - 1).position();
        Found found = new Found();
        boolean unused = storage.read(view -> {
            // First, since of two finds of a token the first says what it was told.
            plan.requested().forEach((type, passes) -> findAgain(view, type, passes, found));
            plan.changed().forEach((type, changed) -> find(view, type, changed, found));
            plan.readdressed().forEach((type, devices) -> devices.forEach(event -> find(view, type, event, found)));
            return true;
        });
        return Optional.of(found.batch().ofEvents(position, plan.walks()));
    }

    private void find(ReadView view, PassTypeIdentifier type, PushPlan.Changed changed, Found found) {
        for (List<PassSerialNumber> some : parts(changed.passes())) {
            found.add(type, view.pushes().registrationsOf(type, some), changed.from());
        }
    }

    private void findAgain(ReadView view, PassTypeIdentifier type, Set<PassSerialNumber> passes, Found found) {
        for (List<PassSerialNumber> some : parts(passes)) {
            found.addAgain(type, view.pushes().registrationsOf(type, some));
        }
    }

    private static List<List<PassSerialNumber>> parts(Set<PassSerialNumber> passes) {
        List<PassSerialNumber> all = List.copyOf(passes);
        List<List<PassSerialNumber>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += PASSES) {
            parts.add(all.subList(i, Math.min(i + PASSES, all.size())));
        }
        return parts;
    }

    private void find(ReadView view, PassTypeIdentifier type, RegistrationEvent event, Found found) {
        found.add(type, view.pushes().registrationsOf(type, event.device()), new UpdateTag(0));
    }

    private Optional<PushBatch> walk() {
        for (Reading reading : List.copyOf(readings.values())) {
            PushWalk walk = reading.walk();
            if (!reading.ended() && gates.whyShut(walk.scope().type()).isEmpty()) {
                // At the end of the line, so that no walk waits for a longer one.
                readings.remove(walk.scope());
                PushPage page = storage.read(view -> view.pushes().page(walk, PAGE));
                boolean isEnd = page.last().isEmpty();
                PushWalk read = isEnd ? walk : walk.at(page.last().getAsLong());
                readings.put(walk.scope(), new Reading(read, isEnd));
                Found found = new Found();
                found.add(walk.scope().type(), page, walk.from());
                return Optional.of(found.batch().ofWalk(walk.scope(), page.last()));
            }
        }
        return Optional.empty();
    }

    /** The targets of some pages. A token that no push service can have given is passed over. */
    private final class Found {
        private final Map<PassTypeIdentifier, Map<PushToken, PushTarget>> targets = new LinkedHashMap<>();
        private final Map<PassTypeIdentifier, UpdateTag> from = new LinkedHashMap<>();
        private final List<Registration> gone = new ArrayList<>();

        void add(PassTypeIdentifier type, PushPage page, UpdateTag oldest) {
            add(type, page, oldest, PushTarget.of(type, page, oldest));
        }

        void addAgain(PassTypeIdentifier type, PushPage page) {
            add(type, page, new UpdateTag(0), PushTarget.again(type, page));
        }

        private void add(PassTypeIdentifier type, PushPage page, UpdateTag oldest, List<PushTarget> some) {
            from.merge(type, oldest, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            for (PushTarget target : some) {
                if (sender.isReachable(target.token())) {
                    targets.computeIfAbsent(type, any -> new LinkedHashMap<>())
                            .merge(target.token(), target, PushTarget::and);
                }
            }
            page.candidates().stream()
                    .filter(PushCandidate::isGone)
                    .map(PushCandidate::registration)
                    .forEach(gone::add);
        }

        PushBatch batch() {
            List<PushTarget> all = targets.values().stream()
                    .flatMap(byToken -> byToken.values().stream())
                    .toList();
            return new PushBatch(all, from).withGone(gone);
        }
    }
}
