package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAddress;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.wallet.PushToken;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads and changes how far devices were told.
 *
 * @since 0.1
 */
public interface PushWriter extends PushReader {

    /**
     * Stores a walk, in place of the one of its scope. If its pass type is nobody's, nothing changes.
     *
     * @param walk the walk
     */
    void putWalk(PushWalk walk);

    /**
     * Removes the walk of a scope. If there is none, nothing changes.
     *
     * @param scope the scope
     */
    void removeWalk(PushScope scope);

    /**
     * Stores records, each in place of the one of its type and token. A record of a pass type that is nobody's is left out.
     *
     * @param records the records
     */
    void put(Collection<PushRecord> records);

    /**
     * Removes a record. If there is none, nothing changes.
     *
     * @param type the pass type
     * @param token the push token
     */
    void remove(PassTypeIdentifier type, PushToken token);

    /**
     * Looks at some records, and removes those of old attempts that are not to be made again: of tokens that devices do not have
     * any more, and of passes that did not change for long.
     *
     * @param after the address that was looked at last; empty to begin with the first
     * @param before records of attempts before this time go
     * @param most how many records to look at, 1 or more
     * @return the address to go on from; empty if all records were looked at
     */
    Optional<PushAddress> trim(Optional<PushAddress> after, Instant before, int most);
}
