package io.serialpass.wallet;

import io.serialpass.text.Texts;
import java.time.Instant;
import java.util.Optional;

/**
 * A point in the history of a pass type, given out by the store in commit order. To a device it is an opaque text that it sends
 * back as {@code passesUpdatedSince}. It is shaped like milliseconds since 1970, so that tags of other systems sort before it,
 * but it is a counter: whatever the clock does, it never stands still and never goes back.
 *
 * @param value greater than that of every tag given out for the pass type before
 * @since 0.1
 */
public record UpdateTag(long value) implements Comparable<UpdateTag> {

    /**
     * Reads a tag that a device sent.
     *
     * @param text the text that was sent
     * @return the tag; empty for a text that cannot be one of ours
     */
    public static Optional<UpdateTag> parse(String text) {
        try {
            return Texts.isDigits(text) ? Optional.of(new UpdateTag(Long.parseLong(text))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The tag to give out after this one.
     *
     * @param time now
     * @return the later of the time and the next number
     */
    public UpdateTag next(Instant time) {
        return new UpdateTag(Math.max(time.toEpochMilli(), value + 1));
    }

    @Override
    public int compareTo(UpdateTag other) {
        return Long.compare(value, other.value);
    }

    /** The tag as a device sees it. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
