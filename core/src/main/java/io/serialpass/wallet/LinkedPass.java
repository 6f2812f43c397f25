package io.serialpass.wallet;

/**
 * A pass that a link leads to. The number tells it from a pass that is issued later under the same name, perhaps to somebody else.
 *
 * @param number the store's number of the pass
 * @param id its type and serial number
 * @since 0.1
 */
public record LinkedPass(long number, PassId id) {

    /**
     * Names a pass.
     *
     * @param pass the pass
     * @return its name in a link
     */
    public static LinkedPass of(Pass pass) {
        return new LinkedPass(pass.number(), pass.id());
    }
}
