package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.util.List;
import java.util.Optional;

/** Who gets a pass. */
final class TokenRules {

    private static final String AUTHORIZATION = "Authorization";

    private TokenRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "fetch-wrong-token",
                        "A fetch with a wrong token is answered 401.",
                        "Anybody could read passes.",
                        Source.FETCH,
                        trial -> Verdict.status(trial.send(trial.fetching().withToken(Trial.WRONG_TOKEN)), 401)),
                new Rule(
                        "fetch-without-token",
                        "A fetch without Authorization is answered 401.",
                        "A missing header is no fault of the server: 500 makes phones try again for nothing.",
                        Source.FETCH,
                        trial -> Verdict.status(trial.send(WalletRequest.fetch(trial.pass())), 401)),
                refused(
                        "fetch-other-scheme",
                        "A fetch with the token in another scheme is answered 401.",
                        "Bearer TOKEN"),
                refused("fetch-scheme-alone", "A fetch with a scheme and no token is answered 401.", "ApplePass"),
                refused(
                        "fetch-part-of-token",
                        "A fetch with more than the token is answered 401.",
                        "ApplePass TOKEN-and-more"),
                new Rule(
                        "fetch-scheme-in-lower-case",
                        "The scheme counts in any case.",
                        "RFC 9110 says so (11.1), and wallets other than Apple's write it as they like.",
                        Source.HTTP,
                        trial -> Verdict.status(
                                trial.send(WalletRequest.fetch(trial.pass())
                                        .with(
                                                AUTHORIZATION,
                                                "applepass " + trial.token().value())),
                                200)),
                new Rule(
                        "fetch-token-of-another-pass",
                        "A token opens the pass that it belongs to alone.",
                        "Whoever has one pass could read those of all others.",
                        Source.FETCH,
                        TokenRules::ofAnotherPass),
                new Rule(
                        "fetch-unknown-pass",
                        "A fetch of an unknown serial number is answered as one with a wrong token.",
                        "Another answer tells strangers which serial numbers exist.",
                        Source.FIELD,
                        TokenRules::unknownPass));
    }

    private static Rule refused(String name, String right, String header) {
        return new Rule(
                name,
                right,
                "What is not the token of the pass must not open it.",
                Source.FETCH,
                trial -> Verdict.status(
                        trial.send(WalletRequest.fetch(trial.pass())
                                .with(
                                        AUTHORIZATION,
                                        header.replace("TOKEN", trial.token().value()))),
                        401));
    }

    private static Verdict ofAnotherPass(Trial trial) throws NoAnswerException {
        Optional<PassFile> other = trial.other();
        if (other.isEmpty()) {
            return Verdict.notTold("A second pass is needed, given with another --pass.");
        }
        return Verdict.status(
                trial.send(trial.fetching().withToken(other.get().token().orElseThrow())), 401);
    }

    private static Verdict unknownPass(Trial trial) throws NoAnswerException {
        PassId unknown = new PassId(trial.type(), new PassSerialNumber("unknown-" + trial.hex(8)));
        WalletAnswer known = trial.send(trial.fetching().withToken(Trial.WRONG_TOKEN));
        WalletAnswer other = trial.send(WalletRequest.fetch(unknown).withToken(Trial.WRONG_TOKEN));
        if (other.status() != known.status()) {
            return Verdict.broken("A wrong token for a known pass gets " + known.status() + ", for an unknown one "
                    + other.status() + ".");
        }
        WalletAnswer withToken = trial.send(WalletRequest.fetch(unknown).withToken(trial.token()));
        return Verdict.keptIf(
                withToken.status() == known.status(),
                "With the token of another pass an unknown one gets " + withToken.status() + ", and not "
                        + known.status() + ".");
    }
}
