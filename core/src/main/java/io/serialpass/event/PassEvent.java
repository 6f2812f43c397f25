package io.serialpass.event;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something happened to some passes of one type, in one unit of work.
 *
 * @param type one of the {@code PASS_} types
 * @param passTypeIdentifier the type of the passes
 * @param serialNumbers their serial numbers, 1 to {@value #MOST_PASSES}
 * @param updateTag the tag of the version that the passes have now; empty if phones fetch the same package as before, and for
 *     passes that were created or deleted
 * @since 0.1
 */
public record PassEvent(
        EventType type,
        PassTypeIdentifier passTypeIdentifier,
        List<PassSerialNumber> serialNumbers,
        Optional<UpdateTag> updateTag)
        implements WalletEvent {

    /** The most passes that one event names. */
    public static final int MOST_PASSES = 100;

    /**
     * Checks the event.
     *
     * @param type one of the {@code PASS_} types
     * @param passTypeIdentifier the type of the passes
     * @param serialNumbers their serial numbers, 1 to {@value #MOST_PASSES}
     * @param updateTag the tag of the version that the passes have now
     * @throws IllegalArgumentException if the type does not fit, or there are too few or too many passes
     */
    public PassEvent {
        type.require(EventType.Subject.PASSES);
        if (serialNumbers.isEmpty() || serialNumbers.size() > MOST_PASSES) {
            throw new IllegalArgumentException("an event names 1 to " + MOST_PASSES + " passes");
        }
        serialNumbers = List.copyOf(serialNumbers);
    }

    /**
     * The events of any number of passes: as few as their bounded size allows.
     *
     * @param type one of the {@code PASS_} types
     * @param passTypeIdentifier the type of the passes
     * @param serialNumbers their serial numbers
     * @param updateTag the tag of the version that the passes have now
     * @return the events, in the order of the passes; none where there is no pass
     */
    public static List<PassEvent> of(
            EventType type,
            PassTypeIdentifier passTypeIdentifier,
            List<PassSerialNumber> serialNumbers,
            Optional<UpdateTag> updateTag) {
        List<PassEvent> events = new ArrayList<>();
        for (int i = 0; i < serialNumbers.size(); i += MOST_PASSES) {
            List<PassSerialNumber> part = serialNumbers.subList(i, Math.min(i + MOST_PASSES, serialNumbers.size()));
            events.add(new PassEvent(type, passTypeIdentifier, part, updateTag));
        }
        return events;
    }

    @Override
    public <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbersOf,
            Function<? super AdministrationEvent, ? extends T> administration) {
        return passes.apply(this);
    }
}
