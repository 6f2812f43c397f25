package io.serialpass.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Optional;

/**
 * The knowledge of how far one push token of a pass type was told. Immutable.
 *
 * @param type the pass type
 * @param token the push token
 * @param device a device that registered with the token
 * @param told all changes of the type up to this tag were told; a tag of 0 for none
 * @param time when the last attempt was made, in milliseconds
 * @param answer the outcome
 * @param failures how many attempts have failed since the last one that did not
 * @param retry when to try again, in milliseconds; empty if no attempt is due
 * @since 0.1
 */
public record PushRecord(
        PassTypeIdentifier type,
        PushToken token,
        DeviceLibraryIdentifier device,
        UpdateTag told,
        Instant time,
        PushAnswer answer,
        int failures,
        Optional<Instant> retry) {}
