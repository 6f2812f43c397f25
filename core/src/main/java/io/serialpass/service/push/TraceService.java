package io.serialpass.service.push;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushRecord;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells why a phone did not update: of each device that registered a pass what was pushed, asked, fetched and logged, and in one
 * sentence what is missing. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class TraceService {

    /** The most devices that a trace gives. */
    public static final int MOST_DEVICES = 100;

    private final Storage storage;
    private final Predicate<PushToken> isReachable;
    private final Function<PassTypeIdentifier, Optional<String>> whyWaiting;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param isReachable tells whether a push service can have given a token
     * @param whyWaiting tells why pushes of a type wait; empty if they are sent, or it is not known
     */
    public TraceService(
            Storage storage,
            Predicate<PushToken> isReachable,
            Function<PassTypeIdentifier, Optional<String>> whyWaiting) {
        this.storage = storage;
        this.isReachable = isReachable;
        this.whyWaiting = whyWaiting;
    }

    /**
     * Traces a pass.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @return the trace; empty if the organization issued no such pass
     */
    public Optional<PassTrace> trace(Organization organization, PassId id) {
        return storage.read(view -> view.passes()
                .find(id)
                .filter(pass -> pass.organization().equals(organization))
                .map(pass -> trace(view, pass)));
    }

    private PassTrace trace(ReadView view, Pass pass) {
        Page<Registration> registrations = view.registrations()
                .list(RegistrationQuery.builder(pass.id())
                        .page(PageRequest.first(MOST_DEVICES))
                        .build());
        Known known = new Known(
                pass,
                lacksCertificate(view, pass),
                view.traces().lastFetch(pass.id()),
                whyWaiting.apply(pass.id().passTypeIdentifier()),
                registrations.rows().isEmpty() ? List.of() : logs(view, pass));
        List<DeviceTrace> devices = registrations.rows().stream()
                .map(registration -> trace(view, known, registration))
                .toList();
        boolean more = registrations.rows().size() == MOST_DEVICES && isMore(view, pass);
        return new PassTrace(pass, known.fetch(), devices, more, sentence(devices));
    }

    /** The facts of the pass that are the same for all its devices. */
    private record Known(
            Pass pass,
            boolean lacksCertificate,
            Optional<PassFetch> fetch,
            Optional<String> waiting,
            List<DeviceLogEntry> logs) {}

    private static boolean isMore(ReadView view, Pass pass) {
        PageRequest next = PageRequest.at(MOST_DEVICES, 1);
        return !view.registrations()
                .list(RegistrationQuery.builder(pass.id()).page(next).build())
                .rows()
                .isEmpty();
    }

    private DeviceTrace trace(ReadView view, Known known, Registration registration) {
        PassTypeIdentifier type = known.pass().id().passTypeIdentifier();
        Optional<PushRecord> push = view.pushes().record(type, registration.pushToken());
        Optional<DeviceAsk> ask = view.traces().lastAsk(registration.device(), type);
        Progress progress = Progress.of(new Progress.Facts(
                known.pass(),
                known.lacksCertificate(),
                known.fetch(),
                registration,
                push,
                ask,
                isReachable.test(registration.pushToken()),
                known.waiting()));
        List<DeviceLogEntry> ofDevice = known.logs().stream()
                .filter(log -> log.message()
                        .device()
                        .map(registration.device()::equals)
                        .orElse(true))
                .limit(DeviceTrace.MOST_LOGS)
                .toList();
        return new DeviceTrace(registration, push, ask, progress.state(), progress.sentence(), ofDevice);
    }

    /** Whether the package of the pass is made here, and its type has no certificate in force, so that no phone is told of it. */
    private static boolean lacksCertificate(ReadView view, Pass pass) {
        return pass.source() == PackageSource.MADE
                && view.passTypes()
                        .find(pass.id().passTypeIdentifier())
                        .flatMap(PassType::signer)
                        .isEmpty();
    }

    /** The newest device logs of the pass. Some messages name the device, and others do not. */
    private static List<DeviceLogEntry> logs(ReadView view, Pass pass) {
        DeviceLogQuery query = DeviceLogQuery.builder(pass.organization())
                .message(Wildcard.of("*" + pass.id().serialNumber().value() + "*"))
                .passTypeIdentifier(pass.id().passTypeIdentifier())
                .page(PageRequest.first(20))
                .build();
        return view.deviceLogs().list(query).rows();
    }

    private static String sentence(List<DeviceTrace> devices) {
        if (devices.isEmpty()) {
            return "No device has registered the pass. It was not added to a phone, or its webServiceURL does not reach"
                    + " this server.";
        }
        Map<DeviceState, Integer> counts = new EnumMap<>(DeviceState.class);
        devices.forEach(device -> counts.merge(device.state(), 1, Integer::sum));
        if (devices.size() == 1 || counts.containsKey(DeviceState.NO_PACKAGE)) {
            return devices.get(0).sentence();
        }
        StringBuilder text = new StringBuilder("Of ").append(devices.size()).append(" devices");
        counts.forEach(
                (state, count) -> text.append(", ").append(count).append(" ").append(state.label()));
        return text.append(".").toString();
    }
}
