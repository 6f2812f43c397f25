package io.serialpass.storage.memory;

import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.util.Objects;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The part of a state that is webhooks, immutable.
 *
 * @param webhooks webhooks by their numbers
 * @param queues the deliveries of each webhook that is there
 * @param lastWebhook the greatest number given to a webhook, deleted ones included
 * @param lastDelivery the greatest number given to a delivery, deleted ones included
 */
record WebhookState(
        TreePMap<Long, Webhook> webhooks, HashPMap<WebhookId, Queue> queues, long lastWebhook, long lastDelivery)
        implements State.Part {

    static final WebhookState EMPTY = new WebhookState(TreePMap.empty(), HashTreePMap.empty(), 0, 0);

    /**
     * The deliveries of a webhook.
     *
     * @param open those that are to be tried yet, by their numbers
     * @param closed the others, by their numbers
     * @param free the numbers of those open ones that wait for none, and for which none waits
     */
    record Queue(TreePMap<Long, WebhookDelivery> open, TreePMap<Long, WebhookDelivery> closed, TreePSet<Long> free) {

        static final Queue EMPTY = new Queue(TreePMap.empty(), TreePMap.empty(), TreePSet.empty());

        int size() {
            return open.size() + closed.size();
        }

        Queue with(WebhookDelivery delivery) {
            long id = delivery.id().value();
            boolean isOpen = delivery.state().isOpen();
            boolean isReopened = isOpen && closed.containsKey(id);
            return new Queue(
                    isOpen ? open.plus(id, delivery) : open.minus(id),
                    isOpen ? closed.minus(id) : closed.plus(id, delivery),
                    isReopened ? free.plus(id) : isOpen ? free : free.minus(id));
        }

        Queue without(long id) {
            return new Queue(open.minus(id), closed.minus(id), free.minus(id));
        }
    }

    WebhookState with(Webhook webhook) {
        return new WebhookState(
                webhooks.plus(webhook.id().value(), webhook),
                queues.containsKey(webhook.id()) ? queues : queues.plus(webhook.id(), Queue.EMPTY),
                Math.max(lastWebhook, webhook.id().value()),
                lastDelivery);
    }

    WebhookState without(WebhookId webhook) {
        return new WebhookState(webhooks.minus(webhook.value()), queues.minus(webhook), lastWebhook, lastDelivery);
    }

    Queue queue(WebhookId webhook) {
        return queues.getOrDefault(webhook, Queue.EMPTY);
    }

    WebhookState with(WebhookDelivery delivery) {
        Queue before = Objects.requireNonNull(queues.get(delivery.webhook()));
        return new WebhookState(
                webhooks,
                queues.plus(delivery.webhook(), before.with(delivery)),
                lastWebhook,
                Math.max(lastDelivery, delivery.id().value()));
    }

    WebhookState with(WebhookId webhook, Queue queue) {
        return new WebhookState(webhooks, queues.plus(webhook, queue), lastWebhook, lastDelivery);
    }
}
