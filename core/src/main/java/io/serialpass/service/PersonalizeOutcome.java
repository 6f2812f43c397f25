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
     * Does what fits the outcome. An outcome that is added later does not compile until every caller knows it.
     *
     * @param <T> the kind of result
     * @param personalized for a pass that has what its holder told
     * @param refused for a package that Wallet would refuse
     * @param nothingAsked for no pass that asks
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Personalized, ? extends T> personalized,
            Function<? super Refused, ? extends T> refused,
            Function<? super NothingAsked, ? extends T> nothingAsked);

    /**
     * The pass has what its holder told, and does not ask any more.
     *
     * @param signature the signature of the token, CMS in DER
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
    record Personalized(byte[] signature) implements PersonalizeOutcome {
        @Override
        public <T> T match(
                Function<? super Personalized, ? extends T> personalized,
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return personalized.apply(this);
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
                Function<? super Refused, ? extends T> refused,
                Function<? super NothingAsked, ? extends T> nothingAsked) {
            return nothingAsked.apply(this);
        }
    }
}
