package io.serialpass.simulator.conform;

import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The tags of the list: what a phone sends as passesUpdatedSince. */
final class TagRules {

    private static final int LONG_TAG = 2_000;

    private TagRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "tag-given-back",
                        "With the tag of the last list, and no change since, the list is answered 204.",
                        "A pass that is named each time is fetched each time; phones log that it was unchanged.",
                        Source.LIST,
                        trial -> {
                            DeviceLibraryIdentifier device = trial.registered();
                            String tag = trial.listed(device, Optional.empty()).tag();
                            return Verdict.status(trial.send(trial.listing(device, Optional.of(tag))), 204);
                        }),
                new Rule(
                        "tag-empty",
                        "An empty tag counts as none.",
                        "Phones are seen to send one.",
                        Source.FIELD,
                        trial -> all(trial, "")),
                new Rule(
                        "tag-garbage",
                        "A tag that is none of the server's counts as none.",
                        "A pass that came from another server has that one's tag, and would never be updated.",
                        Source.FIELD,
                        trial -> all(trial, "no-tag-of-yours")),
                new Rule(
                        "tag-of-another-form",
                        "A tag with characters that need to be encoded is no fault of the server.",
                        "A tag that is a date has a plus sign, which some clients send as a blank.",
                        Source.FIELD,
                        trial -> Verdict.noFault(trial.send(
                                trial.listing(trial.registered(), Optional.of("2026-11-29 10:00:00 02:00"))))),
                new Rule(
                        "tag-of-the-future",
                        "A tag that is ahead of all that the server gave counts as none.",
                        "After a backup is restored phones hold such tags; they would miss every update until it is"
                                + " reached.",
                        Source.FIELD,
                        TagRules::ofTheFuture),
                new Rule(
                        "tag-too-long",
                        "A tag of " + LONG_TAG + " characters is no fault of the server.",
                        "Anybody can send it.",
                        Source.FIELD,
                        trial -> Verdict.noFault(
                                trial.send(trial.listing(trial.registered(), Optional.of("9".repeat(LONG_TAG)))))),
                new Rule(
                        "tag-twice",
                        "A tag that is sent twice is no fault of the server.",
                        "Anybody can send it.",
                        Source.FIELD,
                        trial -> {
                            WalletRequest request = trial.listing(trial.registered(), Optional.of("1"));
                            return Verdict.noFault(
                                    trial.send(request.withPath(request.path() + "&passesUpdatedSince=2")));
                        }));
    }

    /** The list with a tag names what the list without one does. */
    private static Verdict all(Trial trial, String tag) throws NoAnswerException, PreparationException {
        return names(trial, trial.registered(), tag);
    }

    private static Verdict names(Trial trial, DeviceLibraryIdentifier device, String tag) throws NoAnswerException {
        WalletAnswer answer = trial.send(trial.listing(device, Optional.of(tag)));
        Verdict status = Verdict.status(answer, 200);
        return status.isKept()
                ? Verdict.keptIf(
                        answer.text().contains("\"" + trial.serialNumber() + "\""), "It does not name the pass.")
                : status;
    }

    private static Verdict ofTheFuture(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        String tag = trial.listed(device, Optional.empty()).tag();
        if (tag.matches("[0-9]{1,18}")) {
            // A tenth more: ahead of every clock and of every counter of now, and still of the same form.
            BigInteger now = new BigInteger(tag);
            BigInteger later = now.add(now.divide(BigInteger.TEN)).add(BigInteger.valueOf(1_000_000));
            return names(trial, device, later.toString());
        }
        if (tag.matches("[0-9]{4}-.*")) {
            return names(trial, device, "9" + tag.substring(1));
        }
        return Verdict.notTold(
                "The tag " + tag + " is no number and no date, so that nobody else can say what is ahead of it.");
    }
}
