package io.serialpass.wallet;

import java.math.BigDecimal;

/** The value of a field of a pass. */
public sealed interface FieldValue {

    /**
     * A text.
     *
     * @param value the text
     */
    record Text(String value) implements FieldValue {}

    /**
     * A number, with the digits that it was given with.
     *
     * @param value the number
     */
    record Decimal(BigDecimal value) implements FieldValue {}

    /**
     * A truth value.
     *
     * @param value the truth value
     */
    record Bool(boolean value) implements FieldValue {}
}
