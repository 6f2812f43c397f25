package io.serialpass.simulator.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.simulator.Fault;
import io.serialpass.simulator.StillClock;
import io.serialpass.simulator.TestWallet;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit finds each rule that a service breaks, and nothing where none is broken. */
class ConformanceTest {

    private final StillClock clock = new StillClock();
    private TestWallet wallet;
    private PassFile first;
    private PassFile second;

    @BeforeEach
    void start() throws Exception {
        wallet = new TestWallet(clock);
        first = wallet.issue("C-1");
        second = wallet.issueOfOtherType("C-2");
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Conformance.Builder kit() {
        return Conformance.of(wallet.url(), first)
                .pass(second)
                .timeout(Duration.ofSeconds(5))
                .random(new Random(7))
                .time(clock, clock::advance)
                .change(() -> wallet.change("C-1"));
    }

    private Map<String, RuleResult> run() throws NoAnswerException {
        return kit().build().run().results().stream().collect(Collectors.toMap(RuleResult::rule, result -> result));
    }

    @Test
    void findsNothingWhereEveryRuleIsKept() throws Exception {
        ConformanceReport report = kit().build().run();
        assertThat(report.with(Outcome.BROKEN)).isEmpty();
        assertThat(report.with(Outcome.NOT_TOLD)).extracting(RuleResult::rule).containsExactly("keep-new-push-token");
        assertThat(report.count(Outcome.KEPT)).isGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTERS_ALWAYS_ANEW, register-again",
        "CANNOT_REGISTER_WITHOUT_TOKEN, register-without-token",
        "REGISTERS_ANYBODY, register-wrong-token",
        "TELLS_UNKNOWN_PASSES, register-unknown-pass",
        "TELLS_UNKNOWN_PASSES, fetch-unknown-pass",
        "WANTS_UNIQUE_PUSH_TOKENS, register-shared-push-token",
        "WANTS_NO_MORE_FIELDS, register-unknown-field",
        "HAS_SHORT_PUSH_TOKENS, register-long-push-token",
        "TAKES_ANY_BODY, register-no-push-token",
        "TAKES_ANY_BODY, register-empty-push-token",
        "FAILS_ON_NO_JSON, register-no-json",
        "KEEPS_REGISTRATIONS, unregister-forgets",
        "KEEPS_REGISTRATIONS, change-is-not-told-to-strangers",
        "MISSES_REGISTRATIONS, unregister-again",
        "UNREGISTERS_ANYBODY, unregister-wrong-token",
        "UNREGISTERS_ANYBODY, unregister-without-token",
        "ASKS_LISTS_FOR_TOKEN, list-needs-no-token",
        "LISTS_NOTHING_AS_200, list-of-unknown-device",
        "LISTS_NOTHING_AS_200, tag-given-back",
        "LISTS_ALL_PASSES, list-of-type",
        "LISTS_ALL_TYPES, list-of-type",
        "GIVES_TAGS_AS_NUMBERS, list-is-json",
        "LISTS_THE_LAST_AGAIN, tag-given-back",
        "FAILS_ON_OTHER_TAGS, tag-garbage",
        "BELIEVES_THE_FUTURE, tag-of-the-future",
        "CALLS_PASSES_ZIP, fetch-media-type",
        "SENDS_BROKEN_PACKAGES, fetch-package",
        "CHANGES_TOKENS, fetch-keeps-token",
        "KNOWS_NO_HEAD, head",
        "HAS_NO_LAST_MODIFIED, last-modified",
        "WAS_ALWAYS_MODIFIED_NOW, last-modified-stays",
        "WAS_MODIFIED_LATER, last-modified-not-later-than-date",
        "IGNORES_IF_MODIFIED_SINCE, not-modified",
        "NEVER_MODIFIED, modified-since-long-ago",
        "NEVER_MODIFIED, change-is-fetched",
        "FAILS_ON_ODD_DATES, if-modified-since-garbage",
        "TAKES_ANY_SCHEME, fetch-other-scheme",
        "WANTS_SCHEME_IN_CASE, fetch-scheme-in-lower-case",
        "TAKES_TOKENS_OF_OTHERS, fetch-token-of-another-pass",
        "HAS_NO_LOG, log",
        "NEVER_ANSWERS_LOGS, log",
        "NEVER_ANSWERS_LOGS, every-call-is-answered",
        "REFUSES_ODD_LOGS, log-no-json",
        "WANTS_SINGLE_SLASHES, double-slash-list",
        "WANTS_SINGLE_SLASHES, double-slash-fetch",
        "FAILS_ON_ODD_PATHS, odd-serial-number",
        "TAKES_LARGE_BODIES, large-body",
        "COUNTS_IN_SECONDS, two-changes-in-one-second",
        "KEEPS_TAG_AT_CHANGE, change-is-listed"
    })
    void findsARuleThatIsBroken(Fault fault, String rule) throws Exception {
        wallet.breakRule(fault);
        RuleResult result = java.util.Objects.requireNonNull(run().get(rule), rule);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.BROKEN);
        assertThat(result.sent()).isNotEmpty();
        assertThat(result.came()).isNotEmpty();
        assertThat(result.right()).isNotEmpty();
        assertThat(result.why()).isNotEmpty();
    }

    /** A service that takes no messages cannot show how it treats odd ones. */
    @Test
    void whatComesAfterACallThatIsMissingIsNotTold() throws Exception {
        wallet.breakRule(Fault.HAS_NO_LOG);
        ConformanceReport report = kit().build().run();
        assertThat(report.with(Outcome.BROKEN)).extracting(RuleResult::rule).containsExactly("log");
        assertThat(report.with(Outcome.NOT_TOLD))
                .filteredOn(result -> result.rule().startsWith("log-"))
                .hasSize(5)
                .allMatch(result -> result.remark().contains("see the rule log"));
    }

    @Test
    void aServiceWithoutHeadBreaksTheRuleOfHeadAlone() throws Exception {
        wallet.breakRule(Fault.KNOWS_NO_HEAD);
        ConformanceReport report = kit().build().run();
        assertThat(report.with(Outcome.BROKEN)).extracting(RuleResult::rule).containsExactly("head");
        assertThat(report.count(Outcome.KEPT)).isGreaterThan(60);
    }

    @Test
    void aRuleThatCouldNotBeTriedSaysWhichCallFailed() throws Exception {
        wallet.breakRule(Fault.ASKS_LISTS_FOR_TOKEN);
        RuleResult result = java.util.Objects.requireNonNull(run().get("tag-given-back"));
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_TOLD);
        assertThat(result.sent()).startsWith("GET /v1/devices/");
        assertThat(result.came()).startsWith("401");
    }

    @Test
    void everyFaultOfTheTestsIsFound() {
        Set<String> tried = Arrays.stream(ConformanceTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CsvSource.class))
                .flatMap(method ->
                        Arrays.stream(method.getAnnotation(CsvSource.class).value()))
                .map(line -> line.split(",")[0])
                .collect(Collectors.toSet());
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Fault.values())
                        .filter(fault -> fault != Fault.NONE)
                        .map(Fault::name)
                        .toList());
    }

    @Test
    void leavesNoDeviceBehind() throws Exception {
        ConformanceReport report = kit().build().run();
        assertThat(report.leftBehind()).isEmpty();
        assertThat(wallet.registrations()).isZero();
    }

    @Test
    void saysWhatItCouldNotCleanUp() throws Exception {
        wallet.breakRule(Fault.REGISTERS_ANYBODY);
        // The token that it has is not the pass's: it can register, and not unregister.
        PassFile wrong = new PassFile(
                first.pass(), java.util.Optional.of(Trial.WRONG_TOKEN), first.webServiceUrl(), first.version());
        ConformanceReport report = Conformance.of(wallet.url(), wrong)
                .time(clock, clock::advance)
                .build()
                .run();
        assertThat(report.leftBehind()).isNotEmpty().allMatch(line -> line.contains("its DELETE got 401"));
    }

    @Test
    void showsNoToken() throws Exception {
        wallet.breakRule(Fault.TAKES_ANY_SCHEME);
        String all = kit().build().run().results().toString();
        assertThat(all).doesNotContain(first.token().orElseThrow().value());
        for (String token : wallet.pushTokens()) {
            assertThat(all).doesNotContain(token);
        }
    }

    @Test
    void withoutAChangeTheRulesAboutChangesAreNotTold() throws Exception {
        ConformanceReport report = Conformance.of(wallet.url(), first)
                .time(clock, clock::advance)
                .build()
                .run();
        assertThat(report.with(Outcome.BROKEN)).isEmpty();
        List<String> notTold =
                report.with(Outcome.NOT_TOLD).stream().map(RuleResult::rule).toList();
        assertThat(notTold).contains("change-is-listed", "two-changes-in-one-second", "fetch-token-of-another-pass");
    }

    @Test
    void aServiceThatNobodyRunsIsOneErrorAndNoBrokenRules() {
        String url = wallet.url();
        wallet.close();
        assertThatThrownBy(() -> Conformance.of(url, first).build().run())
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining(url);
    }
}
