package io.serialpass.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one attempt to deliver a message. Immutable.
 *
 * @param status the HTTP status of the receiver's answer; 0 where there was none
 * @param reason a sentence that says why the receiver did not take the message; it holds no secret; empty if it took it
 * @param retryAfter how long the receiver asks to be left alone
 * @since 0.1
 */
public record WebhookAnswer(int status, String reason, Optional<Duration> retryAfter) {

    private static final int LONGEST_REASON = 500;

    private static final int GONE = 410;

    /**
     * Cuts a reason that is too long.
     *
     * @param status the HTTP status of the receiver's answer; 0 where there was none
     * @param reason a sentence that says why the receiver did not take the message
     * @param retryAfter how long the receiver asks to be left alone
     */
    public WebhookAnswer {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    /**
     * The receiver has taken the message.
     *
     * @param status its status, 200 to 299
     * @return the answer
     */
    public static WebhookAnswer taken(int status) {
        return new WebhookAnswer(status, "", Optional.empty());
    }

    /**
     * The receiver did not answer, or could not be asked.
     *
     * @param reason a sentence that says why
     * @return the answer
     */
    public static WebhookAnswer none(String reason) {
        return new WebhookAnswer(0, reason, Optional.empty());
    }

    /**
     * Whether the receiver has taken the message: only a status of 200 to 299 says so.
     *
     * @return true if it has
     */
    public boolean isTaken() {
        return status >= 200 && status <= 299;
    }

    /**
     * Whether the receiver wants no messages any more: Standard Webhooks has 410 say so.
     *
     * @return true if the webhook is to be switched off
     */
    public boolean isGone() {
        return status == GONE;
    }
}
