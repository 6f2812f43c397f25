package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletRequest;
import java.util.List;

/** What phones log. Where a service takes no messages at all, it cannot be seen what it does with odd ones. For one thread. */
final class LogRules {

    private static final int OK = 200;

    /** Whether the rule that comes first was kept. */
    private boolean takesMessages;

    private LogRules() {}

    static List<Rule> rules() {
        LogRules log = new LogRules();
        return List.of(
                new Rule(
                        "log",
                        "Messages are answered 200, without Authorization.",
                        "It is the one place where phones say why a pass does not update. A server that takes the body"
                                + " and never answers keeps the phone waiting.",
                        Source.LOG,
                        log::messages),
                log.junk("log-of-nothing", "An empty array of messages is answered 200.", "{\"logs\":[]}"),
                log.junk(
                        "log-of-odd-entries",
                        "Entries that are no texts are answered 200.",
                        "{\"logs\":[1,null,{\"a\":[]},\"x\"]}"),
                log.junk("log-without-logs", "A body without logs is answered 200.", "{}"),
                log.junk("log-no-json", "A body that is no JSON is answered 200.", "logs"),
                log.junk("log-no-body", "An empty body is answered 200.", ""));
    }

    private Verdict messages(Trial trial) throws NoAnswerException {
        String message = "[2026-11-29 10:00:00 +0000] Get serial #s task (for device conform, pass type "
                + trial.type().value()
                + ", last updated (null); with web service url https://passes.example.com)"
                + " encountered error: Unexpected response code 500";
        Verdict verdict = Verdict.status(trial.send(WalletRequest.log(List.of(message))), OK);
        takesMessages = verdict.isKept();
        return verdict;
    }

    private Rule junk(String name, String right, String body) {
        return new Rule(
                name,
                right,
                "A phone can do nothing about a refusal, so that it only makes more calls.",
                Source.FIELD,
                trial -> takesMessages
                        ? Verdict.status(trial.send(WalletRequest.log(List.of()).withBody(body)), OK)
                        : Verdict.notTold("The service takes no messages of phones: see the rule log."));
    }
}
