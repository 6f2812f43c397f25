package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.WalletRequest;
import java.util.List;

/** What phones log. */
final class LogRules {

    private LogRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "log",
                        "Messages are answered 200, without Authorization.",
                        "It is the one place where phones say why a pass does not update. A server that takes the body"
                                + " and never answers keeps the phone waiting.",
                        Source.LOG,
                        trial -> Verdict.status(
                                trial.send(
                                        WalletRequest.log(List.of("[2026-11-29 10:00:00 +0000] Get serial #s task (for"
                                                + " device conform, pass type "
                                                + trial.type().value()
                                                + ", last updated (null); with web service url https://passes.example.com)"
                                                + " encountered error: Unexpected response code 500"))),
                                200)),
                junk("log-of-nothing", "An empty array of messages is answered 200.", "{\"logs\":[]}"),
                junk(
                        "log-of-odd-entries",
                        "Entries that are no texts are answered 200.",
                        "{\"logs\":[1,null,{\"a\":[]},\"x\"]}"),
                junk("log-without-logs", "A body without logs is answered 200.", "{}"),
                junk("log-no-json", "A body that is no JSON is answered 200.", "logs"),
                junk("log-no-body", "An empty body is answered 200.", ""));
    }

    private static Rule junk(String name, String right, String body) {
        return new Rule(
                name,
                right,
                "A phone can do nothing about a refusal, so that it only makes more calls.",
                Source.FIELD,
                trial -> Verdict.status(trial.send(WalletRequest.log(List.of()).withBody(body)), 200));
    }
}
