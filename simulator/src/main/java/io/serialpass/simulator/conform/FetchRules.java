package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.UnreadablePassException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.wallet.AuthenticationToken;
import java.util.List;
import java.util.Optional;

/** How a pass is fetched. */
final class FetchRules {

    private static final String PKPASS = "application/vnd.apple.pkpass";

    private FetchRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "fetch",
                        "A fetch with the token of the pass is answered 200.",
                        "Without it no phone gets an update.",
                        Source.FETCH,
                        trial -> Verdict.status(trial.send(trial.fetching()), 200)),
                new Rule(
                        "fetch-media-type",
                        "Its Content-Type is " + PKPASS + ".",
                        "Wallet takes nothing else for a pass.",
                        Source.REFERENCE,
                        trial -> {
                            String type = fetch(trial).header("Content-Type").orElse("none");
                            return Verdict.keptIf(type.startsWith(PKPASS), "The Content-Type is " + type + ".");
                        }),
                new Rule(
                        "fetch-package",
                        "Its body is the whole package of this pass, and sound.",
                        "A phone keeps its old pass when the new one is not sound.",
                        Source.FETCH,
                        FetchRules::soundPackage),
                new Rule(
                        "fetch-keeps-token",
                        "The package has the authenticationToken that the pass always had.",
                        "A phone that misses one update would be locked out for good.",
                        Source.FETCH,
                        FetchRules::keepsToken),
                new Rule(
                        "fetch-keeps-updates",
                        "The package has a webServiceURL.",
                        "A pass without one is never updated again.",
                        Source.REFERENCE,
                        trial -> Verdict.keptIf(
                                read(fetch(trial)).webServiceUrl().isPresent(), "The pass.json has no webServiceURL.")),
                new Rule(
                        "head",
                        "HEAD is answered as GET, without a body.",
                        "Phones are seen to send it; 405 there goes with updates that fail.",
                        Source.HTTP,
                        FetchRules::head));
    }

    static WalletAnswer fetch(Trial trial) throws NoAnswerException, PreparationException {
        return trial.require(trial.fetching(), 200);
    }

    static PassFile read(WalletAnswer answer) throws PreparationException {
        try {
            return PassFile.read(answer.body());
        } catch (UnreadablePassException e) {
            throw new PreparationException("The package cannot be read. " + e.getMessage());
        }
    }

    private static Verdict soundPackage(Trial trial) throws NoAnswerException, PreparationException {
        byte[] body = fetch(trial).body();
        try {
            PassFile file = PassFile.read(body);
            if (!file.pass().equals(trial.pass())) {
                return Verdict.broken("It is a package of " + file.pass() + ".");
            }
        } catch (UnreadablePassException e) {
            return Verdict.broken(String.valueOf(e.getMessage()));
        }
        List<String> problems =
                trial.check().map(check -> check.problems(body, trial.pass())).orElse(List.of());
        return Verdict.keptIf(problems.isEmpty(), String.join(" ", problems));
    }

    private static Verdict keepsToken(Trial trial) throws NoAnswerException, PreparationException {
        Optional<AuthenticationToken> token = read(fetch(trial)).token();
        if (token.isEmpty()) {
            return Verdict.broken("The pass.json has no authenticationToken.");
        }
        return Verdict.keptIf(token.get().matches(trial.token()), "The authenticationToken is another one.");
    }

    private static Verdict head(Trial trial) throws NoAnswerException, PreparationException {
        // Before that a server may name a later second each second.
        ConditionalRules.settle(trial);
        WalletAnswer whole = fetch(trial);
        WalletAnswer answer = trial.send(trial.fetching().withMethod("HEAD"));
        Verdict status = Verdict.status(answer, 200);
        if (!status.isKept()) {
            return status;
        }
        if (answer.body().length > 0) {
            return Verdict.broken("It has a body.");
        }
        return Verdict.keptIf(
                answer.header("Last-Modified").equals(whole.header("Last-Modified")),
                "Its Last-Modified is not that of GET.");
    }
}
