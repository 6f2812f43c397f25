package io.serialpass.http.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.serialpass.Serialpass;
import io.serialpass.service.Backlog;
import io.serialpass.storage.StorageException;
import io.serialpass.turn.PerShare;
import io.serialpass.turn.Share;
import io.serialpass.wallet.SigningCertificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts how things stand at one moment into a registry. Safe for use by many threads. */
final class StateGauges {

    private final MultiGauge behind;
    private final MultiGauge age;
    private final MultiGauge days;
    private final MultiGauge waitingWrites;
    private final MultiGauge readers;
    private final MultiGauge busyReaders;

    /** Not a number while the store cannot be asked. */
    private volatile double oldestPush = Double.NaN;

    StateGauges(MeterRegistry registry) {
        this.behind = rows("serialpass.events.behind", "Events that a consumer has not dealt with", registry);
        this.age = MultiGauge.builder("serialpass.events.age")
                .description("How long ago the oldest event happened that a consumer has not dealt with")
                .baseUnit("seconds")
                .register(registry);
        this.days =
                rows("serialpass.certificate.days", "Days that the certificate of a pass type is valid yet", registry);
        this.waitingWrites =
                rows("serialpass.storage.writes.waiting", "Units of work that wait to be written", registry);
        this.readers = rows("serialpass.storage.readers", "Readers of the store", registry);
        this.busyReaders = rows("serialpass.storage.readers.busy", "Readers of the store that are at work", registry);
        Gauge.builder("serialpass.push.due.age", this, gauges -> gauges.oldestPush)
                .description("How long the push has been due that has been due for the longest time")
                .baseUnit("seconds")
                .register(registry);
    }

    private static MultiGauge rows(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Looks at an application, and at its store. */
    void refresh(Serialpass app) {
        app.storage().load().ifPresent(load -> {
            waitingWrites.register(perShare(load.waitingWrites()), true);
            readers.register(perShare(load.readers()), true);
            busyReaders.register(perShare(load.busyReaders()), true);
        });
        certificates(app);
        try {
            Backlog backlog = app.backlog();
            oldestPush = seconds(backlog.oldestPush().toMillis());
            behind.register(consumers(backlog, consumer -> (double) consumer.events()), true);
            age.register(consumers(backlog, consumer -> seconds(consumer.age().toMillis())), true);
        } catch (StorageException e) {
            // The meters of the storage and of health tell of it: here nothing is known.
            oldestPush = Double.NaN;
        }
    }

    private static double seconds(long millis) {
        return millis / 1_000.0;
    }

    private static Iterable<MultiGauge.Row<?>> perShare(PerShare<Integer> numbers) {
        return Arrays.stream(Share.values())
                .<MultiGauge.Row<?>>map(
                        share -> MultiGauge.Row.of(Tags.of("share", ApplicationMeters.label(share)), numbers.of(share)))
                .toList();
    }

    private static Iterable<MultiGauge.Row<?>> consumers(Backlog backlog, Function<Backlog.Behind, Double> number) {
        return backlog.consumers().stream()
                .<MultiGauge.Row<?>>map(consumer -> MultiGauge.Row.of(
                        Tags.of("consumer", consumer.consumer().value()), number.apply(consumer)))
                .toList();
    }

    /** Of several certificates of a type, the one that is valid longest counts. */
    private void certificates(Serialpass app) {
        Instant now = app.clock().instant();
        Map<String, Long> longest = app.packager().certificates().stream()
                .collect(Collectors.toMap(
                        certificate -> certificate.passTypeIdentifier().value(),
                        (SigningCertificate certificate) -> certificate.daysLeft(now),
                        Math::max,
                        TreeMap::new));
        days.register(
                longest.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                type -> MultiGauge.Row.of(Tags.of("pass_type", type.getKey()), type.getValue()))
                        .toList(),
                true);
    }
}
