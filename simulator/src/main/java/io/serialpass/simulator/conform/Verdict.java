package io.serialpass.simulator.conform;

import io.serialpass.simulator.web.WalletAnswer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check says.
 *
 * @param outcome kept, broken or not told
 * @param remark a sentence that says more; empty where there is nothing to say
 */
record Verdict(Outcome outcome, String remark) {

    static final Verdict KEPT = new Verdict(Outcome.KEPT, "");

    static Verdict broken(String remark) {
        return new Verdict(Outcome.BROKEN, remark);
    }

    static Verdict notTold(String remark) {
        return new Verdict(Outcome.NOT_TOLD, remark);
    }

    static Verdict keptIf(boolean kept, String otherwise) {
        return kept ? KEPT : broken(otherwise);
    }

    /** Kept with one of some statuses. */
    static Verdict status(WalletAnswer answer, Integer... right) {
        return keptIf(
                List.of(right).contains(answer.status()),
                "The status is " + answer.status() + " and not "
                        + Stream.of(right).map(String::valueOf).collect(Collectors.joining(" or ")) + ".");
    }

    /** Kept with any status that says that the request was wrong. */
    static Verdict clientError(WalletAnswer answer) {
        return keptIf(
                answer.status() >= 400 && answer.status() < 500,
                "The status is " + answer.status() + " and not 400 or another that begins with 4.");
    }

    /** Kept with any status but those of a fault of the server. */
    static Verdict noFault(WalletAnswer answer) {
        return keptIf(answer.status() < 500, "The status " + answer.status() + " says that the server is at fault.");
    }

    boolean isKept() {
        return outcome == Outcome.KEPT;
    }
}
