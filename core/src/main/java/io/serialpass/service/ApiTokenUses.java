package io.serialpass.service;

import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

    /** How many notes are stored in one unit of work, so that no other write waits for long. */
    private static final int AT_ONCE = 500;

    private static final int SECONDS_BETWEEN = 10;

    /** A token that is used all the time is noted once in this time. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final Storage storage;
    private final Clock clock;
    private final Map<ApiTokenId, Instant> notes = new ConcurrentHashMap<>();
    private Optional<ScheduledThreadPoolExecutor> thread = Optional.empty();

    /**
     * Makes notes that are not stored yet.
     *
     * @param storage the store, which stays the caller's to close
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
        Instant noted = notes.get(token);
        Instant now = Moments.now(clock);
        if (noted == null ? notes.size() < MOST_NOTES : !now.isBefore(noted.plus(PRECISION))) {
            notes.put(token, now);
        }
    }

    /**
     * Starts to store the notes every ten seconds, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (thread.isPresent()) {
            throw new IllegalStateException("the notes were started before");
        }
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "serialpass-token-uses");
            made.setDaemon(true);
            return made;
        });
        var unused =
                started.scheduleWithFixedDelay(this::storeQuietly, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
        thread = Optional.of(started);
    }

    private void storeQuietly() {
        try {
            store();
        } catch (StorageException e) {
            LOGGER.log(Level.DEBUG, "When API tokens were used cannot be stored now", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    /**
     * Stores the notes, on the calling thread.
     *
     * @throws StorageException if the store cannot be written; the notes stay
     */
    public void store() {
        List<ApiTokenUse> uses = notes.entrySet().stream()
                .map(note -> new ApiTokenUse(note.getKey(), note.getValue()))
                .toList();
        for (int i = 0; i < uses.size(); i += AT_ONCE) {
            List<ApiTokenUse> some = uses.subList(i, Math.min(i + AT_ONCE, uses.size()));
            storage.write(tx -> {
                tx.apiTokens().putUses(some);
                return true;
            });
            // One that was noted again meanwhile stays.
            some.forEach(use -> notes.remove(use.token(), use.time()));
        }
    }

    /** Stores the notes for the last time. */
    @Override
    public synchronized void close() {
        if (thread.isPresent()) {
            thread.get().shutdownNow();
            thread = Optional.empty();
            storeQuietly();
        }
    }
}
