package io.serialpass.service;

import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Notes when API tokens are used, so that one which nobody uses any more can be revoked. A note costs a request next to nothing;
 * every ten seconds the notes are stored together. A kill loses those of the last seconds.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApiTokenUses implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ApiTokenUses.class.getName());

    /** Each takes some 100 bytes. The uses of tokens beyond this number are not noted until some are stored. */
    private static final int MOST_NOTES = 10_000;

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** A token that is used all the time is noted once in this time. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final Storage storage;
    private final Clock clock;
    private final Notes<ApiTokenId, ApiTokenUse> notes = new Notes<>(MOST_NOTES);
    private final RepeatedTask storing = new RepeatedTask(
            "serialpass-token-uses",
            BETWEEN,
            this::store,
            e -> LOGGER.log(Level.DEBUG, "When API tokens were used cannot be stored now", e));

    /**
     * Makes notes that are not stored yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of the times of use
     */
    public ApiTokenUses(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Notes that a token is used now.
     *
     * @param token the token
     */
    public void note(ApiTokenId token) {
        Instant now = Moments.now(clock);
        boolean isNoted = notes.find(token)
                .filter(use -> now.isBefore(use.time().plus(PRECISION)))
                .isPresent();
        if (!isNoted) {
            var unused = notes.put(token, () -> new ApiTokenUse(token, now));
        }
    }

    /**
     * Starts to store the notes every ten seconds, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        storing.start();
    }

    /**
     * Stores the notes, on the calling thread.
     *
     * @throws StorageException if the store cannot be written; the notes stay
     */
    public void store() {
        notes.store(storage, (tx, some) -> tx.apiTokens().putUses(some));
    }

    /** Stores the notes for the last time. */
    @Override
    public void close() {
        if (storing.end()) {
            storing.run();
        }
    }
}
