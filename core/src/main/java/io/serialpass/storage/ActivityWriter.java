package io.serialpass.storage;

import io.serialpass.event.ActivityCount;
import java.time.Instant;
import java.util.Collection;

/**
 * Reads and adds up how often things happened in each hour.
 *
 * @since 0.1
 */
public interface ActivityWriter extends ActivityReader {

    /**
     * Adds counts to those that are there. They belong to the organization of the pass type. One of a type that is not there is left
     * out.
     *
     * @param counts the counts; several of them may be of one organization, hour and kind
     */
    void add(Collection<ActivityCount> counts);

    /**
     * Removes the counts of old hours, of all organizations.
     *
     * @param before hours that begin before this time are removed
     * @return how many counts were removed
     */
    int trim(Instant before);
}
