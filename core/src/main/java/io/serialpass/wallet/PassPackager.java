package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;

/**
 * Makes the packages of passes from their data. Where it does, whatever changes a pass's data gives the pass a new version;
 * where not, only a package that is uploaded does. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface PassPackager {

    /** Makes none: every package is uploaded. */
    PassPackager NONE = type -> false;

    /**
     * Whether the packages of a type are made here.
     *
     * @param type the type of a pass
     * @return true if they are
     */
    boolean makes(PassTypeIdentifier type);
}
