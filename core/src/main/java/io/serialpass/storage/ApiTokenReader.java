package io.serialpass.storage;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import java.util.Optional;

/**
 * Reads API tokens.
 *
 * @since 0.1
 */
public interface ApiTokenReader {

    /**
     * Finds whom a token speaks for.
     *
     * @param hash the token's hash
     * @return the organization; empty for an unknown token
     */
    Optional<Organization> organizationOf(ApiTokenHash hash);

    /**
     * Whether the store has a token at all, of any organization.
     *
     * @return true if it has none
     */
    boolean isEmpty();
}
