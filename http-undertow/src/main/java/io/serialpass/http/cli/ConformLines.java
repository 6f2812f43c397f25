package io.serialpass.http.cli;

import io.serialpass.simulator.conform.Outcome;
import io.serialpass.simulator.conform.RuleResult;
import java.util.ArrayList;
import java.util.List;

/** What {@code conform} prints of a rule. */
final class ConformLines {

    private ConformLines() {}

    /** One line for a rule that is kept, why one is not told, and all that there is to say for one that is broken. */
    static List<String> of(RuleResult result) {
        return switch (result.outcome()) {
            case KEPT -> List.of("kept      " + result.rule());
            case NOT_TOLD -> notTold(result);
            case BROKEN -> broken(result);
        };
    }

    private static List<String> notTold(RuleResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("not told  " + result.rule() + ": " + result.remark());
        addExchange(lines, result);
        return lines;
    }

    private static void addExchange(List<String> lines, RuleResult result) {
        if (!result.sent().isEmpty()) {
            lines.add("          sent:  " + result.sent());
            lines.add("          came:  " + result.came());
        }
    }

    private static List<String> broken(RuleResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("BROKEN    " + result.rule());
        addExchange(lines, result);
        if (!result.remark().isEmpty()) {
            lines.add("          wrong: " + result.remark());
        }
        lines.add("          right: " + result.right());
        lines.add("          why:   " + result.why());
        lines.add("          from:  " + result.source());
        return lines;
    }

    /** The outcome for machines. */
    static String name(Outcome outcome) {
        return switch (outcome) {
            case KEPT -> "kept";
            case BROKEN -> "broken";
            case NOT_TOLD -> "notTold";
        };
    }
}
