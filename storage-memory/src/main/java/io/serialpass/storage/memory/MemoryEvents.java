package io.serialpass.storage.memory;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.Event;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.OwnedEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.turn.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The event log of one state. */
final class MemoryEvents implements EventWriter {

    private final StateHolder holder;

    MemoryEvents(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * The event log, immutable.
     *
     * @param events the events by position; the newest is never removed, so that no position is given twice
     * @param positions how far each consumer has read
     */
    record Log(TreePMap<Long, LoggedEvent> events, HashPMap<ConsumerName, Long> positions) implements State.Part {
        static final Log EMPTY = new Log(TreePMap.empty(), HashTreePMap.empty());

        Log with(TreePMap<Long, LoggedEvent> changed) {
            return new Log(changed, positions);
        }

        Log with(HashPMap<ConsumerName, Long> changed) {
            return new Log(events, changed);
        }
    }

    private Log log() {
        return holder.state().events();
    }

    private void change(Log changed) {
        holder.change(state -> state.with(changed));
    }

    private void append(Organization organization, Event event, Instant time) {
        long position = bounds().newest() + 1;
        LoggedEvent logged = new LoggedEvent(
                position, time, organization, event, Turn.current().actor());
        change(log().with(log().events().plus(position, logged)));
    }

    @Override
    public void append(WalletEvent event, Instant time) {
        Organization owner = Optional.ofNullable(holder.wallet().types().get(event.passTypeIdentifier()))
                .map(known -> known.type().organization())
                .orElseThrow(() -> new StorageException(
                        "the pass type " + event.passTypeIdentifier().value() + " is nobody's"));
        append(owner, event, time);
    }

    @Override
    public void append(Organization organization, OwnedEvent event, Instant time) {
        append(organization, (Event) event, time);
    }

    @Override
    public EventBounds bounds() {
        TreePMap<Long, LoggedEvent> events = log().events();
        return events.isEmpty() ? new EventBounds(0, 0) : new EventBounds(events.firstKey(), events.lastKey());
    }

    private Stream<LoggedEvent> after(long position) {
        return log().events().tailMap(position, false).values().stream();
    }

    @Override
    public List<LoggedEvent> list(long after, int most) {
        return after(after).limit(most).toList();
    }

    @Override
    public List<LoggedEvent> list(Organization organization, long after, int most) {
        return after(after)
                .filter(event -> event.organization().equals(organization))
                .limit(most)
                .toList();
    }

    @Override
    public OptionalLong positionOf(ConsumerName consumer) {
        Long position = log().positions().get(consumer);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    @Override
    public List<EventConsumer> consumers() {
        return log().positions().entrySet().stream()
                .map(entry -> new EventConsumer(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(EventConsumer::position)
                        .thenComparing(consumer -> consumer.name().value()))
                .toList();
    }

    @Override
    public void putPosition(ConsumerName consumer, long position) {
        change(log().with(log().positions().plus(consumer, position)));
    }

    @Override
    public void removeConsumer(ConsumerName consumer) {
        change(log().with(log().positions().minus(consumer)));
    }

    @Override
    public int trim(Instant before, long most, int atOnce) {
        long lastTooMany = bounds().newest() - most;
        long read = consumers().stream()
                .mapToLong(EventConsumer::position)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        TreePMap<Long, LoggedEvent> kept = log().events();
        int removed = 0;
        while (removed < atOnce && kept.size() > 1) {
            LoggedEvent oldest = kept.firstEntry().getValue();
            boolean due = oldest.position() <= lastTooMany || oldest.time().isBefore(before);
            if (!due || oldest.position() > read) {
                break;
            }
            kept = kept.minusFirstEntry();
            removed++;
        }
        change(log().with(kept));
        return removed;
    }
}
