package io.serialpass.simulator.conform;

import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Two changes in one second, with a list and a fetch between them. It begins with a second and looks whether it ended within that;
 * where the change takes too long for it, the rule is not told.
 */
final class SecondRule {

    private static final int TRIES = 3;
    private static final long MILLIS_IN_SECOND = 1_000;

    private SecondRule() {}

    static Verdict check(Trial trial) throws NoAnswerException, PreparationException {
        long took = 0;
        for (int i = 0; i < TRIES; i++) {
            Moments moments = change(trial);
            took = Duration.between(moments.begin(), moments.end()).toMillis();
            // A lost change is one however long it took.
            if (moments.areOfOneSecond() || !moments.verdict().isKept()) {
                return moments.verdict();
            }
        }
        return Verdict.notTold("Two changes with a list and a fetch between them took " + took
                + " ms here, so that they were not in one second.");
    }

    /** What came of it, when the first change began, and when the second one had been made. */
    private record Moments(Verdict verdict, Instant begin, Instant end) {

        boolean areOfOneSecond() {
            return begin.getEpochSecond() == end.getEpochSecond();
        }
    }

    private static Moments change(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String old = trial.listed(device, Optional.empty()).tag();
        trial.pause(Duration.ofMillis(MILLIS_IN_SECOND - trial.now().toEpochMilli() % MILLIS_IN_SECOND + 20));
        Instant begin = trial.now();
        ChangeRules.change(trial);
        WalletAnswer list = ChangeRules.listAfterChange(trial, device, old);
        WalletAnswer between = FetchRules.fetch(trial);
        ChangeRules.change(trial);
        Instant end = trial.now();
        Optional<UpdatedList> listed = UpdatedList.read(list.body()).list();
        Optional<String> date = between.header("Last-Modified");
        if (listed.isEmpty() || date.isEmpty()) {
            throw new PreparationException("The first change is not listed, or its fetch has no Last-Modified.");
        }
        WalletAnswer second =
                ChangeRules.listAfterChange(trial, device, listed.get().tag());
        Verdict isListed = ChangeRules.names(trial, second);
        return new Moments(isListed.isKept() ? ChangeRules.isNew(trial, between, date.get()) : isListed, begin, end);
    }
}
