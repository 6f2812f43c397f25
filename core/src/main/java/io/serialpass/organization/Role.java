package io.serialpass.organization;

/**
 * The rights of a caller within its organization, the least first. Each role may do all that the roles before it may.
 *
 * @since 0.1
 */
public enum Role {
    /** May read. */
    READER,
    /** May change serial numbers, items and passes too. */
    WRITER,
    /** May change pass types and all else that belongs to the organization too. */
    ADMINISTRATOR;

    /**
     * Tells whether this role may do what needs another one.
     *
     * @param needed the role that is needed
     * @return true if it may
     */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
