package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushRecord;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.service.push.DeviceTrace;
import io.serialpass.service.push.PassTrace;
import io.serialpass.service.push.TraceService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a phone did not update, straight from the store; a server may run on it meanwhile. */
@Command(
        name = "trace",
        description =
                "Tells why a phone did not update a pass: of each device what was pushed, asked, fetched and logged,"
                        + " and what is missing. It reads the store. What a running server alone knows, such as that pushes wait"
                        + " for a certificate, is told by GET /api/v1.0/passes/TYPE/SERIAL/trace.",
        footer = {"", "Exit status: 0 told, 1 there is no such pass, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TraceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TYPE", description = "The pass type identifier.")
    private String type;

    @Parameters(index = "1", paramLabel = "SERIAL", description = "The serial number of the pass.")
    private String serialNumber;

    @Mixin
    private StoreOptions store;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TraceCommand() {}

    @Override
    public Integer call() {
        PassId id = id();
        try (Storage storage =
                Storages.open(store.storage(), StorageOptions.defaults().existing())) {
            TraceService traces = new TraceService(storage, ApnsPushSender::isPossible, passType -> Optional.empty());
            PassTrace trace = traces.trace(store.organization(), id)
                    .orElseThrow(() -> new CommandFailure("The organization "
                            + store.organization().name() + " has no pass " + serialNumber + " of the type " + type
                            + ". Name another one with --organization."));
            print(trace);
            return 0;
        }
    }

    private PassId id() {
        try {
            return new PassId(new PassTypeIdentifier(type), new PassSerialNumber(serialNumber));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Not a pass type identifier and a serial number: " + e.getMessage(), e);
        }
    }

    private void print(PassTrace trace) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "The pass " + serialNumber + " has the version " + trace.pass().updateTag()
                        + trace.pass()
                                .lastModified()
                                .map(time -> ", changed at " + time)
                                .orElse("") + ".");
        trace.fetch()
                .ifPresent(fetch -> out.println("It was last fetched at " + shown(fetch.time()) + ", in the version "
                        + fetch.version() + (fetch.unchanged() ? ", which the device had already." : ".")));
        out.println(trace.sentence());
        for (DeviceTrace device : trace.devices()) {
            out.println();
            out.println("Device " + device.registration().device().value() + ", registered at "
                    + shown(device.registration().dateCreated()) + ": "
                    + device.state().label());
            out.println("  " + device.sentence());
            device.push().ifPresent(push -> out.println("  " + line(push)));
            device.ask().ifPresent(ask -> out.println("  " + line(ask)));
            device.logs()
                    .forEach(log -> out.println("  It logged at " + shown(log.dateCreated()) + ": "
                            + log.message().text().replaceAll("\\p{Cntrl}", " ")));
        }
        if (trace.more()) {
            out.println();
            out.println(
                    "More devices hold the pass; the first " + trace.devices().size() + " are shown.");
        }
        out.flush();
    }

    private static String line(PushRecord push) {
        PushAnswer answer = push.answer();
        String said = (answer.status() == 0 ? "" : answer.status() + " ") + answer.reason();
        return "It was pushed at " + shown(push.time()) + ": "
                + answer.verdict().name().toLowerCase(Locale.ROOT)
                + (said.isBlank() ? "" : " (" + said.strip() + ")") + ". It was told of the versions up to "
                + push.told()
                + push.retry()
                        .map(next -> ". The next push is due at " + shown(next))
                        .orElse("") + ".";
    }

    private static String line(DeviceAsk ask) {
        return "It asked at " + shown(ask.time()) + ", with "
                + ask.since().map(tag -> "the tag " + tag).orElse("no tag of this server") + ", and was told "
                + ask.told().map(tag -> "of the versions up to " + tag).orElse("that nothing is new") + ".";
    }

    private static Instant shown(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
