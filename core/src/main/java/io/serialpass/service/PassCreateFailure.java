package io.serialpass.service;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.wallet.Finding;
import java.util.List;
import java.util.function.Function;

/**
 * Why a pass was not issued.
 *
 * @since 0.1
 */
public sealed interface PassCreateFailure {

    /**
     * Calls the function that belongs to the reason. When a case is added later, a caller does not compile until it handles the new
     * case too.
     *
     * @param <T> the kind of result
     * @param typeOfAnother for a pass type of another organization
     * @param serialNumberNotFound for no such serial number in the inventory
     * @param valueNotAllowed for a value that a pass cannot have as its serial number
     * @param notUnique for a pass that is there already
     * @param refused for a package that Wallet would refuse
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super TypeOfAnother, ? extends T> typeOfAnother,
            Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
            Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
            Function<? super NotUnique, ? extends T> notUnique,
            Function<? super Refused, ? extends T> refused);

    /** Another organization used the pass type first. */
    record TypeOfAnother() implements PassCreateFailure {
        @Override
        public <T> T match(
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
                Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super Refused, ? extends T> refused) {
            return typeOfAnother.apply(this);
        }
    }

    /**
     * The organization has no such serial number in its inventory.
     *
     * @param id the serial number
     */
    record SerialNumberNotFound(SerialNumberId id) implements PassCreateFailure {
        @Override
        public <T> T match(
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
                Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super Refused, ? extends T> refused) {
            return serialNumberNotFound.apply(this);
        }
    }

    /**
     * The pass was to have the value of the serial number that it is tied to, which a pass cannot have.
     *
     * @param value the value
     */
    record ValueNotAllowed(String value) implements PassCreateFailure {
        @Override
        public <T> T match(
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
                Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super Refused, ? extends T> refused) {
            return valueNotAllowed.apply(this);
        }
    }

    /** There is a pass of this type and serial number already, or it was ordered twice. */
    record NotUnique() implements PassCreateFailure {
        @Override
        public <T> T match(
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
                Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super Refused, ? extends T> refused) {
            return notUnique.apply(this);
        }
    }

    /**
     * With such data the template gives a package that Wallet would refuse.
     *
     * @param findings why
     */
    record Refused(List<Finding> findings) implements PassCreateFailure {
        @Override
        public <T> T match(
                Function<? super TypeOfAnother, ? extends T> typeOfAnother,
                Function<? super SerialNumberNotFound, ? extends T> serialNumberNotFound,
                Function<? super ValueNotAllowed, ? extends T> valueNotAllowed,
                Function<? super NotUnique, ? extends T> notUnique,
                Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }
}
