package io.serialpass.simulator.conform;

import java.util.List;

/**
 * What came of all rules. Immutable.
 *
 * @param results a result for each rule, in the order in which they were tried
 * @param leftBehind what could not be cleaned up, a sentence each; empty if nothing of the kit is left on the server
 * @since 0.1
 */
public record ConformanceReport(List<RuleResult> results, List<String> leftBehind) {

    /**
     * Counts the rules with an outcome.
     *
     * @param outcome the outcome
     * @return how many
     */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /**
     * Gives the rules with an outcome.
     *
     * @param outcome the outcome
     * @return their results
     */
    public List<RuleResult> with(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).toList();
    }
}
