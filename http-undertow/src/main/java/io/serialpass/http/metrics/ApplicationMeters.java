package io.serialpass.http.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.serialpass.metrics.Metrics;
import io.serialpass.metrics.PackagePlace;
import io.serialpass.push.PushAnswer;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Share;
import io.serialpass.webhook.WebhookAnswer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Puts what an application tells into a registry. Every meter is there from the start, so that a rate of zero is not the same as
 * nothing known. Safe for use by many threads.
 */
final class ApplicationMeters implements Metrics {

    private static final double[] GROUP_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final PerShare<Outcomes> reads;
    private final PerShare<Outcomes> writes;
    private final DistributionSummary groups;
    private final Timer commits;
    private final Map<PackagePlace, Counter> places = new EnumMap<>(PackagePlace.class);
    private final Outcomes made;
    private final Map<PushAnswer.Verdict, Counter> pushes = new EnumMap<>(PushAnswer.Verdict.class);
    private final Timer taken;
    private final Timer refused;
    private final Timer unanswered;
    private final Counter kept;
    private final Counter rejected;

    /** One timer for what was done, and one for what failed. */
    private record Outcomes(Timer done, Timer failed) {

        void add(long nanos, boolean isDone) {
            (isDone ? done : failed).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    ApplicationMeters(MeterRegistry registry) {
        this.reads = PerShare.of(share -> outcomes(
                registry, "serialpass.storage.reads", "Units of work that read, with the wait for a reader", share));
        this.writes = PerShare.of(share -> outcomes(
                registry, "serialpass.storage.writes", "Units of work that write, with the wait in the queue", share));
        this.groups = DistributionSummary.builder("serialpass.storage.group.size")
                .description("Units of work that took effect with one sync of the disk")
                .serviceLevelObjectives(GROUP_SIZES)
                .register(registry);
        this.commits =
                timer("serialpass.storage.commits", "Groups of units of work, with the sync of the disk", registry);
        for (PackagePlace place : PackagePlace.values()) {
            places.put(
                    place,
                    Counter.builder("serialpass.packages.found")
                            .description("Packages that were asked for, by where they were found")
                            .tag("place", label(place))
                            .register(registry));
        }
        this.made = new Outcomes(made(registry, "done"), made(registry, "failed"));
        for (PushAnswer.Verdict verdict : PushAnswer.Verdict.values()) {
            pushes.put(
                    verdict,
                    Counter.builder("serialpass.pushes")
                            .description("Attempts to push, by what came of them")
                            .tag("outcome", label(verdict))
                            .register(registry));
        }
        this.taken = webhooks(registry, "taken");
        this.refused = webhooks(registry, "refused");
        this.unanswered = webhooks(registry, "unanswered");
        this.kept = rows(registry, "kept");
        this.rejected = rows(registry, "rejected");
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The bounds of the buckets of every timer: from what memory answers to what nobody waits for. */
    static Timer.Builder buckets(Timer.Builder timer) {
        return timer.serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    private static Timer timer(String name, String description, MeterRegistry registry, String... tags) {
        return buckets(Timer.builder(name).description(description).tags(tags)).register(registry);
    }

    private static Outcomes outcomes(MeterRegistry registry, String name, String description, Share share) {
        return new Outcomes(
                timer(name, description, registry, "share", label(share), "outcome", "done"),
                timer(name, description, registry, "share", label(share), "outcome", "failed"));
    }

    private static Timer made(MeterRegistry registry, String outcome) {
        return timer("serialpass.packages.made", "Packages that were made and signed", registry, "outcome", outcome);
    }

    private static Timer webhooks(MeterRegistry registry, String outcome) {
        return timer("serialpass.webhooks.sent", "Attempts to deliver to webhooks", registry, "outcome", outcome);
    }

    private static Counter rows(MeterRegistry registry, String outcome) {
        return Counter.builder("serialpass.import.rows")
                .description("Rows of imports")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void read(Share share, long nanos, boolean isDone) {
        reads.of(share).add(nanos, isDone);
    }

    @Override
    public void written(Share share, long nanos, boolean isDone) {
        writes.of(share).add(nanos, isDone);
    }

    @Override
    public void committed(int units, long nanos) {
        groups.record(units);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void packageFound(PackagePlace place) {
        Objects.requireNonNull(places.get(place)).increment();
    }

    @Override
    public void packageMade(long nanos, boolean isDone) {
        made.add(nanos, isDone);
    }

    @Override
    public void pushed(PushAnswer answer) {
        Objects.requireNonNull(pushes.get(answer.verdict())).increment();
    }

    @Override
    public void webhookSent(WebhookAnswer answer, long nanos) {
        Timer timer = answer.isTaken() ? taken : answer.status() == 0 ? unanswered : refused;
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void imported(long keptRows, long rejectedRows) {
        kept.increment((double) keptRows);
        rejected.increment((double) rejectedRows);
    }
}
