package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;

/**
 * The runs of the imports of an organization, in an order. Immutable.
 *
 * @param organization whose runs
 * @param listing order and page
 * @since 0.1
 */
public record ImportRunQuery(Organization organization, Listing<ImportRunSort> listing) {

    /**
     * The filter as a predicate; order and page play no part.
     *
     * @param run any run
     * @return true if it is among those asked for
     */
    public boolean matches(ImportRun run) {
        return run.organization().equals(organization);
    }
}
