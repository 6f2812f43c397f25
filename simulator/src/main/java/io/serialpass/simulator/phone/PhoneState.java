package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a phone remembers: its passes, and of each pass type the last tag. Its phone guards it. */
final class PhoneState {

    // A phone holds a handful of passes, so a list is less than a map and as quick.
    private final List<PassInPhone> passes = new ArrayList<>(1);
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
        return found;
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
