package io.serialpass.storage;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import java.time.Instant;

/**
 * Reads and keeps the first answers to requests with a key.
 *
 * @since 0.1
 */
public interface IdempotencyWriter extends IdempotencyReader {

    /**
     * Keeps an answer in place of the one that the key has.
     *
     * @param organization who sent the request
     * @param key its key
     * @param answer the answer
     */
    void put(Organization organization, IdempotencyKey key, FirstAnswer answer);

    /**
     * Deletes old answers, of all organizations. It looks at those alone that were kept first, so that a call costs little
     * however much there is: to be called as often as answers are kept.
     *
     * @param before the earliest {@code dateCreated} to stay
     * @param most how many answers it looks at
     */
    void prune(Instant before, int most);

    /**
     * Deletes the answers of an organization that were kept first, until the rest takes little enough room.
     *
     * @param organization the organization
     * @param mostBytes how much room its answers may take: the sum of {@link FirstAnswer#size()}
     */
    void limit(Organization organization, long mostBytes);
}
