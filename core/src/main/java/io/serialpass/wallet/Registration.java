package io.serialpass.wallet;

import java.time.Instant;

/**
 * That a device holds a pass and wants to be told of its updates. There is one for each device and pass. Immutable.
 *
 * @param number the store's own number of it, in the order of creation; lists break ties by it
 * @param device the device
 * @param pass the pass
 * @param pushToken the address at which the device is told
 * @param updateTag the tag of its making or, if its push token changed since, of that
 * @param dateCreated when it was made, in milliseconds
 * @param lastUpdated when its push token last changed, in milliseconds
 * @since 0.1
 */
public record Registration(
        long number,
        DeviceLibraryIdentifier device,
        PassId pass,
        PushToken pushToken,
        UpdateTag updateTag,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * The same with another push token.
     *
     * @param changed the token
     * @param tag the tag under which it changes
     * @param time when; a time before {@link #lastUpdated()} counts as that one, since clocks can be set back
     * @return the registration
     */
    public Registration with(PushToken changed, UpdateTag tag, Instant time) {
        return new Registration(
                number, device, pass, changed, tag, dateCreated, time.isBefore(lastUpdated) ? lastUpdated : time);
    }
}
