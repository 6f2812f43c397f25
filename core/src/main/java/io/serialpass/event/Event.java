package io.serialpass.event;

import java.util.function.Function;

/**
 * Something that has changed in a store. An event names what changed, and holds no secret: a follower reads the rest from the
 * store. Its size is bounded, however many rows a change touches. Immutable.
 *
 * @since 0.1
 */
public sealed interface Event permits WalletEvent, OwnedEvent {

    /**
     * The kind of the event.
     *
     * @return the type
     */
    EventType type();

    /**
     * Calls the function that belongs to the form of the event. When a case is added later, a caller does not compile until it
     * handles the new case too.
     *
     * @param <T> the kind of result
     * @param passes for one of some passes
     * @param passType for one of many passes of a type
     * @param registration for one of a registration
     * @param serialNumbers for one of serial numbers
     * @param administration for one of the things that an organization sets up
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbers,
            Function<? super AdministrationEvent, ? extends T> administration);

    /**
     * How many names of rows the event holds, a measure of the memory that it takes. Readers of the log read until they have enough.
     *
     * @return 1 or more
     */
    default int nameCount() {
        return match(
                passes -> passes.serialNumbers().size(),
                passType -> 1,
                registration -> 1,
                serialNumbers -> serialNumbers.ids().ranges().size(),
                administration -> administration.matchSubject(
                        item -> 1,
                        passType -> 1 + passType.files().size(),
                        link -> link.passes().size(),
                        webhook -> 1,
                        apiToken -> 1));
    }
}
