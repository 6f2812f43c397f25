package io.serialpass.simulator.conform;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.conform.Rule.Source;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.UpdatedList;
import io.serialpass.simulator.web.WalletAnswer;
import io.serialpass.simulator.web.WalletRequest;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import java.util.List;
import java.util.Optional;

/** What the list of updated passes holds. */
final class ListRules {

    private ListRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "list-without-tag",
                        "Without a tag the list is answered 200 and names every pass of the type that the device registered.",
                        "It is the first thing that a phone asks.",
                        Source.LIST,
                        ListRules::withoutTag),
                new Rule(
                        "list-is-json",
                        "The list is JSON: serialNumbers is an array of texts, and lastUpdated a text.",
                        "A phone that cannot read the list fetches nothing. A tag that is a number is the usual mistake.",
                        Source.LIST,
                        ListRules::isJson),
                new Rule(
                        "list-needs-no-token",
                        "The list is answered without Authorization.",
                        "Phones send none. A server that asks for it is never told why nothing updates.",
                        Source.LIST,
                        trial -> {
                            WalletAnswer answer = trial.send(trial.listing(trial.registered(), Optional.empty()));
                            return Verdict.keptIf(
                                    answer.status() != 401 && answer.status() != 403,
                                    "The status is " + answer.status() + ".");
                        }),
                new Rule(
                        "list-of-unknown-device",
                        "The list of a device that registered nothing is answered 204.",
                        "There is no pass that fits, and no other answer tells a phone so.",
                        Source.FIELD,
                        trial -> Verdict.status(trial.send(trial.listing(trial.newDevice(), Optional.empty())), 204)),
                new Rule(
                        "list-of-device",
                        "The list names passes of the device that asks alone.",
                        "A phone says of every other pass: update requested for unregistered serial number.",
                        Source.REFERENCE,
                        ListRules::ofDevice),
                new Rule(
                        "list-of-type",
                        "The list names passes of the type that is asked for alone: 204 where there is none.",
                        "A phone looks for the serial number in the wrong type, and complains.",
                        Source.REFERENCE,
                        ListRules::ofType),
                new Rule(
                        "list-of-204-is-empty",
                        "An answer of 204 has no body.",
                        "HTTP has no body there, and what follows is read as the next answer.",
                        Source.HTTP,
                        trial -> {
                            WalletAnswer answer =
                                    trial.require(trial.listing(trial.newDevice(), Optional.empty()), 204);
                            return Verdict.keptIf(answer.body().length == 0, "It has a body.");
                        }));
    }

    private static Verdict withoutTag(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        WalletAnswer answer = trial.send(trial.listing(device, Optional.empty()));
        Verdict status = Verdict.status(answer, 200);
        return status.isKept()
                ? Verdict.keptIf(
                        answer.text().contains("\"" + trial.serialNumber() + "\""), "It does not name the pass.")
                : status;
    }

    private static Verdict isJson(Trial trial) throws NoAnswerException, PreparationException {
        WalletAnswer answer = trial.require(trial.listing(trial.registered(), Optional.empty()), 200);
        String type = answer.header("Content-Type").orElse("none");
        if (!type.startsWith("application/json")) {
            return Verdict.broken("The Content-Type is " + type + " and not application/json.");
        }
        UpdatedList.Reading reading = UpdatedList.read(answer.body());
        return Verdict.keptIf(reading.list().isPresent(), reading.problem());
    }

    private static Verdict ofDevice(Trial trial) throws NoAnswerException, PreparationException {
        List<String> named = trial.listed(trial.registered(), Optional.empty()).serialNumbers();
        return Verdict.keptIf(
                named.equals(List.of(trial.serialNumber())),
                "The device registered one pass, and the list names " + named.size() + ".");
    }

    private static Verdict ofType(Trial trial) throws NoAnswerException, PreparationException {
        DeviceLibraryIdentifier device = trial.registered();
        PassTypeIdentifier other = trial.other()
                .map(file -> file.pass().passTypeIdentifier())
                .filter(type -> !type.equals(trial.type()))
                .orElse(new PassTypeIdentifier("pass.com.example.type-that-nobody-has"));
        return Verdict.status(trial.send(WalletRequest.list(device, other, Optional.empty())), 204);
    }
}
