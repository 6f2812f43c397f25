package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Fetches of a pass that did not change. */
final class ConditionalRules {

    private static final String LAST_MODIFIED = "Last-Modified";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    /** The next second has begun after it. */
    private static final Duration OVER_A_SECOND = Duration.ofMillis(1_100);

    private static final int MOST_SECONDS = 10;

    private ConditionalRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "last-modified",
                        "A fetch has Last-Modified, a date of HTTP.",
                        "A phone without it logs so, and fetches the whole pass each time.",
                        Source.FIELD,
                        ConditionalRules::isThere),
                new Rule(
                        "last-modified-not-later-than-date",
                        "Last-Modified is not later than the answer's own Date.",
                        "RFC 9110 says so (8.8.2.1); what stands between may throw it away.",
                        Source.HTTP,
                        ConditionalRules::notLater),
                new Rule(
                        "last-modified-stays",
                        "Last-Modified stays the same while the pass does.",
                        "One that is the time of the answer hides changes that come between reading and answering.",
                        Source.REFERENCE,
                        ConditionalRules::stays),
                new Rule(
                        "not-modified",
                        "With the Last-Modified of the last fetch as If-Modified-Since it is answered 304.",
                        "A phone logs that the server ignored the header, and the pass is made and sent for nothing.",
                        Source.REFERENCE,
                        trial ->
                                Verdict.status(trial.send(trial.fetching().with(IF_MODIFIED_SINCE, date(trial))), 304)),
                new Rule(
                        "not-modified-is-empty",
                        "An answer of 304 has no body.",
                        "HTTP has no body there, and what follows is read as the next answer.",
                        Source.HTTP,
                        trial -> {
                            String date = date(trial);
                            WalletAnswer answer = trial.require(trial.fetching().with(IF_MODIFIED_SINCE, date), 304);
                            return Verdict.keptIf(answer.body().length == 0, "It has a body.");
                        }),
                new Rule(
                        "not-modified-needs-token",
                        "With a wrong token it is 401 also where nothing changed.",
                        "304 tells strangers which serial numbers exist, and when they change.",
                        Source.FETCH,
                        trial -> {
                            String date = date(trial);
                            return Verdict.status(
                                    trial.send(trial.fetching()
                                            .withToken(Trial.WRONG_TOKEN)
                                            .with(IF_MODIFIED_SINCE, date)),
                                    401);
                        }),
                new Rule(
                        "modified-since-long-ago",
                        "With an If-Modified-Since before the change it is answered 200.",
                        "The phone would keep an old pass for ever.",
                        Source.REFERENCE,
                        ConditionalRules::longAgo),
                new Rule(
                        "if-modified-since-garbage",
                        "An If-Modified-Since that is no date counts as none: 200.",
                        "RFC 9110 says so (13.1.3).",
                        Source.HTTP,
                        trial -> Verdict.status(trial.send(trial.fetching().with(IF_MODIFIED_SINCE, "(null)")), 200)));
    }

    /** The Last-Modified of the pass. */
    static String date(Trial trial) throws NoAnswerException, PreparationException {
        Optional<String> date = FetchRules.fetch(trial).header(LAST_MODIFIED);
        if (date.isEmpty()) {
            throw new PreparationException("There is no Last-Modified to send back.");
        }
        return date.get();
    }

    /**
     * Waits until the Last-Modified of the pass is earlier than Date. Before that it does not tell versions apart (RFC 9110,
     * 8.8.2.2), and a server may rather send the pass once more. After many quick changes that can be seconds.
     */
    static void settle(Trial trial) throws NoAnswerException, PreparationException {
        for (int i = 0; i < MOST_SECONDS; i++) {
            WalletAnswer answer = FetchRules.fetch(trial);
            if (!answer.header(LAST_MODIFIED).equals(answer.header("Date"))) {
                return;
            }
            trial.pause(OVER_A_SECOND);
        }
    }

    private static Verdict isThere(Trial trial) throws NoAnswerException, PreparationException {
        Optional<String> date = FetchRules.fetch(trial).header(LAST_MODIFIED);
        if (date.isEmpty()) {
            return Verdict.broken("There is no Last-Modified.");
        }
        return Verdict.keptIf(HttpDates.parse(date.get()).isPresent(), "It is no date of HTTP: " + date.get() + ".");
    }

    private static Verdict notLater(Trial trial) throws NoAnswerException, PreparationException {
        WalletAnswer answer = FetchRules.fetch(trial);
        Optional<Instant> modified = answer.header(LAST_MODIFIED).flatMap(HttpDates::parse);
        Optional<Instant> date = answer.header("Date").flatMap(HttpDates::parse);
        if (modified.isEmpty() || date.isEmpty()) {
            return Verdict.notTold("The answer does not have both dates.");
        }
        return Verdict.keptIf(!modified.get().isAfter(date.get()), "The Date is " + HttpDates.format(date.get()) + ".");
    }

    private static Verdict stays(Trial trial) throws NoAnswerException, PreparationException {
        settle(trial);
        String first = date(trial);
        trial.pause(OVER_A_SECOND);
        String second = date(trial);
        return Verdict.keptIf(first.equals(second), "A second before it was " + first + ".");
    }

    private static Verdict longAgo(Trial trial) throws NoAnswerException, PreparationException {
        Optional<Instant> modified = HttpDates.parse(date(trial));
        if (modified.isEmpty()) {
            return Verdict.notTold("The Last-Modified is no date of HTTP.");
        }
        String before = HttpDates.format(modified.get().minus(Duration.ofDays(1)));
        return Verdict.status(trial.send(trial.fetching().with(IF_MODIFIED_SINCE, before)), 200);
    }
}
