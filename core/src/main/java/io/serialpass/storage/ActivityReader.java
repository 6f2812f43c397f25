package io.serialpass.storage;

import io.serialpass.event.HourOfActivity;
import io.serialpass.organization.Organization;
import io.serialpass.query.TimeRange;
import java.util.List;

/**
 * Reads how often things happened in each hour.
 *
 * @since 0.1
 */
public interface ActivityReader {

    /**
     * Lists the hours in which something happened to the passes of an organization.
     *
     * @param organization the organization
     * @param range which hours are wanted, by their begins
     * @return the hours that have counts, the oldest first; as many as there are, since a store keeps a bounded number of hours
     */
    List<HourOfActivity> list(Organization organization, TimeRange range);
}
