package io.serialpass.wallet;

import java.time.Instant;

/**
 * One version of a pass. A list, an {@code ETag}, a {@code Last-Modified} and a package of one version belong together.
 *
 * @param tag the tag under which the pass became this; no other version of it has it
 * @param lastModified the second that belongs to this version and to no other of the pass
 * @since 0.1
 */
public record PassVersion(UpdateTag tag, Instant lastModified) {

    /**
     * Compares two versions of one pass.
     *
     * @param other another version, or the same
     * @return true unless the other one is newer
     */
    public boolean isAsNewAs(PassVersion other) {
        return tag.compareTo(other.tag) >= 0;
    }
}
