package io.serialpass.http.cli;

import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.Habits;
import io.serialpass.simulator.phone.OldPass;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneListener;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drives a wallet web service with phones. */
@Command(
        name = "simulate",
        description =
                "Drives any wallet web service with phones that follow Apple's protocol: they register for the passes, ask"
                        + " what is new, fetch it, look at it, and log what is wrong. At the end it compares what they hold"
                        + " with what the server has, and ends their registrations. Ends with 0 where every phone has the"
                        + " newest pass and the server broke no rule, with 1 where not, and with 2 where the command was"
                        + " wrong.",
        exitCodeOnExecutionException = CommandLine.ExitCode.USAGE,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    private static final int MOST_WITH_LINES = 20;
    private static final int MOST_COMPLAINTS = 20;
    private static final int SHOWN_OLD = 20;
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMinutes(3);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "The web service URL, without /v1, in place of the webServiceURL of each pass.")
    private @Nullable String url;

    @Option(
            names = "--pass",
            paramLabel = "FILE",
            required = true,
            description = "A pass of the service, FILE.pkpass, or a directory of such files; more than once for more.")
    private List<Path> files;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many phones; each holds one of the passes, in turn. Default: 3")
    private int devices;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long they live once all are registered. Default: 60")
    private int duration;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "Each phone asks by itself this often: where no push reaches it. Without it the phones ask once"
                            + " more at the end.")
    private int poll;

    @Option(
            names = "--change",
            paramLabel = "COMMAND",
            description =
                    "A command for the shell that changes the passes. It is run once, when all are registered; the"
                            + " time to the new pass is counted from its end.")
    private @Nullable String change;

    @Option(
            names = "--offline",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How many phones go offline for a while. Default: 0")
    private int offline;

    @Option(
            names = "--change-token",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How many phones get another push token. Default: 0")
    private int changeToken;

    @Option(
            names = "--delete",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "On how many phones the pass is deleted. Default: 0")
    private int delete;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Decides who does what, and when: the same seed, the same users. Default: 1")
    private long seed;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many calls are under way at once. Default: 16")
    private int concurrency;

    @Option(
            names = "--apns-port",
            paramLabel = "PORT",
            description =
                    "Listens as a stand-in for Apple's push service at this port of 127.0.0.1, 0 for any free one. The"
                            + " phones then learn of changes by the pushes that the server sends there, and do not ask by themselves.")
    private @Nullable Integer apnsPort;

    @Option(
            names = "--apns-certificate",
            paramLabel = "FILE",
            defaultValue = "apns-stand-in.pem",
            description = "Where the certificate of the stand-in is written, which the server has to trust. Default:"
                    + " apns-stand-in.pem")
    private Path apnsCertificate;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "How long the phones wait before they register: time to start the server with the certificate of"
                            + " the stand-in. Default: 0")
    private int wait;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    SimulateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        OptionRange.require(spec, "--devices", devices, 1, 100_000);
        OptionRange.require(spec, "--duration", duration, 0, 86_400);
        OptionRange.require(spec, "--poll", poll, 0, 86_400);
        OptionRange.require(spec, "--offline", offline, 0, 100);
        OptionRange.require(spec, "--change-token", changeToken, 0, 100);
        OptionRange.require(spec, "--delete", delete, 0, 100);
        OptionRange.require(spec, "--concurrency", concurrency, 1, 1_000);
        OptionRange.require(spec, "--apns-port", apnsPort == null ? 0 : apnsPort, 0, 65_535);
        OptionRange.require(spec, "--wait", wait, 0, 3_600);
        List<PassFile> passes = PassFiles.read(files);
        FleetStatistics statistics = new FleetStatistics();
        try (PhoneNetwork network = network(statistics)) {
            PhoneFleet fleet = new PhoneFleet(network, passes, devices, seed, new SecureRandom());
            if (apnsPort == null) {
                return run(network, fleet, statistics);
            }
            try (SimulatedPushes pushes = SimulatedPushes.open(apnsPort, apnsCertificate)) {
                print(pushes.announcement());
                pushes.tell(fleet);
                int status = run(network, fleet, statistics);
                print(pushes.sum());
                return status;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private PhoneNetwork network(FleetStatistics statistics) {
        AtomicInteger left = new AtomicInteger(MOST_COMPLAINTS);
        PhoneListener lines = event -> {
            boolean isWrong = event.action() == PhoneAction.COMPLAINED || event.action() == PhoneAction.GAVE_UP;
            if (devices <= MOST_WITH_LINES || (isWrong && left.getAndDecrement() > 0)) {
                PhoneLines.of(event).ifPresent(this::print);
            }
        };
        PhoneNetwork.Builder builder = PhoneNetwork.builder()
                .concurrency(concurrency)
                .random(new Random(seed))
                .check(new ApplePassFormat(Clock.systemUTC()).check())
                .listener(statistics.and(lines));
        if (url != null) {
            builder.webServiceUrl(url);
        }
        return builder.build();
    }

    private synchronized void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int run(PhoneNetwork network, PhoneFleet fleet, FleetStatistics statistics) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(wait).toMillis());
        try (PhonesLeave end = new PhonesLeave(network, fleet, this::print)) {
            int status = live(network, fleet, statistics);
            end.leave();
            settle(network, statistics, "Cleaning up");
            return status;
        }
    }

    private int live(PhoneNetwork network, PhoneFleet fleet, FleetStatistics statistics) throws InterruptedException {
        fleet.addPasses();
        settle(network, statistics, "Registering");
        print("Phones are registered: " + statistics.of(PhoneAction.REGISTERED) + " of " + devices + ". "
                + howTheyLearn() + " It goes on for " + duration + " s.");
        changePasses(statistics);
        Duration time = Duration.ofSeconds(duration);
        fleet.live(new Habits(offline / 100.0, changeToken / 100.0, delete / 100.0), time);
        if (poll > 0) {
            fleet.pollEvery(Duration.ofSeconds(poll), time);
        }
        live(statistics, time);
        if (poll == 0 && apnsPort == null) {
            fleet.phones().forEach(phone -> phone.poll());
        }
        settle(network, statistics, "Ending");
        return report(statistics, fleet.oldPasses());
    }

    private String howTheyLearn() {
        if (poll > 0) {
            return "They ask every " + poll + " s.";
        }
        return apnsPort == null
                ? "Nobody tells them of changes; they ask once more at the end."
                : "They are told by push.";
    }

    private void changePasses(FleetStatistics statistics) {
        if (change == null) {
            return;
        }
        try {
            new ShellCommand(change).run();
            statistics.passesChanged(Clock.systemUTC().instant());
            print("The passes were changed.");
        } catch (IOException e) {
            throw new CommandFailure("The passes could not be changed: " + e.getMessage() + ".", e);
        }
    }

    private void live(FleetStatistics statistics, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            Thread.sleep(Math.min(left, SLICE.toMillis()));
            progress("Living", statistics);
        }
    }

    /** Waits until no phone has a call to make, or for as long as phones try again. */
    private void settle(PhoneNetwork network, FleetStatistics statistics, String what) throws InterruptedException {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (!network.awaitQuiet(SLICE) && System.nanoTime() < end) {
            progress(what, statistics);
        }
    }

    private void progress(String what, FleetStatistics statistics) {
        if (devices > MOST_WITH_LINES) {
            print(what + ": " + PhoneLines.sum(statistics));
        }
    }

    private int report(FleetStatistics statistics, List<OldPass> old) {
        print("In all: " + PhoneLines.sum(statistics) + ".");
        PhoneLines.times(statistics).forEach(this::print);
        old.stream()
                .limit(SHOWN_OLD)
                .forEach(pass -> print(pass.phone() + " has an old " + pass.pass() + ": version " + pass.version()
                        + ". " + pass.why()));
        boolean isBroken = statistics.of(PhoneAction.COMPLAINED) > 0 || statistics.of(PhoneAction.GAVE_UP) > 0;
        if (old.isEmpty() && !isBroken) {
            print("Every phone has the newest pass, and the server broke no rule that a phone sees.");
            return 0;
        }
        print((old.isEmpty() ? "Every phone has the newest pass." : old.size() + " phones have an old pass.")
                + (isBroken ? " The server broke rules: see the complaints and what phones gave up." : ""));
        return 1;
    }
}
