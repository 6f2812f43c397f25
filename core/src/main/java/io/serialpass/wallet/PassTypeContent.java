package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The template of a type and the files that go with it, of which its packages are made. Immutable.
 *
 * @param type the type
 * @param organization whose it is
 * @param revision the tag under which it became this; no other content of the type has it
 * @param files the files by name, {@link PassFileName#TEMPLATE} among them once there is a template; their bytes are not
 *     copied and must not be changed
 * @since 0.1
 */
public record PassTypeContent(
        PassTypeIdentifier type, Organization organization, UpdateTag revision, SortedMap<PassFileName, byte[]> files) {

    /** The most bytes that the files of a type take together. */
    public static final long MOST_BYTES = 10L << 20;

    /** The most files of a type. */
    public static final int MOST_FILES = 500;

    /**
     * The template.
     *
     * @return a pass.json in UTF-8 with placeholders; empty if there is none yet
     */
    public Optional<byte[]> template() {
        return Optional.ofNullable(files.get(PassFileName.TEMPLATE));
    }
}
