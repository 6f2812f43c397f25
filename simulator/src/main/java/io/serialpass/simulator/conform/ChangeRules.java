package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens when a pass changes. Each rule changes it. */
final class ChangeRules {

    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";
    private static final Rule.Check NOT_ASKED =
            trial -> Verdict.notTold("It needs a change of the pass: --change COMMAND.");

    private ChangeRules() {}

    static List<Rule> rules() {
        return List.of(
                changing(
                        "change-is-listed",
                        "After a change the list with the tag of before names the pass.",
                        "A pass that is not named is not fetched.",
                        Source.LIST,
                        ChangeRules::isListed),
                changing(
                        "change-raises-tag",
                        "The tag after a change is greater than the one of before, and with it the list is answered 204.",
                        "With a tag that stays the same, changes are named for ever or never.",
                        Source.REFERENCE,
                        ChangeRules::raisesTag),
                changing(
                        "change-is-fetched",
                        "After a change a fetch with the Last-Modified of before is answered 200, with another package.",
                        "The phone would keep the old pass.",
                        Source.REFERENCE,
                        ChangeRules::isFetched),
                changing(
                        "change-then-not-modified",
                        "After the new package was fetched, a fetch with its Last-Modified is answered 304.",
                        "A phone logs that the server ignored the header.",
                        Source.REFERENCE,
                        ChangeRules::thenNotModified),
                changing(
                        "change-is-not-told-to-strangers",
                        "A device whose registration ended is not told of a change.",
                        "It does not hold the pass any more.",
                        Source.UNREGISTER,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.registered();
                            String tag = trial.listed(device, Optional.empty()).tag();
                            trial.require(trial.unregistering(device), 200);
                            change(trial);
                            return Verdict.status(trial.send(trial.listing(device, Optional.of(tag))), 204);
                        }),
                changing(
                        "two-changes-in-one-second",
                        "Of two changes in one second none is lost: the second one is listed and fetched too.",
                        "Tags and dates of whole seconds lose it; the phone keeps the pass of between until the next"
                                + " change.",
                        Source.REFERENCE,
                        SecondRule::check));
    }

    private static Rule changing(String name, String right, String why, Source source, Rule.Check check) {
        return new Rule(
                name,
                right,
                why,
                source,
                trial -> trial.change().isPresent() ? check.run(trial) : NOT_ASKED.run(trial));
    }

    /** Changes the pass. */
    static void change(Trial trial) throws PreparationException {
        try {
            trial.change().orElseThrow().run();
        } catch (java.io.IOException e) {
            throw new PreparationException("The pass could not be changed: " + e.getMessage());
        }
    }

    /** The answer that names the pass. A server may need a moment to see a change that was made beside it. */
    static WalletAnswer listAfterChange(Trial trial, DeviceLibraryIdentifier device, String tag)
            throws NoAnswerException {
        WalletAnswer answer = trial.send(trial.listing(device, Optional.of(tag)));
        for (int i = 0; i < 10 && answer.status() == 204; i++) {
            trial.pause(Duration.ofMillis(100));
            answer = trial.send(trial.listing(device, Optional.of(tag)));
        }
        return answer;
    }

    static Verdict names(Trial trial, WalletAnswer answer) {
        Verdict status = Verdict.status(answer, 200);
        return status.isKept()
                ? Verdict.keptIf(
                        answer.text().contains("\"" + trial.serialNumber() + "\""), "It does not name the pass.")
                : status;
    }

    private static Verdict isListed(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String tag = trial.listed(device, Optional.empty()).tag();
        change(trial);
        return names(trial, listAfterChange(trial, device, tag));
    }

    private static Verdict raisesTag(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String before = trial.listed(device, Optional.empty()).tag();
        change(trial);
        Optional<UpdatedList> list =
                UpdatedList.read(listAfterChange(trial, device, before).body()).list();
        if (list.isEmpty()) {
            throw new PreparationException("The change is not listed.");
        }
        String after = list.get().tag();
        boolean areNumbers = before.matches("[0-9]{1,30}") && after.matches("[0-9]{1,30}");
        boolean isGreater =
                areNumbers ? new BigInteger(after).compareTo(new BigInteger(before)) > 0 : !after.equals(before);
        return isGreater
                ? Verdict.status(trial.send(trial.listing(device, Optional.of(after))), 204)
                : Verdict.broken("It was " + before + " before and is " + after + " after.");
    }

    private static Verdict isFetched(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String tag = trial.listed(device, Optional.empty()).tag();
        WalletAnswer before = FetchRules.fetch(trial);
        String date = ConditionalRules.date(trial);
        change(trial);
        listAfterChange(trial, device, tag);
        return isNew(trial, before, date);
    }

    /** Fetches with the date of a package that the phone has, and expects another one. */
    static Verdict isNew(Trial trial, WalletAnswer before, String date) throws NoAnswerException, PreparationException {
        WalletAnswer after = trial.send(trial.fetching().with(IF_MODIFIED_SINCE, date));
        Verdict status = Verdict.status(after, 200);
        return status.isKept()
                ? Verdict.keptIf(
                        !FetchRules.read(after)
                                .version()
                                .equals(FetchRules.read(before).version()),
                        "It is the package of before.")
                : status;
    }

    private static Verdict thenNotModified(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String tag = trial.listed(device, Optional.empty()).tag();
        change(trial);
        listAfterChange(trial, device, tag);
        ConditionalRules.settle(trial);
        String date = ConditionalRules.date(trial);
        return Verdict.status(trial.send(trial.fetching().with(IF_MODIFIED_SINCE, date)), 304);
    }
}
