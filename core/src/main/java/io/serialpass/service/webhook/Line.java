package io.serialpass.service.webhook;

import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages that wait for one receiver, as far as they are known in memory. A receiver that answers soon gets a few messages at once. One that
 * has not answered yet, fails or is slow is in trouble: it gets one at a time, and after some failures rests between them, so that
 * neither it nor the threads that others need are taken up. For the dispatcher's thread.
 */
final class Line {

    private static final int AT_ONCE = 4;
    private static final int FAILURES_BEFORE_REST = 3;
    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final Set<DeliveryId> underWay = new HashSet<>();
    private Webhook webhook;
    private int failuresInRow;
    private boolean isSlow = true;
    private Instant restUntil = Instant.MIN;
    private Instant lookAt = Instant.MIN;

    Line(Webhook webhook) {
        this.webhook = webhook;
    }

    Webhook webhook() {
        return webhook;
    }

    /** Takes the webhook as it is now; there may be more to send. */
    void refresh(Webhook now) {
        webhook = now;
        look();
    }

    /** Makes the next call ask the store which pushes to send. */
    void look() {
        lookAt = Instant.MIN;
    }

    boolean isInTrouble() {
        return failuresInRow > 0 || isSlow;
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    int underWay() {
        return underWay.size();
    }

    /** How many messages may be sent now. */
    int room(Instant now) {
        return now.isBefore(nextLook()) ? 0 : Math.max(0, (isInTrouble() ? 1 : AT_ONCE) - underWay.size());
    }

    /** When the store is to be asked next; for a line that has room. */
    Instant nextLook() {
        return lookAt.isAfter(restUntil) ? lookAt : restUntil;
    }

    /** Whether an answer is needed before more is sent. */
    boolean isFull() {
        return underWay.size() >= (isInTrouble() ? 1 : AT_ONCE);
    }

    /** How many upcoming deliveries to ask for, so that as many as there is room for are among them, and one more. */
    int wanted(int room) {
        return underWay.size() + room + 1;
    }

    /**
     * Picks the messages that are sent now, and notes when to look again.
     *
     * @param upcoming the deliveries that the store gave
     * @param room how many at most
     */
    List<WebhookDelivery> pick(List<WebhookDelivery> upcoming, int room, Instant now) {
        List<WebhookDelivery> waiting = upcoming.stream()
                .filter(delivery -> !underWay.contains(delivery.id()))
                .toList();
        List<WebhookDelivery> picked = waiting.stream()
                .filter(delivery -> !time(delivery).isAfter(now))
                .limit(room)
                .toList();
        picked.forEach(delivery -> underWay.add(delivery.id()));
        lookAt = picked.size() < waiting.size() ? time(waiting.get(picked.size())) : Instant.MAX;
        return picked;
    }

    /** A message that was never tried is due, also if the clock of the server that stored it goes ahead. */
    private static Instant time(WebhookDelivery delivery) {
        return delivery.attempts() == 0 ? Instant.MIN : delivery.nextAttempt().orElse(Instant.MAX);
    }

    /**
     * Notes an answer that is stored.
     *
     * @param took how long the receiver took
     */
    void answered(DeliveryId delivery, WebhookAnswer answer, Duration took, Instant now) {
        underWay.remove(delivery);
        isSlow = took.compareTo(SLOW) > 0;
        failuresInRow = answer.isTaken() ? 0 : failuresInRow + 1;
        restUntil = failuresInRow < FAILURES_BEFORE_REST ? Instant.MIN : now.plus(rest());
        look();
    }

    private Duration rest() {
        int doublings = Math.min(failuresInRow - FAILURES_BEFORE_REST, 10);
        Duration rest = FIRST_REST.multipliedBy(1L << doublings);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
