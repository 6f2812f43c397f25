package io.serialpass.push;

import io.serialpass.wallet.UpdateTag;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some registrations of one pass type, read from one snapshot of the store. Immutable.
 *
 * @param candidates those of passes that a device can fetch
 * @param newest the last tag of the type in the snapshot: a device that is told after it can see all changes up to this one
 * @param last the number up to which the scope was gone through; empty at the end of the scope
 * @since 0.1
 */
public record PushPage(List<PushCandidate> candidates, UpdateTag newest, OptionalLong last) {

    /**
     * Copies the list.
     *
     * @param candidates those of passes that a device can fetch
     * @param newest the last tag of the type in the snapshot
     * @param last the number up to which the scope was gone through
     */
    public PushPage {
        candidates = List.copyOf(candidates);
    }
}
