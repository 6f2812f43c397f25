package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;
import java.util.Optional;

/**
 * That a device asked which of its passes of a type are new. Of each device and type the last time is kept. Immutable.
 *
 * @param device the device
 * @param type the type of the passes
 * @param time when, in milliseconds
 * @param since the tag that it sent; empty if it sent none of ours
 * @param told the tag that it was given with the list; empty if nothing was new
 * @since 0.1
 */
public record DeviceAsk(
        DeviceLibraryIdentifier device,
        PassTypeIdentifier type,
        Instant time,
        Optional<UpdateTag> since,
        Optional<UpdateTag> told) {}
