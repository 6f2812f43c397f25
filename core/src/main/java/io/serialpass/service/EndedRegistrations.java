package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The registrations that devices have ended here, as far as the event log goes back. Another server that had them does not
 * know that they ended. Immutable.
 *
 * @param keys the newest of them, {@value #MOST} at most
 */
record EndedRegistrations(Set<Key> keys) {

    private static final int MOST = 100_000;
    private static final int PAGE = 1_000;

    /**
     * A registration.
     *
     * @param device the device
     * @param pass the pass
     */
    record Key(DeviceLibraryIdentifier device, PassId pass) {}

    /** None, for passes that were not here before. */
    static final EndedRegistrations NONE = new EndedRegistrations(Set.of());

    /** Reads the event log of an organization once. */
    static EndedRegistrations read(Storage storage, Organization organization) {
        Set<Key> keys = new LinkedHashSet<>();
        long after = 0;
        List<LoggedEvent> page;
        do {
            long from = after;
            page = storage.read(view -> view.events().list(organization, from, PAGE));
            for (LoggedEvent logged : page) {
                after = logged.position();
                ended(logged).ifPresent(keys::add);
                if (keys.size() > MOST) {
                    keys.remove(keys.iterator().next());
                }
            }
        } while (!page.isEmpty());
        return new EndedRegistrations(Collections.unmodifiableSet(keys));
    }

    private static Optional<Key> ended(LoggedEvent logged) {
        return logged.event()
                .match(
                        passes -> Optional.<RegistrationEvent>empty(),
                        type -> Optional.<RegistrationEvent>empty(),
                        Optional::of,
                        serialNumbers -> Optional.<RegistrationEvent>empty(),
                        administration -> Optional.<RegistrationEvent>empty())
                .filter(event -> event.type() == EventType.DEVICE_UNREGISTERED)
                .map(event -> new Key(event.device(), event.pass()));
    }

    boolean has(DeviceLibraryIdentifier device, PassId pass) {
        return keys.contains(new Key(device, pass));
    }
}
