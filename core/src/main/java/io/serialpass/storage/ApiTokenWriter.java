package io.serialpass.storage;

import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.List;

/**
 * Reads and changes API tokens.
 *
 * @since 0.1
 */
public interface ApiTokenWriter extends ApiTokenReader {

    /**
     * Adds a token, with an id greater than any that this store gave to a token before. The organization need not be known yet.
     *
     * @param organization whom it speaks for
     * @param hash the token's hash, new to the store
     * @param details the details that its owner decided
     * @param time when, in milliseconds
     * @return the token, never used
     */
    IssuedToken insert(Organization organization, ApiTokenHash hash, ApiTokenDetails details, Instant time);

    /**
     * Removes a token. If there is none of the id, nothing changes.
     *
     * @param id its id
     */
    void delete(ApiTokenId id);

    /**
     * Stores when tokens were used last. A token that is not there any more is passed over, and so is a use before the one that is
     * stored.
     *
     * @param uses the uses
     */
    void putUses(List<ApiTokenUse> uses);
}
