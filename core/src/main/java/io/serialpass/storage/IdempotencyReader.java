package io.serialpass.storage;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import java.util.Optional;

/**
 * Reads the first answers to requests with a key.
 *
 * @since 0.1
 */
public interface IdempotencyReader {

    /**
     * Finds the answer to a request.
     *
     * @param organization who sent it
     * @param key its key
     * @return the answer, however old; empty if none is kept
     */
    Optional<FirstAnswer> find(Organization organization, IdempotencyKey key);
}
