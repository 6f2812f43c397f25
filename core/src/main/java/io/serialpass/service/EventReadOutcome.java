package io.serialpass.service;

import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of reading the event log.
 *
 * @since 0.1
 */
public sealed interface EventReadOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param page for all events after the position
     * @param trimmed for events that are gone
     * @param notReached for a position that the log has not come to
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Page, ? extends T> page,
            Function<? super Trimmed, ? extends T> trimmed,
            Function<? super NotReached, ? extends T> notReached);

    /**
     * The log has all events after the position.
     *
     * @param events those of the organization, the oldest first; none where there are none yet
     * @param next the position to read on after: no event of the organization up to there was left out
     * @param newest the position of the newest event of the log; 0 while there never was one
     */
    record Page(List<LoggedEvent> events, long next, long newest) implements EventReadOutcome {
        @Override
        public <T> T match(
                Function<? super Page, ? extends T> page,
                Function<? super Trimmed, ? extends T> trimmed,
                Function<? super NotReached, ? extends T> notReached) {
            return page.apply(this);
        }
    }

    /**
     * Events after the position were trimmed.
     *
     * @param bounds the positions that the log still has
     */
    record Trimmed(EventBounds bounds) implements EventReadOutcome {
        @Override
        public <T> T match(
                Function<? super Page, ? extends T> page,
                Function<? super Trimmed, ? extends T> trimmed,
                Function<? super NotReached, ? extends T> notReached) {
            return trimmed.apply(this);
        }
    }

    /**
     * The log has not come to the position, as when the store is an older copy of the one that gave the position.
     *
     * @param newest the position of the newest event of the log; 0 while there never was one
     */
    record NotReached(long newest) implements EventReadOutcome {
        @Override
        public <T> T match(
                Function<? super Page, ? extends T> page,
                Function<? super Trimmed, ? extends T> trimmed,
                Function<? super NotReached, ? extends T> notReached) {
            return notReached.apply(this);
        }
    }
}
