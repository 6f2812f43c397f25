package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;

/**
 * Which passes of a type are new to a device: those it registered that have a package, and whose tag, or whose registration's
 * tag, is greater than the one it knows. If it knows none, or one that is greater than the last that was given out for the type
 * (the store was restored from a backup), all that it registered and that have a package. A pass has a package once one was
 * uploaded, or once its type has a template and a certificate that signs. Immutable.
 *
 * @param device the device
 * @param passTypeIdentifier the type
 * @param since the tag that it knows; empty for none
 * @since 0.1
 */
public record UpdatedPassesQuery(
        DeviceLibraryIdentifier device, PassTypeIdentifier passTypeIdentifier, Optional<UpdateTag> since) {}
