package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a phone remembers: its passes, and of each pass type the last tag. Its phone guards it. */
final class PhoneState {

    // A phone holds a handful of passes, so a list is less than a map and as quick.
    private final List<PassInPhone> passes = new ArrayList<>(1);
    /** Passes that were removed, and whose registrations may not have ended yet. */
    private final Set<PassId> leaving = new HashSet<>(1);

    private final Map<PassTypeIdentifier, String> tags = new HashMap<>(2);
    private final Map<PassTypeIdentifier, Instant> toldAt = new HashMap<>(2);

    void put(PassInPhone added) {
        passes.removeIf(held -> held.pass.equals(added.pass));
        passes.add(added);
    }

    Optional<PassInPhone> find(PassId pass) {
        return passes.stream().filter(held -> held.pass.equals(pass)).findFirst();
    }

    /** A pass of a type: all of one type have one server. */
    Optional<PassInPhone> anyOf(PassTypeIdentifier type) {
        return passes.stream()
                .filter(held -> held.pass.passTypeIdentifier().equals(type))
                .findFirst();
    }

    Optional<PassInPhone> remove(PassId pass) {
        Optional<PassInPhone> found = find(pass);
        found.ifPresent(passes::remove);
        found.ifPresent(gone -> leaving.add(gone.pass));
        return found;
    }

    /** Whether a server may still list a pass that was removed. */
    boolean isLeaving(PassTypeIdentifier type, String serialNumber) {
        return leaving.stream()
                .anyMatch(pass -> pass.passTypeIdentifier().equals(type)
                        && pass.serialNumber().value().equals(serialNumber));
    }

    /** The registration of a removed pass has ended, or nobody tries any more to end it. */
    void left(PassId pass) {
        leaving.remove(pass);
    }

    List<PassInPhone> all() {
        return passes;
    }

    List<PassTypeIdentifier> types() {
        return passes.stream()
                .map(held -> held.pass.passTypeIdentifier())
                .distinct()
                .toList();
    }

    Optional<String> tag(PassTypeIdentifier type) {
        return Optional.ofNullable(tags.get(type));
    }

    void keepTag(PassTypeIdentifier type, String tag) {
        tags.put(type, tag);
    }

    /** The first time counts, until the phone has what it was told of. */
    void noteTold(PassTypeIdentifier type, Instant time) {
        toldAt.putIfAbsent(type, time);
    }

    Optional<Instant> toldAt(PassTypeIdentifier type) {
        return Optional.ofNullable(toldAt.get(type));
    }

    void forgetTold(PassTypeIdentifier type) {
        toldAt.remove(type);
    }
}
