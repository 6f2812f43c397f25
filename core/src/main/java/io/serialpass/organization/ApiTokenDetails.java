package io.serialpass.organization;

import io.serialpass.text.Texts;
import java.time.Instant;
import java.util.Optional;

/**
 * The details of an API token that its issuer decides. They do not change during the token's life. Immutable.
 *
 * @param name the purpose of the token, for people; tokens may share a name
 * @param role the rights of the token
 * @param expirationDate from when on the token is refused, in milliseconds; empty for never
 * @since 0.1
 */
public record ApiTokenDetails(String name, Role role, Optional<Instant> expirationDate) {

    /** The most characters of a name. */
    public static final int LONGEST_NAME = 100;

    /**
     * Checks the name.
     *
     * @param name 1 to {@value #LONGEST_NAME} characters, no control characters
     * @param role the rights of the token
     * @param expirationDate from when on the token is refused; empty for never
     * @throws IllegalArgumentException if the name breaks the rule
     */
    public ApiTokenDetails {
        requireName(name);
    }

    /**
     * The details of a token that need not have a name.
     *
     * @param name the purpose of the token; empty for the name of the role
     * @param role the rights of the token
     * @param expirationDate from when on the token is refused; empty for never
     * @return the details
     */
    public static ApiTokenDetails of(Optional<String> name, Role role, Optional<Instant> expirationDate) {
        return new ApiTokenDetails(name.orElse(role.label()), role, expirationDate);
    }

    /**
     * Checks a name.
     *
     * @param name 1 to {@value #LONGEST_NAME} characters, no control characters
     * @return the same name
     * @throws IllegalArgumentException if the name breaks the rule
     */
    public static String requireName(String name) {
        return Texts.requireLine(name, LONGEST_NAME);
    }

    /**
     * Whether the token is refused at a time.
     *
     * @param time the time
     * @return true from the expiration date on
     */
    public boolean isExpiredAt(Instant time) {
        return expirationDate.isPresent() && !time.isBefore(expirationDate.get());
    }
}
