package io.serialpass.storage;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import java.util.Optional;

/**
 * Reads API tokens.
 *
 * @since 0.1
 */
public interface ApiTokenReader {

    /**
     * Finds a token by its hash, expired or not.
     *
     * @param hash the token's hash
     * @return the token; empty for an unknown one
     */
    Optional<IssuedToken> find(ApiTokenHash hash);

    /**
     * Finds a token of an organization, expired or not.
     *
     * @param organization whose
     * @param id its id
     * @return the token; empty if the organization has none such
     */
    Optional<IssuedToken> find(Organization organization, ApiTokenId id);

    /**
     * Lists tokens.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<IssuedToken> list(IssuedTokenQuery query);

    /**
     * Counts the tokens of an organization, expired ones included.
     *
     * @param organization whose
     * @return how many there are
     */
    long count(Organization organization);
}
