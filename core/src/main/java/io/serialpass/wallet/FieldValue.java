package io.serialpass.wallet;

import java.math.BigDecimal;
import java.util.function.Function;

/**
 * The value of a field of a pass.
 *
 * @since 0.1
 */
public sealed interface FieldValue {

    /**
     * Calls the function that belongs to the kind of value. A kind that is added later does not compile until every caller
     * knows it.
     *
     * @param <T> the kind of result
     * @param text for a text
     * @param decimal for a number
     * @param bool for a truth value
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Text, ? extends T> text,
            Function<? super Decimal, ? extends T> decimal,
            Function<? super Bool, ? extends T> bool);

    /**
     * A text.
     *
     * @param value the text
     */
    record Text(String value) implements FieldValue {
        @Override
        public <T> T match(
                Function<? super Text, ? extends T> text,
                Function<? super Decimal, ? extends T> decimal,
                Function<? super Bool, ? extends T> bool) {
            return text.apply(this);
        }
    }

    /**
     * A number, with the digits that it was given with.
     *
     * @param value the number
     */
    record Decimal(BigDecimal value) implements FieldValue {
        @Override
        public <T> T match(
                Function<? super Text, ? extends T> text,
                Function<? super Decimal, ? extends T> decimal,
                Function<? super Bool, ? extends T> bool) {
            return decimal.apply(this);
        }
    }

    /**
     * A truth value.
     *
     * @param value the truth value
     */
    record Bool(boolean value) implements FieldValue {
        @Override
        public <T> T match(
                Function<? super Text, ? extends T> text,
                Function<? super Decimal, ? extends T> decimal,
                Function<? super Bool, ? extends T> bool) {
            return bool.apply(this);
        }
    }
}
