package io.serialpass.service;

import java.util.function.Function;

/**
 * The outcome of a request with a key.
 *
 * @param <T> the kind of answer
 * @since 0.1
 */
public sealed interface IdempotencyOutcome<T> {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <R> the kind of result
     * @param first for a request that was carried out now
     * @param replayed for one that was carried out before
     * @param inUse for one that is under way
     * @param reused for a key that came with another request
     * @return the result of the function that was called
     */
    <R> R match(
            Function<? super First<T>, ? extends R> first,
            Function<? super Replayed<T>, ? extends R> replayed,
            Function<? super InUse<T>, ? extends R> inUse,
            Function<? super Reused<T>, ? extends R> reused);

    /**
     * It was carried out.
     *
     * @param <T> the kind of answer
     * @param answer its answer
     */
    record First<T>(T answer) implements IdempotencyOutcome<T> {
        @Override
        public <R> R match(
                Function<? super First<T>, ? extends R> first,
                Function<? super Replayed<T>, ? extends R> replayed,
                Function<? super InUse<T>, ? extends R> inUse,
                Function<? super Reused<T>, ? extends R> reused) {
            return first.apply(this);
        }
    }

    /**
     * It was carried out before; nothing was done.
     *
     * @param <T> the kind of answer
     * @param answer the first answer, as it was kept
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
    record Replayed<T>(byte[] answer) implements IdempotencyOutcome<T> {
        @Override
        public <R> R match(
                Function<? super First<T>, ? extends R> first,
                Function<? super Replayed<T>, ? extends R> replayed,
                Function<? super InUse<T>, ? extends R> inUse,
                Function<? super Reused<T>, ? extends R> reused) {
            return replayed.apply(this);
        }
    }

    /**
     * The same request is under way; nothing was done.
     *
     * @param <T> the kind of answer
     */
    record InUse<T>() implements IdempotencyOutcome<T> {
        @Override
        public <R> R match(
                Function<? super First<T>, ? extends R> first,
                Function<? super Replayed<T>, ? extends R> replayed,
                Function<? super InUse<T>, ? extends R> inUse,
                Function<? super Reused<T>, ? extends R> reused) {
            return inUse.apply(this);
        }
    }

    /**
     * The key came with another request; nothing was done.
     *
     * @param <T> the kind of answer
     */
    record Reused<T>() implements IdempotencyOutcome<T> {
        @Override
        public <R> R match(
                Function<? super First<T>, ? extends R> first,
                Function<? super Replayed<T>, ? extends R> replayed,
                Function<? super InUse<T>, ? extends R> inUse,
                Function<? super Reused<T>, ? extends R> reused) {
            return reused.apply(this);
        }
    }
}
