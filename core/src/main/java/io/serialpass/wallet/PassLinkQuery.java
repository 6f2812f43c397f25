package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import java.util.OptionalLong;

/**
 * Which links of an organization are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param organization whose links
 * @param pass the {@linkplain Pass#number() number} of a pass that they lead to; empty for the links to all passes
 * @param dateCreated when it was made
 * @param listing order and page
 * @since 0.1
 */
public record PassLinkQuery(
        Organization organization, OptionalLong pass, TimeRange dateCreated, Listing<PassLinkSort> listing) {

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param link any link
     * @return true if it is among those asked for
     */
    public boolean matches(PassLink link) {
        return link.organization().equals(organization)
                && (pass.isEmpty() || link.passes().stream().anyMatch(linked -> linked.number() == pass.getAsLong()))
                && dateCreated.contains(link.dateCreated());
    }
}
