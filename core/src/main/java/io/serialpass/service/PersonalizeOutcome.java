package io.serialpass.service;

import io.serialpass.wallet.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * The outcome of a personalization.
 *
 * @since 0.1
 */
public sealed interface PersonalizeOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param personalized for a pass that has the data of its holder
     * @param incomplete for data of which some that the pass asks for was not given
     * @param refused for a package that Wallet would refuse
     * @param nothingAsked for no pass that asks
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Personalized, ? extends T> personalized,
            Function<? super Incomplete, ? extends T> incomplete,
            Function<? super Refused, ? extends T> refused,
            Function<? super NothingAsked, ? extends T> nothingAsked);

    /**
     * The pass has the data that its holder gave, and does not ask any more.
     *
     * @param signature the signature of the token, CMS in DER
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
    record Personalized(byte[] signature) implements PersonalizeOutcome {
        @Override
        public <T> T match(
                Function<? super Personalized, ? extends T> personalized,
                Function<? super Incomplete, ? extends T> incomplete,
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return personalized.apply(this);
        }
    }

    /**
     * The holder did not give all that the pass asks for; nothing changed.
     *
     * @param missing lists of names of fields; of each list one field or more is needed, and none has a value
     */
    record Incomplete(List<List<String>> missing) implements PersonalizeOutcome {
        @Override
        public <T> T match(
                Function<? super Personalized, ? extends T> personalized,
                Function<? super Incomplete, ? extends T> incomplete,
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return incomplete.apply(this);
        }
    }

    /**
     * With such data the template gives a package that Wallet would refuse; nothing changed.
     *
     * @param findings why
     */
    record Refused(List<Finding> findings) implements PersonalizeOutcome {
        @Override
        public <T> T match(
                Function<? super Personalized, ? extends T> personalized,
                Function<? super Incomplete, ? extends T> incomplete,
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return refused.apply(this);
        }
    }

    /** There is no such pass, or it asks for nothing, or somebody has told already; nothing changed. */
    record NothingAsked() implements PersonalizeOutcome {
        @Override
        public <T> T match(
                Function<? super Personalized, ? extends T> personalized,
                Function<? super Incomplete, ? extends T> incomplete,
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return nothingAsked.apply(this);
        }
    }
}
