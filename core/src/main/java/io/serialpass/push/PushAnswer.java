package io.serialpass.push;

import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of one push. Immutable.
 *
 * @param verdict what to do
 * @param status the status of the push service's answer, such as 410; 0 where there was no answer
 * @param reason the push service's own word, such as {@code Unregistered}, or a sentence that says what went wrong; it holds no
 *     push token; empty if there is nothing to say
 * @param goneSince since when the push service has known that the token is dead; empty unless the verdict is
 *     {@link Verdict#GONE}
 * @since 0.1
 */
public record PushAnswer(Verdict verdict, int status, String reason, Optional<Instant> goneSince) {

    /**
     * The verdict on a push: it says what to do next.
     *
     * @since 0.1
     */
    public enum Verdict {
        /** The push service has taken it. Whether the device got it cannot be known. */
        SENT,
        /** The token was taken from the device: registrations with it that are older than the time can go. */
        GONE,
        /** The push service does not know the token. It may be one of another environment: the registration stays. */
        BAD_TOKEN,
        /** The push service refuses this token for now, since it was told too often. Try again later. */
        TOO_OFTEN,
        /** The push service or the way to it failed: try again later. It may have been delivered all the same. */
        FAILED,
        /** The certificate, the key or the pass type is wrong: every push of the type would fail until somebody mends it. */
        CREDENTIALS,
        /** The push service takes the request for a wrong one: trying it again would not help. */
        REFUSED
    }

    /** The push was taken. */
    public static final PushAnswer SENT = new PushAnswer(Verdict.SENT, 200, "", Optional.empty());

    /**
     * The push service did not answer.
     *
     * @param verdict what to do
     * @param reason a sentence that says what went wrong
     * @return the answer
     */
    public static PushAnswer unanswered(Verdict verdict, String reason) {
        return new PushAnswer(verdict, 0, reason, Optional.empty());
    }
}
