package io.serialpass.storage;

import io.serialpass.event.Event;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UpdateTag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through the event log, and remembers whether its positions and its tags grow. For one thread. */
final class LogWalk {

    private static final int AT_ONCE = 500;

    private final Set<Organization> organizations = new HashSet<>();
    private final Map<PassTypeIdentifier, UpdateTag> lastTags = new HashMap<>();
    private Optional<String> disorder = Optional.empty();
    private Optional<String> olderTag = Optional.empty();
    private long position;
    private long events;

    void through(EventReader log) {
        while (disorder.isEmpty()) {
            List<LoggedEvent> page = read(log);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(this::look);
        }
        long newest = log.bounds().newest();
        if (disorder.isEmpty() && newest != position) {
            disorder = Optional.of(
                    "The last event that can be read is " + position + ", and the newest one is " + newest + ".");
        }
    }

    /** An event that cannot be read is what this looks for, and each storage has its own exception for it. */
    private List<LoggedEvent> read(EventReader log) {
        try {
            return log.list(position, AT_ONCE);
        } catch (RuntimeException e) {
            disorder = Optional.of("An event after position " + position + " cannot be read ("
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ").");
            return List.of();
        }
    }

    private void look(LoggedEvent event) {
        if (event.position() <= position && disorder.isEmpty()) {
            disorder = Optional.of("The event " + event.position() + " comes after the event " + position + ".");
        }
        position = event.position();
        events++;
        organizations.add(event.organization());
        event.event()
                .match(
                        passes -> passes.updateTag().map(tag -> look(event, passes.passTypeIdentifier(), tag)),
                        type -> Optional.of(look(event, type.passTypeIdentifier(), type.updateTag())),
                        registration -> Optional.<Event>empty(),
                        serialNumbers -> Optional.<Event>empty(),
                        administration -> Optional.<Event>empty());
    }

    private Event look(LoggedEvent event, PassTypeIdentifier type, UpdateTag tag) {
        UpdateTag last = lastTags.put(type, tag);
        if (last != null && last.value() > tag.value() && olderTag.isEmpty()) {
            olderTag = Optional.of("The event " + event.position() + " of the pass type " + type.value()
                    + " has the tag " + tag.value() + ", and an event before it has the tag " + last.value() + ".");
        }
        return event.event();
    }

    Set<Organization> organizations() {
        return organizations;
    }

    StoreFinding positions(String remedy) {
        return disorder.map(problem -> StoreFinding.wrong("event log", problem, remedy))
                .orElseGet(
                        () -> StoreFinding.sound("event log", "The positions of " + events + " events are in order."));
    }

    StoreFinding tags(String remedy) {
        return olderTag.map(problem ->
                        StoreFinding.wrong("tags of events", problem + " Phones may have missed an update.", remedy))
                .orElseGet(() -> StoreFinding.sound(
                        "tags of events",
                        "The update tags of " + lastTags.size() + " pass types grow with the event log."));
    }
}
