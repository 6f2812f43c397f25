package io.serialpass.service.webhook;

import io.serialpass.service.Moments;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.WebhookWriter.Trimmed;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes deliveries that are too old or too many. What had not been delivered yet is counted in the webhook, and the log says so once a minute. For
 * the dispatcher's thread.
 */
final class Trimming {

    private static final Logger LOGGER = System.getLogger(Trimming.class.getName());

    private static final int AT_ONCE = 500;
    private static final int MESSAGES_BETWEEN = 500;
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final WatchedStorage storage;
    private final Clock clock;
    private final WebhookLimits limits;

    /** How many messages were put up since the webhook was last looked at. */
    private final Map<WebhookId, Integer> added = new HashMap<>();

    /** How many messages were lost of which the log does not say so yet. */
    private final Map<String, Integer> lost = new LinkedHashMap<>();

    private long allAt = System.nanoTime() - BETWEEN.toNanos();

    Trimming(WatchedStorage storage, Clock clock, WebhookLimits limits) {
        this.storage = storage;
        this.clock = clock;
        this.limits = limits;
    }

    /** Notes that messages were put up. */
    void added(Map<WebhookId, Integer> messages) {
        messages.forEach((webhook, count) -> added.merge(webhook, count, Integer::sum));
    }

    /** Trims the events that are due. */
    void trim(List<Webhook> webhooks) {
        boolean all = System.nanoTime() - allAt >= BETWEEN.toNanos();
        long share = limits.share(webhooks.size());
        // Where the share is small, a few messages are many already.
        long between = Math.min(MESSAGES_BETWEEN, Math.max(1, share / 50));
        for (Webhook webhook : webhooks) {
            if (all || added.getOrDefault(webhook.id(), 0) >= between) {
                added.remove(webhook.id());
                trim(webhook, share);
            }
        }
        if (all) {
            allAt = System.nanoTime();
            added.clear();
            lost.forEach((words, count) -> log(words, count, share));
            lost.clear();
        }
    }

    private void trim(Webhook webhook, long share) {
        Instant before = Moments.now(clock).minus(limits.longest());
        int dropped = 0;
        Trimmed slice = new Trimmed(AT_ONCE, 0);
        while (slice.all() == AT_ONCE) {
            slice = storage.write(tx -> {
                Trimmed trimmed = tx.webhooks().trimDeliveries(webhook.id(), before, share, AT_ONCE);
                if (trimmed.open() > 0) {
                    tx.webhooks()
                            .find(webhook.id())
                            .ifPresent(found -> tx.webhooks().update(found.withDropped(trimmed.open())));
                }
                return trimmed;
            });
            dropped += slice.open();
        }
        if (dropped > 0) {
            lost.merge(Results.words(webhook), dropped, Integer::sum);
        }
    }

    private void log(String words, int count, long share) {
        LOGGER.log(
                Level.WARNING,
                "The {0} lost {1,number,#} messages that it had not taken: more than {2,number,#} waited, or for longer than"
                        + " {3} days",
                words,
                count,
                share,
                limits.longest().toDays());
    }
}
