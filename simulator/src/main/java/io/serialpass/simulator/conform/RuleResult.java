package io.serialpass.simulator.conform;

/**
 * What came of trying a rule. Holds no token. Immutable.
 *
 * @param rule the name of the rule
 * @param outcome kept, broken or not told
 * @param sent the request that decided it; empty where none was sent
 * @param came its answer, or why there was none; empty where none was sent
 * @param remark what of the answer decided it, or why it is not told; may be empty
 * @param right what is right, a sentence
 * @param why what goes wrong otherwise, a sentence
 * @param source where the rule is from
 * @since 0.1
 */
public record RuleResult(
        String rule,
        Outcome outcome,
        String sent,
        String came,
        String remark,
        String right,
        String why,
        String source) {}
