package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * Which pass types of an organization are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param organization whose types
 * @param passTypeIdentifier what the identifier matches
 * @param dateCreated when it was first used
 * @param lastUpdated when its template, its files or its certificate last changed
 * @param listing order and page
 */
public record PassTypeQuery(
        Organization organization,
        Optional<Wildcard> passTypeIdentifier,
        TimeRange dateCreated,
        TimeRange lastUpdated,
        Listing<PassTypeSort> listing) {

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param type any type
     * @return true if it is among those asked for
     */
    public boolean matches(PassType type) {
        return type.organization().equals(organization)
                && passTypeIdentifier
                        .map(wildcard -> wildcard.matches(type.identifier().value()))
                        .orElse(true)
                && dateCreated.contains(type.dateCreated())
                && lastUpdated.contains(type.lastUpdated());
    }
}
