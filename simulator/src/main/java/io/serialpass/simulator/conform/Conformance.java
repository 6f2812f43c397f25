package io.serialpass.simulator.conform;

import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.simulator.web.WalletService;
import io.serialpass.wallet.PackageCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Tries a wallet web service with every rule of Apple's protocol that can be seen from outside. It registers devices of its own
 * for the pass, and ends their registrations at the end; it changes nothing else. For one thread.
 *
 * @since 0.1
 */
public final class Conformance {

    private final Builder settings;

    private Conformance(Builder settings) {
        this.settings = settings;
    }

    /**
     * Begins to set up a trial.
     *
     * @param url the web service URL of the service, without {@code /v1}
     * @param pass a pass of the service; it has an authenticationToken
     * @return a builder with a time-out of 10 seconds, and without a way to change the pass
     * @throws IllegalArgumentException if the URL is none, or the pass has no token
     */
    public static Builder of(String url, PassFile pass) {
        return new Builder(url).pass(pass);
    }

    /**
     * Tries all rules. It takes a few seconds.
     *
     * @return a result for each rule
     * @throws NoAnswerException if nobody answers at all
     */
    public ConformanceReport run() throws NoAnswerException {
        WalletService service =
                new WalletService(settings.url, WalletService.client(settings.timeout), settings.timeout);
        Trial trial = new Trial(
                service,
                List.copyOf(settings.passes),
                settings.change,
                settings.check,
                settings.random,
                settings.clock,
                settings.pause);
        // Before anything else, so that a wrong address is one line and not fifty broken rules.
        service.send(WalletRequest.list(trial.newDevice(), trial.type(), Optional.empty()));
        List<RuleResult> results = new ArrayList<>();
        List<String> unanswered = new ArrayList<>();
        for (Rule rule : rules().toList()) {
            RuleResult result = tryRule(rule, trial, unanswered);
            results.add(result);
            settings.progress.accept(result);
        }
        RuleResult answers = answers(unanswered);
        results.add(answers);
        settings.progress.accept(answers);
        return new ConformanceReport(List.copyOf(results), trial.cleanUp());
    }

    private static Stream<Rule> rules() {
        return Stream.of(
                        RegistrationRules.rules(),
                        PushTokenRules.rules(),
                        UnregistrationRules.rules(),
                        ListRules.rules(),
                        TagRules.rules(),
                        FetchRules.rules(),
                        TokenRules.rules(),
                        ConditionalRules.rules(),
                        LogRules.rules(),
                        MalformedRules.rules(),
                        ChangeRules.rules())
                .flatMap(List::stream);
    }

    private static RuleResult tryRule(Rule rule, Trial trial, List<String> unanswered) {
        trial.forgetExchange();
        Verdict verdict;
        try {
            verdict = rule.check().run(trial);
        } catch (NoAnswerException e) {
            unanswered.add(trial.sent());
            verdict = Verdict.broken("");
        } catch (PreparationException e) {
            verdict = Verdict.notTold(String.valueOf(e.getMessage()));
        }
        return new RuleResult(
                rule.name(),
                verdict.outcome(),
                trial.sent(),
                trial.came(),
                verdict.remark(),
                rule.right(),
                rule.why(),
                rule.source().text());
    }

    /** The last rule looks back at all calls. */
    private RuleResult answers(List<String> unanswered) {
        return new RuleResult(
                "every-call-is-answered",
                unanswered.isEmpty() ? Outcome.KEPT : Outcome.BROKEN,
                unanswered.isEmpty() ? "" : unanswered.get(0),
                unanswered.isEmpty() ? "" : "no answer",
                unanswered.isEmpty() ? "" : unanswered.size() + " calls got no answer.",
                "Every call is answered within " + settings.timeout.toSeconds() + " s.",
                "A phone waits, tries again, and gives up in the end.",
                Rule.Source.REFERENCE.text());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            // The next call finds the mark, and is given up.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sets up a trial. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final String url;
        private final List<PassFile> passes = new ArrayList<>();
        private Duration timeout = Duration.ofSeconds(10);
        private Optional<PassChange> change = Optional.empty();
        private Optional<PackageCheck> check = Optional.empty();
        private RandomGenerator random = new Random();
        private Consumer<RuleResult> progress = result -> {};
        private Clock clock = Clock.systemUTC();
        private Trial.Pause pause = Conformance::sleep;

        private Builder(String url) {
            this.url = url;
        }

        /**
         * Adds another pass of the service: some rules need two.
         *
         * @param pass the pass
         * @return this
         * @throws IllegalArgumentException if it has no token
         */
        public Builder pass(PassFile pass) {
            if (pass.token().isEmpty()) {
                throw new IllegalArgumentException(
                        "The pass " + pass.pass() + " has no authenticationToken, so no phone asks for its updates.");
            }
            passes.add(pass);
            return this;
        }

        /**
         * Sets how the first pass is changed. Without it the rules about changes are not told.
         *
         * @param given changes it
         * @return this
         */
        public Builder change(PassChange given) {
            change = Optional.of(given);
            return this;
        }

        /**
         * Sets how packages are checked. Without it only pass.json is read.
         *
         * @param given looks at manifest and names
         * @return this
         */
        public Builder check(PackageCheck given) {
            check = Optional.of(given);
            return this;
        }

        /**
         * Sets how long an answer may take.
         *
         * @param given more than none
         * @return this
         */
        public Builder timeout(Duration given) {
            timeout = given;
            return this;
        }

        /**
         * Sets the source of randomness.
         *
         * @param given decides the names of devices and their push tokens
         * @return this
         */
        public Builder random(RandomGenerator given) {
            random = given;
            return this;
        }

        /**
         * Sets who is told of each rule when it was tried.
         *
         * @param given is told
         * @return this
         */
        public Builder progress(Consumer<RuleResult> given) {
            progress = given;
            return this;
        }

        /** Sets the time that goes by between calls, for tests. */
        Builder time(Clock givenClock, Trial.Pause givenPause) {
            clock = givenClock;
            pause = givenPause;
            return this;
        }

        /**
         * Makes the trial.
         *
         * @return the trial, which runs once or more
         */
        public Conformance build() {
            return new Conformance(this);
        }
    }
}
