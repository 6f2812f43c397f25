package io.serialpass.service.webhook;

import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Stores the results of attempts, and logs the beginning and the end of trouble. For the dispatcher's thread. */
final class Results {

    private static final Logger LOGGER = System.getLogger(Results.class.getName());

    private final WatchedStorage storage;
    private final RetrySchedule schedule;

    /** The webhooks of which the log says that they fail, and those of which it says that messages are given up. */
    private final Set<WebhookId> failing = new HashSet<>();

    private final Set<WebhookId> givingUp = new HashSet<>();

    Results(WatchedStorage storage, RandomGenerator random) {
        this.storage = storage;
        this.schedule = new RetrySchedule(random);
    }

    /**
     * Stores the results of some attempts, in one unit of work.
     *
     * @param now the time that the next attempts are counted from
     */
    void store(List<Attempt> attempts, Instant now) {
        List<Told> told = storage.write(tx -> {
            List<Told> stored = new ArrayList<>();
            for (Attempt attempt : attempts) {
                store(tx, attempt, now).ifPresent(stored::add);
            }
            return stored;
        });
        told.forEach(this::log);
    }

    /** An attempt as it was stored. */
    private record Told(Webhook webhook, WebhookDelivery delivery, boolean isSwitchedOff) {}

    private Optional<Told> store(WriteTransaction tx, Attempt attempt, Instant now) {
        WebhookId id = attempt.delivery().webhook();
        Optional<Webhook> webhook = tx.webhooks().find(id);
        Optional<WebhookDelivery> before =
                tx.webhooks().delivery(id, attempt.delivery().id());
        if (webhook.isEmpty() || before.isEmpty()) {
            // It was removed meanwhile.
            return Optional.empty();
        }
        WebhookDelivery after = before.get().tried(attempt.answer(), attempt.time(), next(before.get(), attempt, now));
        tx.webhooks().updateDelivery(after);
        boolean isSwitchedOff =
                attempt.answer().isGone() && webhook.get().details().isEnabled();
        if (isSwitchedOff) {
            tx.webhooks()
                    .update(webhook.get()
                            .switchedOff("The receiver answered 410 Gone, which says that it wants no more.", now));
        }
        return Optional.of(new Told(webhook.get(), after, isSwitchedOff));
    }

    private Optional<Instant> next(WebhookDelivery before, Attempt attempt, Instant now) {
        if (attempt.answer().isTaken() || attempt.answer().isGone()) {
            return Optional.empty();
        }
        Optional<Duration> pause =
                schedule.pause(before.attempts() + 1, attempt.answer().retryAfter());
        return pause.map(now::plus);
    }

    private void log(Told told) {
        WebhookId id = told.webhook().id();
        DeliveryState state = told.delivery().state();
        String reason = told.delivery().reason();
        if (state == DeliveryState.DELIVERED) {
            if (failing.remove(id)) {
                LOGGER.log(Level.INFO, "The {0} takes messages again", words(told.webhook()));
            }
            givingUp.remove(id);
        } else if (told.isSwitchedOff()) {
            LOGGER.log(Level.WARNING, "The {0} is switched off. {1}", words(told.webhook()), reason);
        } else if (state == DeliveryState.GIVEN_UP && givingUp.add(id)) {
            LOGGER.log(
                    Level.WARNING,
                    "The {0} did not take message {1} in {2} attempts. It is given up, as others after it may be; they can"
                            + " be sent again on demand. {3}",
                    words(told.webhook()),
                    told.delivery().message().value(),
                    told.delivery().attempts(),
                    reason);
        } else if (state == DeliveryState.FAILED && failing.add(id)) {
            LOGGER.log(
                    Level.WARNING,
                    "The {0} did not take a message. It is tried again for days. {1}",
                    words(told.webhook()),
                    reason);
        }
    }

    /** Not its address, which may hold a secret in its path. */
    static String words(Webhook webhook) {
        return "webhook " + webhook.id().value() + " of "
                + webhook.organization().name();
    }
}
