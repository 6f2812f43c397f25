package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.util.List;
import java.util.Optional;

/** How a device is registered for a pass. */
final class RegistrationRules {

    private RegistrationRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "register-new",
                        "A new registration is answered 201.",
                        "201 and 200 tell a phone whether it was known already.",
                        Source.REGISTER,
                        trial -> Verdict.status(trial.send(trial.registering(trial.newDevice())), 201)),
                new Rule(
                        "register-again",
                        "The same registration again is answered 200.",
                        "Phones send a registration again after a restore, or when an answer was lost.",
                        Source.REGISTER,
                        RegistrationRules::again),
                new Rule(
                        "register-wrong-token",
                        "A registration with a wrong token is answered 401.",
                        "Anybody who knows a serial number could follow a pass.",
                        Source.REGISTER,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.newDevice();
                            return Verdict.status(
                                    trial.send(trial.registering(device).withToken(Trial.WRONG_TOKEN)), 401);
                        }),
                new Rule(
                        "register-without-token",
                        "A registration without Authorization is answered 401.",
                        "A missing header is no fault of the server: 500 makes phones try again for nothing.",
                        Source.REGISTER,
                        trial -> Verdict.status(
                                trial.send(
                                        WalletRequest.register(trial.newDevice(), trial.pass(), trial.newPushToken())),
                                401)),
                new Rule(
                        "register-unknown-pass",
                        "A registration for an unknown serial number is answered as one with a wrong token.",
                        "Another answer tells strangers which serial numbers exist.",
                        Source.FIELD,
                        RegistrationRules::unknownPass),
                new Rule(
                        "register-two-devices",
                        "A pass can be registered by several devices.",
                        "A user's devices share passes: a telephone and a watch, or two telephones.",
                        Source.REFERENCE,
                        trial -> {
                            trial.registered();
                            return Verdict.status(trial.send(trial.registering(trial.newDevice())), 201);
                        }),
                new Rule(
                        "register-shared-push-token",
                        "Two devices can have the same push token.",
                        "It is seen in production; a unique push token keeps the second one from being registered.",
                        Source.FIELD,
                        RegistrationRules::sharedPushToken),
                new Rule(
                        "register-unknown-field",
                        "A registration whose body has a field more is taken.",
                        "Apple may add one, and then all new phones would be refused.",
                        Source.FIELD,
                        trial -> {
                            WalletRequest request = trial.registering(trial.newDevice());
                            String body = request.body().orElseThrow().replaceFirst("\\{", "{\"more\":{\"a\":[1]},");
                            return Verdict.status(trial.send(request.withBody(body)), 200, 201);
                        }));
    }

    private static Verdict again(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.newDevice();
        WalletRequest request = trial.registering(device);
        trial.require(request, 200, 201);
        return Verdict.status(trial.send(request), 200);
    }

    private static Verdict unknownPass(Trial trial) throws NoAnswerException {
        PassId unknown = new PassId(trial.type(), new PassSerialNumber("unknown-" + trial.hex(8)));
        WalletAnswer known = trial.send(WalletRequest.register(trial.newDevice(), trial.pass(), trial.newPushToken())
                .withToken(Trial.WRONG_TOKEN));
        WalletAnswer other = trial.send(WalletRequest.register(trial.newDevice(), unknown, trial.newPushToken())
                .withToken(Trial.WRONG_TOKEN));
        return Verdict.keptIf(
                other.status() == known.status(),
                "A wrong token for a known pass gets " + known.status() + ", for an unknown one " + other.status()
                        + ".");
    }

    private static Verdict sharedPushToken(Trial trial) throws NoAnswerException, PreparationException {
        PushToken shared = trial.newPushToken();
        trial.require(trial.registering(trial.newDevice(), shared), 200, 201);
        DeviceLibraryIdentifier second = trial.newDevice();
        Verdict taken = Verdict.status(trial.send(trial.registering(second, shared)), 200, 201);
        if (!taken.isKept()) {
            return taken;
        }
        boolean isListed =
                trial.listed(second, Optional.empty()).serialNumbers().contains(trial.serialNumber());
        return Verdict.keptIf(isListed, "The second device is not told of the pass.");
    }
}
