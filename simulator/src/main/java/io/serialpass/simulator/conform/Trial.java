package io.serialpass.simulator.conform;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.simulator.web.WalletService;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What checks work with: the service, the passes, new devices. It remembers what was sent last, and cleans up. For one thread. */
final class Trial {

    /** A token of the right shape that is no pass's. */
    static final AuthenticationToken WRONG_TOKEN = new AuthenticationToken("a-token-that-no-pass-has-0123456789");

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int DEVICE_BYTES = 16;
    private static final int TOKEN_BYTES = 32;

    private final WalletService service;
    private final List<PassFile> passes;
    private final Optional<PassChange> change;
    private final Optional<PackageCheck> check;
    private final RandomGenerator random;
    private final Clock clock;
    private final Pause pause;
    private final Set<Registration> registrations = new LinkedHashSet<>();
    private String sent = "";
    private String came = "";

    private record Registration(DeviceLibraryIdentifier device, PassFile pass) {}

    /** Lets time go by. */
    interface Pause {
        void of(Duration time);
    }

    Trial(
            WalletService service,
            List<PassFile> passes,
            Optional<PassChange> change,
            Optional<PackageCheck> check,
            RandomGenerator random,
            Clock clock,
            Pause pause) {
        this.service = service;
        this.passes = passes;
        this.change = change;
        this.check = check;
        this.random = random;
        this.clock = clock;
        this.pause = pause;
    }

    PassFile file() {
        return passes.get(0);
    }

    PassId pass() {
        return file().pass();
    }

    PassTypeIdentifier type() {
        return pass().passTypeIdentifier();
    }

    String serialNumber() {
        return pass().serialNumber().value();
    }

    AuthenticationToken token() {
        return file().token().orElseThrow();
    }

    /** A second pass, where one was given. */
    Optional<PassFile> other() {
        return passes.stream().skip(1).findFirst();
    }

    Optional<PassChange> change() {
        return change;
    }

    Optional<PackageCheck> check() {
        return check;
    }

    Instant now() {
        return clock.instant();
    }

    void pause(Duration time) {
        pause.of(time);
    }

    String sent() {
        return sent;
    }

    String came() {
        return came;
    }

    void forgetExchange() {
        sent = "";
        came = "";
    }

    DeviceLibraryIdentifier newDevice() {
        return new DeviceLibraryIdentifier("conform-" + hex(DEVICE_BYTES));
    }

    PushToken newPushToken() {
        return new PushToken(hex(TOKEN_BYTES));
    }

    String hex(int bytes) {
        byte[] all = new byte[bytes];
        random.nextBytes(all);
        return HexFormat.of().formatHex(all);
    }

    WalletAnswer send(WalletRequest request) throws NoAnswerException {
        sent = request.toString();
        try {
            WalletAnswer answer = service.send(request);
            came = answer.toString();
            return answer;
        } catch (NoAnswerException e) {
            came = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** A request that registers a device for the pass, as a phone would send it. It is cleaned up at the end. */
    WalletRequest registering(DeviceLibraryIdentifier device) {
        return registering(device, newPushToken());
    }

    WalletRequest registering(DeviceLibraryIdentifier device, PushToken pushToken) {
        registrations.add(new Registration(device, file()));
        return WalletRequest.register(device, pass(), pushToken).withToken(token());
    }

    WalletRequest unregistering(DeviceLibraryIdentifier device) {
        return WalletRequest.unregister(device, pass()).withToken(token());
    }

    WalletRequest listing(DeviceLibraryIdentifier device, Optional<String> tag) {
        return WalletRequest.list(device, type(), tag);
    }

    WalletRequest fetching() {
        return WalletRequest.fetch(pass()).withToken(token());
    }

    /** A new device that is registered for the pass. */
    DeviceLibraryIdentifier registered() throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = newDevice();
        require(registering(device), OK, CREATED);
        return device;
    }

    /** What the list tells a device. */
    UpdatedList listed(DeviceLibraryIdentifier device, Optional<String> tag)
            throws NoAnswerException, PreparationException {
        UpdatedList.Reading reading =
                UpdatedList.read(require(listing(device, tag), OK).body());
        if (reading.list().isEmpty()) {
            throw new PreparationException("The list cannot be read: " + reading.problem());
        }
        return reading.list().get();
    }

    /** Sends what has to go right before a rule can be tried. */
    WalletAnswer require(WalletRequest request, int... statuses) throws NoAnswerException, PreparationException {
        WalletAnswer answer = send(request);
        for (int status : statuses) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new PreparationException("It could not be tried, since what comes before it failed.");
    }

    /** Ends all registrations, and tells which it could not end. */
    List<String> cleanUp() {
        List<String> left = new ArrayList<>();
        for (Registration registration : registrations) {
            WalletRequest request = WalletRequest.unregister(
                            registration.device(), registration.pass().pass())
                    .withToken(registration.pass().token().orElseThrow());
            try {
                int status = service.send(request).status();
                // A device that never was registered is not left behind, whatever the answer.
                if (status >= 500 || status == UNAUTHORIZED) {
                    left.add("The device " + registration.device().value() + " may still be registered: its DELETE got "
                            + status + ".");
                }
            } catch (NoAnswerException e) {
                left.add("The device " + registration.device().value() + " may still be registered. " + e.getMessage());
            }
        }
        registrations.clear();
        return left;
    }
}
