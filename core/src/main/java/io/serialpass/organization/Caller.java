package io.serialpass.organization;

import java.util.Optional;

/**
 * A program that showed an API token: whom it speaks for, and its rights. Immutable.
 *
 * @param organization the organization whose rows it sees and changes
 * @param role its rights there
 * @param token the token that it showed; empty for one that no store knows
 * @since 0.1
 */
public record Caller(Organization organization, Role role, Optional<IssuedToken> token) {

    /**
     * Makes a caller whose token no store knows.
     *
     * @param organization the organization whose rows it sees and changes
     * @param role its rights there
     */
    public Caller(Organization organization, Role role) {
        this(organization, role, Optional.empty());
    }

    /**
     * Makes a caller with all rights of its organization.
     *
     * @param organization the organization
     * @return an administrator
     */
    public static Caller administrator(Organization organization) {
        return new Caller(organization, Role.ADMINISTRATOR);
    }

    /**
     * Makes the caller that showed a token.
     *
     * @param token the token
     * @return a caller with the rights of the token
     */
    public static Caller of(IssuedToken token) {
        return new Caller(token.organization(), token.details().role(), Optional.of(token));
    }
}
