package io.serialpass.service.webhook;

import io.serialpass.service.WatchedStorage;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lines of all webhooks that are on. They take turns, and those in trouble have half of all that may be under way at most, so that
 * receivers which answer are never kept waiting by those that do not. For the dispatcher's thread.
 */
final class Lines {

    private final WatchedStorage storage;
    private final int mostUnderWay;
    private Map<WebhookId, Line> lines = new LinkedHashMap<>();

    /** Lines whose webhook went while a call was under way. */
    private final Map<WebhookId, Line> leaving = new HashMap<>();

    private int turn;

    Lines(WatchedStorage storage, int mostUnderWay) {
        this.storage = storage;
        this.mostUnderWay = mostUnderWay;
    }

    /** A message to send, and its webhook. */
    record Start(Webhook webhook, WebhookDelivery delivery) {}

    /** The webhooks that are on, as they were read last. */
    List<Webhook> webhooks() {
        return lines.values().stream().map(Line::webhook).toList();
    }

    /** Reads which webhooks are on. */
    void refresh() {
        List<Webhook> enabled = storage.read(view -> view.webhooks().enabled());
        Map<WebhookId, Line> before = lines;
        lines = new LinkedHashMap<>();
        for (Webhook webhook : enabled) {
            Line known = before.remove(webhook.id());
            Line left = leaving.remove(webhook.id());
            Line line = known != null ? known : left != null ? left : new Line(webhook);
            line.refresh(webhook);
            lines.put(webhook.id(), line);
        }
        before.forEach((id, line) -> {
            if (!line.isIdle()) {
                leaving.put(id, line);
            }
        });
    }

    /** Forgets everything that it remembers, since another server sends now. */
    void rest() {
        lines.forEach((id, line) -> {
            if (!line.isIdle()) {
                leaving.put(id, line);
            }
        });
        lines = new LinkedHashMap<>();
    }

    /** Has the store asked for some webhooks. */
    void look(Iterable<WebhookId> webhooks) {
        for (WebhookId id : webhooks) {
            Line line = lines.get(id);
            if (line != null) {
                line.look();
            }
        }
    }

    /** Picks the messages that are sent now. */
    List<Start> start(Instant now) {
        Map<Line, Integer> rooms = rooms(now);
        if (rooms.isEmpty()) {
            return List.of();
        }
        Map<Line, List<WebhookDelivery>> upcoming = storage.read(view -> {
            Map<Line, List<WebhookDelivery>> found = new LinkedHashMap<>();
            rooms.forEach((line, room) ->
                    found.put(line, view.webhooks().upcoming(line.webhook().id(), line.wanted(room))));
            return found;
        });
        List<Start> starts = new ArrayList<>();
        upcoming.forEach((line, deliveries) -> {
            for (WebhookDelivery delivery : line.pick(deliveries, rooms.getOrDefault(line, 0), now)) {
                starts.add(new Start(line.webhook(), delivery));
            }
        });
        return starts;
    }

    /** The lines that may send now, and how much each. */
    private Map<Line, Integer> rooms(Instant now) {
        List<Line> inTurn = new ArrayList<>(lines.values());
        if (!inTurn.isEmpty()) {
            Collections.rotate(inTurn, -(turn++ % inTurn.size()));
        }
        int free = free();
        int freeInTrouble = freeInTrouble();
        Map<Line, Integer> rooms = new LinkedHashMap<>();
        for (Line line : inTurn) {
            int room = Math.min(line.room(now), line.isInTrouble() ? Math.min(free, freeInTrouble) : free);
            if (room > 0) {
                rooms.put(line, room);
                free -= room;
                freeInTrouble -= line.isInTrouble() ? room : 0;
            }
        }
        return rooms;
    }

    /** Notes an attempt that was answered and stored. */
    void answered(Attempt attempt, Instant now) {
        WebhookId id = attempt.delivery().webhook();
        Line line = lines.containsKey(id) ? lines.get(id) : leaving.get(id);
        if (line != null) {
            line.answered(attempt.delivery().id(), attempt.answer(), attempt.took(), now);
            if (line.isIdle()) {
                leaving.remove(id);
            }
        }
    }

    /** When there is something to do next, if nothing is answered before. */
    Instant next() {
        if (free() <= 0) {
            return Instant.MAX;
        }
        boolean isRoomInTrouble = freeInTrouble() > 0;
        return lines.values().stream()
                .filter(line -> !line.isFull() && (isRoomInTrouble || !line.isInTrouble()))
                .map(Line::nextLook)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Whether no message waits for its answer. */
    boolean isQuiet() {
        return free() == mostUnderWay;
    }

    private int free() {
        return mostUnderWay - all().mapToInt(Line::underWay).sum();
    }

    private int freeInTrouble() {
        return mostUnderWay / 2
                - all().filter(Line::isInTrouble).mapToInt(Line::underWay).sum();
    }

    private Stream<Line> all() {
        return Stream.concat(lines.values().stream(), leaving.values().stream());
    }
}
