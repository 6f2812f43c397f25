package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PushToken;
import java.util.List;

/** Push tokens in registrations. */
final class PushTokenRules {

    private static final int LONG_TOKEN_BYTES = 160;

    private PushTokenRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "register-new-push-token",
                        "A registration with a new push token is answered 200.",
                        "Push tokens change, and the registration is how a phone says so.",
                        Source.REGISTER,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.registered();
                            return Verdict.status(trial.send(trial.registering(device)), 200);
                        }),
                new Rule(
                        "keep-new-push-token",
                        "The new push token takes the place of the old one.",
                        "Pushes to the old one reach nobody; the phone is never told again.",
                        Source.REFERENCE,
                        trial -> Verdict.notTold("Only a push shows which token the server kept.")),
                new Rule(
                        "register-long-push-token",
                        "A push token of " + LONG_TOKEN_BYTES * 2 + " characters is taken.",
                        "Apple says that their length may change; a column that is too short has lost them.",
                        Source.FIELD,
                        trial -> Verdict.status(
                                trial.send(trial.registering(
                                        trial.newDevice(), new PushToken(trial.hex(LONG_TOKEN_BYTES)))),
                                200,
                                201)),
                refused("register-no-push-token", "A registration without pushToken is refused.", "{}"),
                refused(
                        "register-empty-push-token",
                        "A registration with an empty pushToken is refused.",
                        "{\"pushToken\":\"\"}"),
                refused(
                        "register-push-token-no-text",
                        "A registration whose pushToken is no text is refused.",
                        "{\"pushToken\":{}}"),
                refused("register-no-json", "A registration whose body is no JSON is refused.", "pushToken"),
                refused("register-no-body", "A registration with an empty body is refused.", ""));
    }

    private static Rule refused(String name, String right, String body) {
        return new Rule(
                name,
                right + " The status is 400 or another that begins with 4.",
                "A registration without an address is never told anything; 500 makes phones try again for nothing.",
                Source.REFERENCE,
                trial -> {
                    WalletRequest request = trial.registering(trial.newDevice()).withBody(body);
                    return Verdict.clientError(trial.send(request));
                });
    }
}
