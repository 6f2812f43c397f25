package io.serialpass.organization;

import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;

/**
 * A query for issued API tokens of an organization, with their order. All filters apply together (AND). Immutable.
 *
 * @param organization whose tokens
 * @param dateCreated when it was issued
 * @param listing order and page
 * @since 0.1
 */
public record IssuedTokenQuery(Organization organization, TimeRange dateCreated, Listing<IssuedTokenSort> listing) {

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param token any token
     * @return true if it is among those asked for
     */
    public boolean matches(IssuedToken token) {
        return token.organization().equals(organization) && dateCreated.contains(token.dateCreated());
    }
}
