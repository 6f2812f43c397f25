package io.serialpass.storage.testkit;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A device that does what Apple's protocol says and no more: it keeps the tag of its last list and the Last-Modified of
 * each pass, sends both back, fetches what is listed and nothing else. For one thread.
 */
final class StrictDevice {

    private final DeviceLibraryIdentifier id;
    private final PassTypeIdentifier type;
    private final DeviceProtocol server;
    private final Map<PassId, Pass> passes = new HashMap<>();
    private final Map<PassId, DeviceProtocol.Copy> copies = new HashMap<>();
    private final Set<PassId> registeredSinceList = new HashSet<>();
    private Optional<String> tag = Optional.empty();

    StrictDevice(String name, PassTypeIdentifier type, DeviceProtocol server) {
        this.id = new DeviceLibraryIdentifier(name);
        this.type = type;
        this.server = server;
    }

    /** Takes a pass from a file, which can be of any age. */
    void add(Pass pass, DeviceProtocol.Copy file) {
        server.register(id, pass.id(), pass.authenticationToken(), new PushToken("push token of " + id.value()));
        passes.put(pass.id(), pass);
        copies.put(pass.id(), file);
        registeredSinceList.add(pass.id());
    }

    void remove(Pass pass) {
        server.unregister(id, pass.id(), pass.authenticationToken());
        passes.remove(pass.id());
        copies.remove(pass.id());
        registeredSinceList.remove(pass.id());
    }

    Map<PassId, DeviceProtocol.Copy> copies() {
        return copies;
    }

    /** Asks for news once, as after a push; false where there was none. */
    boolean update() {
        Optional<DeviceProtocol.Listed> listed = server.list(id, type, tag);
        if (listed.isEmpty()) {
            return false;
        }
        Set<String> distinct = new HashSet<>(listed.get().serialNumbers());
        if (distinct.isEmpty()
                || distinct.size() != listed.get().serialNumbers().size()) {
            throw new AssertionError("a list must hold each serial number once: " + listed.get());
        }
        for (String serialNumber : listed.get().serialNumbers()) {
            fetch(new PassId(type, new PassSerialNumber(serialNumber)));
        }
        tag = Optional.of(listed.get().lastUpdated());
        return true;
    }

    private void fetch(PassId pass) {
        Pass held = passes.get(pass);
        DeviceProtocol.Copy copy = copies.get(pass);
        if (held == null || copy == null) {
            throw new AssertionError("update requested for unregistered serial number " + pass);
        }
        Optional<DeviceProtocol.Copy> fetched =
                server.fetch(pass, held.authenticationToken(), Optional.of(copy.lastModified()));
        boolean fetchedBetween = copy.tag() > tag.map(Long::parseLong).orElse(0L);
        if (fetched.isEmpty() && !fetchedBetween && !registeredSinceList.contains(pass)) {
            throw new AssertionError("server requested update to " + pass + ", but the pass was unchanged");
        }
        fetched.ifPresent(newer -> copies.put(pass, newer));
        registeredSinceList.remove(pass);
    }
}
