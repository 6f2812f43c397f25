package io.serialpass.service;

import io.serialpass.wallet.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of adding or changing a pass type.
 *
 * @since 0.1
 */
public sealed interface PassTypeChangeOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param changed for a type that is as asked for
     * @param notFound for no such type
     * @param notUnique for a type that is there already
     * @param typeOfAnother for a type of another organization
     * @param refused for passes that Wallet would refuse
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Changed, ? extends T> changed,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super NotUnique, ? extends T> notUnique,
            Function<? super TypeOfAnother, ? extends T> typeOfAnother,
            Function<? super Refused, ? extends T> refused);

    /**
     * The row is as the caller asked. If it was so before, nothing changed.
     *
     * @param type the type and its content as they are now
     */
    record Changed(PassTypeService.Detailed type) implements PassTypeChangeOutcome {
        @Override
        public <T> T match(
                Function<? super Changed, ? extends T> changed,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super Refused, ? extends T> refused) {
            return changed.apply(this);
        }
    }

    /** The organization has no such type. */
    record NotFound() implements PassTypeChangeOutcome {
        @Override
        public <T> T match(
                Function<? super Changed, ? extends T> changed,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super Refused, ? extends T> refused) {
            return notFound.apply(this);
        }
    }

    /** The organization has the type already; nothing changed. */
    record NotUnique() implements PassTypeChangeOutcome {
        @Override
        public <T> T match(
                Function<? super Changed, ? extends T> changed,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super Refused, ? extends T> refused) {
            return notUnique.apply(this);
        }
    }

    /** Another organization used the type first; nothing changed. */
    record TypeOfAnother() implements PassTypeChangeOutcome {
        @Override
        public <T> T match(
                Function<? super Changed, ? extends T> changed,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super Refused, ? extends T> refused) {
            return typeOfAnother.apply(this);
        }
    }

    /**
     * Wallet would refuse such passes; nothing changed.
     *
     * @param findings why
     */
    record Refused(List<Finding> findings) implements PassTypeChangeOutcome {
        @Override
        public <T> T match(
                Function<? super Changed, ? extends T> changed,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }
}
