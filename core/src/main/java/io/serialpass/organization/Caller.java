package io.serialpass.organization;

/**
 * A program that showed an API token: whom it speaks for, and its rights. Immutable.
 *
 * @param organization the organization whose rows it sees and changes
 * @param role its rights there
 * @since 0.1
 */
public record Caller(Organization organization, Role role) {

    /**
     * Makes a caller with all rights of its organization.
     *
     * @param organization the organization
     * @return an administrator
     */
    public static Caller administrator(Organization organization) {
        return new Caller(organization, Role.ADMINISTRATOR);
    }
}
