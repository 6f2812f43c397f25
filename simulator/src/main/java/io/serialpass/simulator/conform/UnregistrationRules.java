package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import java.util.List;
import java.util.Optional;

/** How a registration ends. */
final class UnregistrationRules {

    private UnregistrationRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "unregister",
                        "The end of a registration is answered 200.",
                        "A phone whose pass was deleted tries again until it gets 200.",
                        Source.UNREGISTER,
                        trial -> Verdict.status(trial.send(trial.unregistering(trial.registered())), 200)),
                new Rule(
                        "unregister-forgets",
                        "After the end of its registration a device is told nothing of the pass.",
                        "A server that keeps the registration pushes to phones that do not hold the pass.",
                        Source.UNREGISTER,
                        UnregistrationRules::forgets),
                new Rule(
                        "unregister-again",
                        "The end of a registration that is not there is answered 200.",
                        "A phone sends it again when an answer was lost, and 200 is the only status that it knows besides"
                                + " 401.",
                        Source.FIELD,
                        trial -> Verdict.status(trial.send(trial.unregistering(trial.newDevice())), 200)),
                new Rule(
                        "unregister-wrong-token",
                        "With a wrong token it is answered 401, and the registration stays.",
                        "Anybody could cut phones off from updates.",
                        Source.UNREGISTER,
                        trial -> stays(
                                trial, device -> trial.unregistering(device).withToken(Trial.WRONG_TOKEN))),
                new Rule(
                        "unregister-without-token",
                        "Without Authorization it is answered 401, and the registration stays.",
                        "Anybody could cut phones off from updates; 500 makes phones try again for nothing.",
                        Source.UNREGISTER,
                        trial -> stays(trial, device -> WalletRequest.unregister(device, trial.pass()))),
                new Rule(
                        "register-after-unregister",
                        "A device can register again after it ended its registration: 201.",
                        "That is what switching automatic updates off and on does.",
                        Source.REGISTER,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.registered();
                            trial.require(trial.unregistering(device), 200);
                            return Verdict.status(trial.send(trial.registering(device)), 201);
                        }));
    }

    private static Verdict forgets(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        trial.require(trial.unregistering(device), 200);
        return Verdict.status(trial.send(trial.listing(device, Optional.empty())), 204);
    }

    /** A request to unregister. */
    private interface Unregistering {
        WalletRequest of(DeviceLibraryIdentifier device);
    }

    private static Verdict stays(Trial trial, Unregistering request) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        WalletAnswer answer = trial.send(request.of(device));
        Verdict refused = Verdict.status(answer, 401);
        if (!refused.isKept()) {
            return refused;
        }
        boolean isListed =
                trial.listed(device, Optional.empty()).serialNumbers().contains(trial.serialNumber());
        return Verdict.keptIf(isListed, "The registration is gone.");
    }
}
