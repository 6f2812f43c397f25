package io.serialpass.service.push;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The work that some events ask for: passes whose devices are to be told at once, or again; devices with a new push token; and walks
 * through many registrations. For one thread.
 */
final class PushPlan {

    /** The passes of one type that changed, and the oldest of their changes. */
    record Changed(Set<PassSerialNumber> passes, UpdateTag from) {}

    private final Map<PassTypeIdentifier, Changed> changed = new LinkedHashMap<>();
    private final Map<PassTypeIdentifier, Set<PassSerialNumber>> requested = new LinkedHashMap<>();
    private final Map<PassTypeIdentifier, Set<RegistrationEvent>> readdressed = new LinkedHashMap<>();
    private final Map<PushScope, PushWalk> walks = new LinkedHashMap<>();

    PushPlan(List<LoggedEvent> events) {
        events.forEach(event -> add(event.event()));
    }

    private void add(Event event) {
        boolean unused = event.match(this::add, this::add, this::add, serialNumbers -> false, administration -> false);
    }

    /** If phones fetch the same package as before, the event has no tag. */
    private boolean add(PassEvent event) {
        if (event.type() == EventType.PASS_PUSH_REQUESTED) {
            requested
                    .computeIfAbsent(event.passTypeIdentifier(), type -> new LinkedHashSet<>())
                    .addAll(event.serialNumbers());
        }
        event.updateTag().ifPresent(tag -> {
            Changed before = changed.getOrDefault(event.passTypeIdentifier(), new Changed(new LinkedHashSet<>(), tag));
            before.passes().addAll(event.serialNumbers());
            changed.put(event.passTypeIdentifier(), new Changed(before.passes(), older(before.from(), tag)));
        });
        return true;
    }

    private boolean add(PassTypeEvent event) {
        addWalk(new PushScope(event.passTypeIdentifier(), event.item()), event.updateTag());
        return true;
    }

    /** A device that registers a pass asks by itself. One with another push token may have missed a push to the one before. */
    private boolean add(RegistrationEvent event) {
        if (event.type() == EventType.DEVICE_PUSH_TOKEN_CHANGED) {
            readdressed
                    .computeIfAbsent(event.passTypeIdentifier(), type -> new LinkedHashSet<>())
                    .add(event);
        }
        return true;
    }

    private void addWalk(PushScope scope, UpdateTag tag) {
        walks.merge(scope, PushWalk.of(scope, tag), (before, added) -> before.with(tag));
    }

    /** Has a type told later, by a walk, since its pushes cannot be sent now. */
    void postpone(PassTypeIdentifier type) {
        Changed passes = changed.remove(type);
        if (passes != null) {
            addWalk(PushScope.of(type), passes.from());
        }
        boolean isMore = readdressed.remove(type) != null;
        // Those that were told of the newest version before are not told again: the walk passes them over.
        isMore |= requested.remove(type) != null;
        if (isMore && !walks.containsKey(PushScope.of(type))) {
            addWalk(PushScope.of(type), new UpdateTag(1));
        }
    }

    /** The types of passes and devices that are to be told at once. */
    List<PassTypeIdentifier> types() {
        Set<PassTypeIdentifier> types = new LinkedHashSet<>(changed.keySet());
        types.addAll(readdressed.keySet());
        types.addAll(requested.keySet());
        return new ArrayList<>(types);
    }

    Map<PassTypeIdentifier, Changed> changed() {
        return changed;
    }

    /** The passes whose devices are to be told whether they were or not. */
    Map<PassTypeIdentifier, Set<PassSerialNumber>> requested() {
        return requested;
    }

    /** The devices that sent another push token, by the type of the pass. */
    Map<PassTypeIdentifier, Set<RegistrationEvent>> readdressed() {
        return readdressed;
    }

    List<PushWalk> walks() {
        return List.copyOf(walks.values());
    }

    private static UpdateTag older(UpdateTag one, UpdateTag other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
