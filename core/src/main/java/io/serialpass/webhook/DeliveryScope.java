package io.serialpass.webhook;

import io.serialpass.event.Event;
import io.serialpass.event.IdRanges;
import io.serialpass.event.PassEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.wallet.PassSerialNumber;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The subject of an event, as far as order matters: two messages to one receiver whose events share something are delivered one after
 * the other. Immutable.
 *
 * @param group the pass type, or one word for all serial numbers of the inventory
 * @param members the passes or serial numbers of the group; none where the event tells of all passes of the type
 * @since 0.1
 */
public record DeliveryScope(String group, Set<String> members) {

    /** No pass type is called this: the sign is not allowed in one. */
    private static final String INVENTORY = "#";

    /** An event of more serial numbers than this waits for none, and none waits for it. */
    private static final int MOST_SERIAL_NUMBERS = 100;

    /**
     * Copies the members.
     *
     * @param group the pass type, or one word for all serial numbers of the inventory
     * @param members the passes or serial numbers of the group
     */
    public DeliveryScope {
        members = Set.copyOf(members);
    }

    /**
     * The scope of an event.
     *
     * @param event the event
     * @return the name of the thing that the event is about; empty for an event that waits for none, since it tells of very
     *     many serial numbers, or of something that webhooks are not told of
     */
    public static Optional<DeliveryScope> of(Event event) {
        return event.match(
                passes -> Optional.of(
                        new DeliveryScope(passes.passTypeIdentifier().value(), names(passes))),
                passType -> Optional.of(
                        new DeliveryScope(passType.passTypeIdentifier().value(), Set.of())),
                registration -> Optional.of(new DeliveryScope(
                        registration.passTypeIdentifier().value(),
                        Set.of(registration.pass().serialNumber().value()))),
                DeliveryScope::ofInventory,
                administration -> Optional.empty());
    }

    private static Set<String> names(PassEvent event) {
        return event.serialNumbers().stream().map(PassSerialNumber::value).collect(Collectors.toSet());
    }

    private static Optional<DeliveryScope> ofInventory(SerialNumberEvent event) {
        if (event.ids().count() > MOST_SERIAL_NUMBERS) {
            return Optional.empty();
        }
        List<IdRanges.Range> ranges = event.ids().ranges();
        Set<String> ids = ranges.stream()
                .flatMap(range ->
                        LongStream.rangeClosed(range.first(), range.last()).mapToObj(Long::toString))
                .collect(Collectors.toSet());
        return Optional.of(new DeliveryScope(INVENTORY, ids));
    }

    /**
     * Whether it is all of the group.
     *
     * @return true for all passes of a type
     */
    public boolean isWhole() {
        return members.isEmpty();
    }

    /**
     * Whether something is in both scopes.
     *
     * @param other another scope
     * @return true if their messages are delivered one after the other
     */
    public boolean overlaps(DeliveryScope other) {
        return group.equals(other.group)
                && (isWhole() || other.isWhole() || !Collections.disjoint(members, other.members));
    }
}
