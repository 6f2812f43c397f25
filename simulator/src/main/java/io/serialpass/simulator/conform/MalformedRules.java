package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PushToken;
import java.util.List;

/** Requests that no phone should send, and that somebody will. */
final class MalformedRules {

    private static final int LONG_NAME = 300;
    private static final int LARGE_BODY = 2 << 20;
    private static final String ANYBODY = "Anybody can send it; a fault that is easy to cause hides real ones.";

    private MalformedRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "double-slash-list",
                        "Two slashes before v1 count as one: the list is answered as ever.",
                        "Wallets other than Apple's put them there where webServiceURL ends with a slash.",
                        Source.FIELD,
                        trial -> {
                            WalletRequest request = trial.listing(trial.registered(), java.util.Optional.empty());
                            return Verdict.status(trial.send(request.withPath("/" + request.path())), 200);
                        }),
                new Rule(
                        "double-slash-fetch",
                        "Two slashes before v1 count as one: the pass is fetched as ever.",
                        "Wallets other than Apple's put them there where webServiceURL ends with a slash.",
                        Source.FIELD,
                        trial -> {
                            WalletRequest request = trial.fetching();
                            return Verdict.status(trial.send(request.withPath("/" + request.path())), 200);
                        }),
                new Rule(
                        "long-device",
                        "A device identifier of " + LONG_NAME + " characters is no fault of the server.",
                        ANYBODY,
                        Source.FIELD,
                        trial -> Verdict.noFault(trial.send(trial.listing(trial.newDevice(), java.util.Optional.empty())
                                .withPath("/v1/devices/" + "d".repeat(LONG_NAME) + "/registrations/"
                                        + trial.type().value())))),
                path(
                        "odd-serial-number",
                        "A serial number with an escaped NUL, line feed, slash and emoji",
                        "%00%0A%2F%F0%9F%8E%AB"),
                path("broken-utf8", "A serial number whose escapes are no UTF-8", "%FF%FE"),
                path("climbing-path", "A serial number that climbs", "..%2F..%2Fetc%2Fpasswd"),
                new Rule(
                        "large-body",
                        "A registration with a body of 2 MB is refused.",
                        "Without a limit one client fills the memory.",
                        Source.FIELD,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.newDevice();
                            return Verdict.clientError(trial.send(trial.registering(device, trial.newPushToken())
                                    .withBody("{\"pushToken\":\"" + "a".repeat(LARGE_BODY) + "\"}")));
                        }),
                new Rule(
                        "nested-body",
                        "A body of 10,000 open brackets is refused.",
                        "A parser without a limit overflows its stack.",
                        Source.FIELD,
                        trial -> Verdict.clientError(trial.send(trial.registering(trial.newDevice(), new PushToken("a"))
                                .withBody("{\"pushToken\":" + "[".repeat(10_000))))),
                new Rule(
                        "wrong-method",
                        "A method that a path does not have is refused.",
                        ANYBODY,
                        Source.HTTP,
                        trial -> Verdict.clientError(trial.send(trial.fetching().withMethod("PATCH")))),
                new Rule(
                        "unknown-path",
                        "A path that there is not is refused.",
                        ANYBODY,
                        Source.HTTP,
                        trial -> Verdict.clientError(trial.send(trial.fetching().withPath("/v1/unknown")))));
    }

    private static Rule path(String name, String what, String serialNumber) {
        return new Rule(
                name,
                what + " is no fault of the server, and opens nothing.",
                ANYBODY,
                Source.FIELD,
                trial -> Verdict.clientError(trial.send(
                        trial.fetching().withPath("/v1/passes/" + trial.type().value() + "/" + serialNumber))));
    }
}
