package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushWalk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads which devices have to be told, and how far they were.
 *
 * @since 0.1
 */
public interface PushReader {

    /**
     * Lists the walks that have not come to their end.
     *
     * @return the walks, in any order
     */
    List<PushWalk> walks();

    /**
     * Goes on with a walk.
     *
     * @param walk the walk
     * @param most about how many registrations to give, 1 or more; a pass with many gives all of them
     * @return the registrations of its scope after {@link PushWalk#after()}, in an order that stays; none of a pass without a
     *     package
     */
    PushPage page(PushWalk walk, int most);

    /**
     * Finds the registrations of some passes.
     *
     * @param type the pass type
     * @param passes the serial numbers of the passes, 1,000 at most
     * @return the registrations of those that have a package, and no number to go on from
     */
    PushPage registrationsOf(PassTypeIdentifier type, Collection<PassSerialNumber> passes);

    /**
     * Finds the registrations of a device.
     *
     * @param type the pass type
     * @param device the device
     * @return its registrations of the passes of the type that have a package, and no number to go on from
     */
    PushPage registrationsOf(PassTypeIdentifier type, DeviceLibraryIdentifier device);

    /**
     * Finds the record of the pushes to a push token.
     *
     * @param type the pass type
     * @param token the push token
     * @return the record; empty if it was never told
     */
    Optional<PushRecord> record(PassTypeIdentifier type, PushToken token);

    /**
     * Lists the records whose next attempt is due.
     *
     * @param now the time
     * @param most how many at most, 1 or more
     * @return the records, the one that is due for the longest time first
     */
    List<PushRecord> due(Instant now, int most);
}
