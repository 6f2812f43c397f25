package io.serialpass.event;

/**
 * The part of all events that a log still has. Immutable.
 *
 * @param oldest the position of the oldest event that is there; 0 while there never was one
 * @param newest the position of the newest event; 0 while there never was one
 * @since 0.1
 */
public record EventBounds(long oldest, long newest) {

    /**
     * Whether the log has every event after a position.
     *
     * @param position a position, or 0 for the beginning of all events
     * @return false if some of them were trimmed
     */
    public boolean hasAllAfter(long position) {
        return position >= beforeOldest();
    }

    /**
     * The position after which a reader gets every event that is there.
     *
     * @return the one before the oldest event's; 0 while there never was one
     */
    public long beforeOldest() {
        return Math.max(0, oldest - 1);
    }
}
