package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.PushToken;
import java.util.List;
import java.util.Optional;

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
                            WalletRequest request = trial.listing(trial.registered(), Optional.empty());
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
                        trial -> Verdict.noFault(trial.send(trial.listing(trial.newDevice(), Optional.empty())
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
                        MalformedRules::largeBody),
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

    private static Verdict largeBody(Trial trial) throws NoAnswerException {
        String body = "{\"pushToken\":\"" + "a".repeat(LARGE_BODY) + "\"}";
        try {
            return Verdict.clientError(
                    trial.send(trial.registering(trial.newDevice()).withBody(body)));
        } catch (NoAnswerException e) {
            if (e.isLate()) {
                throw e;
            }
            // A server may close the connection instead of reading on (RFC 9110, 15.5.14); its answer can be lost with
            // it.
            return Verdict.KEPT;
        }
    }

    private static Rule path(String name, String what, String serialNumber) {
        return new Rule(
                name,
                what + " is no fault of the server, and opens nothing.",
                ANYBODY,
                Source.FIELD,
                trial -> opensNothing(trial.send(
                        trial.fetching().withPath("/v1/passes/" + trial.type().value() + "/" + serialNumber))));
    }

    private static Verdict opensNothing(WalletAnswer answer) {
        return answer.status() == 200 ? Verdict.broken("It is answered 200.") : Verdict.noFault(answer);
    }
}
