package io.serialpass.webhook;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages to receivers. The application decides whom to tell and when to try again. A sender makes one attempt, and
 * reports the outcome.
 *
 * <p>Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface WebhookSender extends AutoCloseable {

    /**
     * Sends nothing: where no sender is set up. The pushes stay in the store.
     *
     * @return a sender that is off
     */
    static WebhookSender none() {
        return NoWebhookSender.INSTANCE;
    }

    /**
     * Tells whether messages can be sent at all.
     *
     * @return false if nothing is to be taken out of the store
     */
    boolean isOn();

    /**
     * Tells whether an address is one that messages never go to, as far as it can be seen without asking anybody.
     *
     * @param url the address
     * @return why it is refused, as the end of a sentence that begins with the name of the field; empty if it is not
     */
    Optional<String> whyRefused(WebhookUrl url);

    /**
     * Makes one attempt. The caller bounds how many are under way.
     *
     * @param call the request
     * @return the outcome, within the sender's own deadline; it never fails with an exception
     */
    CompletionStage<WebhookAnswer> send(WebhookCall call);

    /**
     * Tells how many attempts may be under way at once.
     *
     * @return the number, 2 or more
     */
    int mostUnderWay();

    /**
     * Gives up the attempts that are under way, and frees everything that the sender opened. It returns at once, whatever
     * receivers do.
     */
    @Override
    void close();
}
