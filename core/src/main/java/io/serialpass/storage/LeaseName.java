package io.serialpass.storage;

/**
 * The name of work that one server on a store does at a time.
 *
 * @param value 1 to 100 of {@code A-Z a-z 0-9 . _ -}
 * @since 0.1
 */
public record LeaseName(String value) {

    /**
     * Checks the name.
     *
     * @param value 1 to 100 of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it breaks the rule
     */
    public LeaseName {
        if (!value.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("not a name of a lease: " + value);
        }
    }
}
