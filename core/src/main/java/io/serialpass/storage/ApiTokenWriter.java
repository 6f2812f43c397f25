package io.serialpass.storage;

import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * Reads and changes API tokens.
 *
 * @since 0.1
 */
public interface ApiTokenWriter extends ApiTokenReader {

    /**
     * Adds a token.
     *
     * @param hash the token's hash, new to the store
     * @param organization whom it speaks for
     * @param time when, in milliseconds
     */
    void insert(ApiTokenHash hash, Organization organization, Instant time);
}
