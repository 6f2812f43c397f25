package io.serialpass.push;

import io.serialpass.wallet.UpdateTag;
import java.util.Optional;

/**
 * How far the registrations of a scope were gone through, to tell their devices of changes. A change of a million passes makes
 * one walk, and no row for each device. The store keeps the walk, so that another process goes on where one was killed.
 * Immutable.
 *
 * @param scope whose registrations
 * @param from the oldest change that the walk tells of: passes with an older tag are passed over
 * @param after the number up to which the scope was gone through; 0 for a walk that has not begun
 * @param again the oldest change that came after the walk had begun: then the walk begins anew when it has ended
 * @since 0.1
 */
public record PushWalk(PushScope scope, UpdateTag from, long after, Optional<UpdateTag> again) {

    /**
     * A walk that has not begun.
     *
     * @param scope whose registrations
     * @param from the change that it tells of
     * @return the walk
     */
    public static PushWalk of(PushScope scope, UpdateTag from) {
        return new PushWalk(scope, from, 0, Optional.empty());
    }

    /**
     * The walk that tells of one more change.
     *
     * @param tag the tag of the change
     * @return the walk
     */
    public PushWalk with(UpdateTag tag) {
        if (after == 0) {
            return of(scope, min(from, tag));
        }
        return new PushWalk(
                scope,
                from,
                after,
                Optional.of(again.map(before -> min(before, tag)).orElse(tag)));
    }

    /**
     * The walk after some more registrations.
     *
     * @param number the number up to which the scope was gone through
     * @return the walk
     */
    public PushWalk at(long number) {
        return new PushWalk(scope, from, number, again);
    }

    /**
     * The walk that follows when this one has come to its end.
     *
     * @return a walk from the beginning; empty if no change came meanwhile
     */
    public Optional<PushWalk> following() {
        return again.map(tag -> of(scope, tag));
    }

    private static UpdateTag min(UpdateTag one, UpdateTag other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
