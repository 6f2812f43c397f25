package io.serialpass.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PushToken;
import java.util.concurrent.CompletionStage;

/**
 * Sends pushes to devices. A push says that something of a pass type is new, and nothing else: the device then asks which
 * passes. The application decides whom to tell and when to try again. A sender makes one attempt, and reports the outcome.
 *
 * <p>Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface PushSender extends AutoCloseable {

    /**
     * Sends nothing: where no push service is set up. The pushes stay in the store.
     *
     * @return a sender that is off for every pass type
     */
    static PushSender none() {
        return NoPushSender.INSTANCE;
    }

    /**
     * Tells whether pushes of a pass type can be sent now. It is asked often, and must answer at once: without asking the push
     * service.
     *
     * @param type the pass type
     * @return whether they can, and if not, why
     */
    PushAbility ability(PassTypeIdentifier type);

    /**
     * Tells whether a push service could have given a push token. A token that it cannot have given is kept, and never sent.
     *
     * @param token the token
     * @return false if sending it would only fail
     */
    boolean isReachable(PushToken token);

    /**
     * Sends one push. The caller bounds how many are under way.
     *
     * @param type the pass type, of which {@link #ability} said that its pushes can be sent
     * @param token the address of the device, of which {@link #isReachable} is true
     * @return the outcome, within the sender's own deadline; it never fails with an exception
     */
    CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token);

    /**
     * Tells how many pushes may be under way at once.
     *
     * @return the number, 1 or more
     */
    int mostUnderWay();

    /**
     * Gives up the attempts that are under way, and frees everything that the sender opened. It returns at once, whatever the
     * push service does.
     */
    @Override
    void close();
}
