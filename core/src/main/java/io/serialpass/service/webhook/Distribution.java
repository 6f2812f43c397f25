package io.serialpass.service.webhook;

import io.serialpass.event.LoggedEvent;
import io.serialpass.service.LogPosition;
import io.serialpass.service.Moments;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the event log, and puts a message up for delivery for each webhook that asks for an event. Messages and the position in the
 * log are stored in one unit of work, so a crash neither loses nor doubles one. For the dispatcher's thread.
 */
final class Distribution {

    private static final Logger LOGGER = System.getLogger(Distribution.class.getName());

    private static final int BATCH = 100;

    /** A unit of work puts up about so many messages, so that no other write waits for long. */
    private static final int MOST_MESSAGES = 500;

    private final WatchedStorage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final LogPosition position;

    Distribution(WatchedStorage storage, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        this.position = new LogPosition(storage, WebhookService.CONSUMER);
    }

    /**
     * The result of one step.
     *
     * @param isMore whether there are likely to be more events
     * @param messages how many messages were put up, by webhook
     */
    record Step(boolean isMore, Map<WebhookId, Integer> messages) {
        private static final Step NOTHING = new Step(false, Map.of());
    }

    /**
     * Some events of the log.
     *
     * @param events the events, the oldest first
     * @param isWanted whether a webhook asks for any of them
     * @param isMore whether there are likely to be more
     */
    private record Batch(List<LoggedEvent> events, boolean isWanted, boolean isMore) {
        private static final Batch NONE = new Batch(List.of(), false, false);
    }

    /** Deals with the next events. */
    Step step() {
        Batch batch = storage.read(this::read);
        if (batch.events().isEmpty()) {
            return Step.NOTHING;
        }
        long last = batch.events().get(batch.events().size() - 1).position();
        if (batch.isWanted()) {
            Map<WebhookId, Integer> messages = storage.write(tx -> putUp(tx, batch.events(), last));
            position.stored(last);
            return new Step(batch.isMore(), messages);
        }
        position.moved(last);
        position.saveIfDue();
        return new Step(batch.isMore(), Map.of());
    }

    private Batch read(ReadView view) {
        Optional<LogPosition.Next> next = position.next(view);
        if (next.isEmpty()) {
            return Batch.NONE;
        }
        long from = next.get().from();
        if (next.get().isAfterGap()) {
            LOGGER.log(
                    Level.WARNING,
                    "Webhooks are not told of events that were trimmed: those after position {0,number,#} and before"
                            + " {1,number,#}",
                    from,
                    next.get().bounds().oldest());
        }
        List<LoggedEvent> events = view.events().list(from, BATCH);
        return events.isEmpty() ? Batch.NONE : cut(events, view.webhooks().enabled());
    }

    /** As many events as one unit of work is to deal with, 1 or more. */
    private static Batch cut(List<LoggedEvent> events, List<Webhook> webhooks) {
        List<LoggedEvent> some = new ArrayList<>();
        long messages = 0;
        for (LoggedEvent event : events) {
            messages +=
                    webhooks.stream().filter(webhook -> webhook.accepts(event)).count();
            some.add(event);
            if (messages >= MOST_MESSAGES) {
                break;
            }
        }
        return new Batch(some, messages > 0, some.size() == BATCH || some.size() < events.size());
    }

    private Map<WebhookId, Integer> putUp(WriteTransaction tx, List<LoggedEvent> events, long last) {
        Map<WebhookId, Integer> messages = new HashMap<>();
        if (tx.events().positionOf(WebhookService.CONSUMER).isEmpty()) {
            // The last webhook was removed meanwhile: the log is not to be held back for nobody.
            return messages;
        }
        Instant now = Moments.now(clock);
        List<Webhook> webhooks = tx.webhooks().enabled();
        for (LoggedEvent event : events) {
            for (Webhook webhook : webhooks) {
                if (webhook.accepts(event)) {
                    tx.webhooks().insertDelivery(webhook.id(), MessageId.generate(random), event.withoutActor(), now);
                    messages.merge(webhook.id(), 1, Integer::sum);
                }
            }
        }
        tx.events().putPosition(WebhookService.CONSUMER, last);
        return messages;
    }

    /** Stores how far the log was read, unless nobody asks any more. */
    void save() {
        position.save();
    }
}
