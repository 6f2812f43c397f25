package io.serialpass.http.cli;

import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.FleetStatistics.Times;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneEvent;
import io.serialpass.simulator.web.WalletCall;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code simulate} prints: a line for what a phone does, and a table at the end. */
final class PhoneLines {

    private PhoneLines() {}

    /** A line for an event; empty for what is not worth one. */
    static Optional<String> of(PhoneEvent event) {
        String pass = event.serialNumber()
                .map(PassSerialNumber::value)
                .or(() -> event.type().map(type -> "something of " + type.value()))
                .orElse("");
        String what = switch (event.action()) {
            case REGISTERED -> "registered for " + pass + " (" + event.detail() + ")";
            case UNREGISTERED -> "is not registered for " + pass + " any more";
            case TOLD -> "was told: " + pass + " is new";
            case LISTED -> "asked what is new: " + event.detail();
            case NOTHING_NEW -> "";
            case FETCHED -> "fetched " + pass + ": version " + event.detail() + took(event);
            case UNCHANGED -> "has the newest of " + pass + ": version " + event.detail();
            case FAILED -> "failed: " + event.detail();
            case GAVE_UP -> "gave up " + pass + ": " + event.detail();
            case COMPLAINED -> "complains: " + event.detail();
            case WENT_OFFLINE -> "is offline";
            case CAME_BACK -> "is online again";
            case CHANGED_PUSH_TOKEN -> "has a new push token";
            case DELETED -> "deleted " + pass;
        };
        return what.isEmpty() ? Optional.empty() : Optional.of(event.phone() + " " + what);
    }

    private static String took(PhoneEvent event) {
        return event.since()
                .map(since -> ", " + millis(Duration.between(since, event.time())) + " after it began to ask")
                .orElse("");
    }

    /** What all phones did, in one line. */
    static String sum(FleetStatistics all) {
        return String.format(
                Locale.ROOT,
                "registered %,d, told %,d, asked %,d, nothing new %,d, fetched %,d, unchanged %,d, failed %,d, gave up %,d,"
                        + " complained %,d",
                all.of(PhoneAction.REGISTERED),
                all.of(PhoneAction.TOLD),
                all.of(PhoneAction.LISTED) + all.of(PhoneAction.NOTHING_NEW),
                all.of(PhoneAction.NOTHING_NEW),
                all.of(PhoneAction.FETCHED),
                all.of(PhoneAction.UNCHANGED),
                all.of(PhoneAction.FAILED),
                all.of(PhoneAction.GAVE_UP),
                all.of(PhoneAction.COMPLAINED));
    }

    /** How long it took. */
    static List<String> times(FleetStatistics all) {
        List<String> lines = new ArrayList<>();
        for (WalletCall call : WalletCall.values()) {
            line(call.name().toLowerCase(Locale.ROOT), all.timesOf(call)).ifPresent(lines::add);
        }
        line("change to new pass", all.timesToNewPass()).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> line(String what, Times times) {
        return times.count() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%-18s %,8d times; half within %s, 99 of 100 within %s, all within %s",
                        what,
                        times.count(),
                        millis(times.median()),
                        millis(times.p99()),
                        millis(times.longest())));
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%,.1f ms", time.toNanos() / 1e6);
    }
}
