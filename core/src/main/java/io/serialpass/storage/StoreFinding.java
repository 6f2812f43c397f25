package io.serialpass.storage;

/**
 * The result of one check of a store. Immutable.
 *
 * @param check what was looked at, in a few words, such as {@code totals}
 * @param isSound whether all is well
 * @param text what was seen, in whole sentences of one line; if something is wrong, what it is and what to do. It holds no secret
 * @since 0.1
 */
public record StoreFinding(String check, boolean isSound, String text) {

    /**
     * A check that found nothing wrong.
     *
     * @param check what was looked at
     * @param text what was seen
     * @return the finding
     */
    public static StoreFinding sound(String check, String text) {
        return new StoreFinding(check, true, text);
    }

    /**
     * A check that found something wrong.
     *
     * @param check what was looked at
     * @param problem what is wrong
     * @param remedy what to do
     * @return the finding
     */
    public static StoreFinding wrong(String check, String problem, String remedy) {
        return new StoreFinding(check, false, problem + " " + remedy);
    }
}
