package io.serialpass.benchmarks;

import io.serialpass.simulator.apns.AcceptedPush;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.FleetStatistics.Times;
import io.serialpass.simulator.phone.Phone;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneEvent;
import io.serialpass.simulator.phone.PhoneListener;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.web.WalletCall;
import io.serialpass.wallet.PushToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The phones of a storm, and the stand-in for Apple's push service that tells them, in a process of their own. Each line of its input
 * is a command, and has one line of answer: names and numbers.
 */
final class StormPhones {

    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final AtomicLong pushes = new AtomicLong();
    private final List<Phone> phones = new ArrayList<>();
    private final Map<PushToken, Phone> byToken = new HashMap<>();
    private final List<String> versions = new ArrayList<>();
    private volatile boolean isDeaf = true;
    private volatile StormCount count = new StormCount(Instant.now());
    private final String url;
    private final int passes;
    private final int devices;
    private final int callers;
    private final LoneCalls alone;

    private StormPhones(String url, int passes, int devices, int callers) {
        this.url = url;
        this.passes = passes;
        this.devices = devices;
        this.callers = callers;
        this.alone = new LoneCalls(url, passes, devices, callers);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ApnsStandIn apple = ApnsStandIn.builder().expirationInTheFuture().start()) {
            System.out.println(
                    Base64.getEncoder().encodeToString(apple.certificatePem().getBytes(StandardCharsets.UTF_8)));
            System.out.println(apple.port());
            String[] words = in.readLine().split(" ");
            StormPhones storm = new StormPhones(
                    words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            apple.onAccepted(storm::push);
            System.out.println();
            storm.obey(in);
        }
    }

    private void push(AcceptedPush push) {
        pushes.incrementAndGet();
        Phone phone = isDeaf ? null : byToken.get(new PushToken(push.token()));
        if (phone != null) {
            phone.pushed(StormPasses.TYPE);
        }
    }

    private void obey(BufferedReader in) throws IOException, InterruptedException {
        PhoneListener listener = new PhoneListener() {
            @Override
            public void happened(PhoneEvent event) {
                count.happened(event);
            }

            @Override
            public void called(WalletCall call, int status, Duration took) {
                count.called(call, status, took);
            }
        };
        try (PhoneNetwork network = PhoneNetwork.builder()
                .concurrency(callers)
                .timeout(TIMEOUT)
                .webServiceUrl(url)
                .check(new SoundPackages())
                .listener(listener)
                .build()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                System.out.println(
                        switch (words[0]) {
                            case "join" -> join(network);
                            case "deaf" -> deaf();
                            case "pushes" -> awaitPushes(Long.parseLong(words[1]));
                            case "list" -> times("list", alone.list());
                            case "fetch" -> times("fetch", alone.fetch());
                            case "hear" -> hear(Instant.ofEpochMilli(Long.parseLong(words[1])));
                            case "storm" -> storm(network);
                            default -> throw new IllegalArgumentException(line);
                        });
            }
        }
    }

    /** Puts a pass into each phone; the phones register, ask and fetch. */
    private String join(PhoneNetwork network) throws InterruptedException {
        for (int i = 0; i < devices; i++) {
            Phone phone = new Phone(network, "phone " + i, StormPasses.device(i), StormPasses.pushToken(i));
            phones.add(phone);
            byToken.put(phone.pushToken(), phone);
        }
        for (int i = 0; i < devices; i++) {
            phones.get(i).add(StormPasses.file(i % passes));
        }
        boolean isQuiet = network.awaitQuiet(LONGEST);
        FleetStatistics statistics = count.statistics();
        return "registered=" + statistics.of(PhoneAction.REGISTERED) + " fetched=" + statistics.of(PhoneAction.FETCHED)
                + " quiet=" + (isQuiet ? 1 : 0);
    }

    /** From now on pushes are counted, and no phone is told. */
    private String deaf() {
        isDeaf = true;
        pushes.set(0);
        return "";
    }

    private String awaitPushes(long number) {
        await(() -> pushes.get() >= number);
        return "pushes=" + pushes.get();
    }

    /** From now on phones are told, and it is counted what they do after a change. */
    private String hear(Instant change) {
        versions.clear();
        phones.forEach(phone -> versions.add(phone.passes().get(0).version()));
        count = new StormCount(change);
        pushes.set(0);
        isDeaf = false;
        return "";
    }

    private String storm(PhoneNetwork network) throws InterruptedException {
        StormCount now = count;
        FleetStatistics statistics = now.statistics();
        await(() -> statistics.of(PhoneAction.FETCHED) >= devices);
        boolean isQuiet = network.awaitQuiet(TIMEOUT);
        long renewed = 0;
        for (int i = 0; i < devices; i++) {
            renewed += phones.get(i).passes().get(0).version().equals(versions.get(i)) ? 0 : 1;
        }
        return "renewed=" + renewed
                + " inTime=" + now.inTime()
                + " pushes=" + pushes.get()
                + " told=" + now.last(PhoneAction.TOLD)
                + " listed=" + now.last(PhoneAction.LISTED)
                + " fetched=" + now.last(PhoneAction.FETCHED)
                + " failed=" + statistics.of(PhoneAction.FAILED)
                + " complained=" + statistics.of(PhoneAction.COMPLAINED)
                + " quiet=" + (isQuiet ? 1 : 0)
                + " " + times("list", statistics.timesOf(WalletCall.LIST))
                + " " + times("fetch", statistics.timesOf(WalletCall.FETCH))
                + " " + times("new", statistics.timesToNewPass());
    }

    /** In microseconds. */
    private static String times(String name, Times times) {
        return name + "50=" + micros(times.median()) + " " + name + "99=" + micros(times.p99());
    }

    private static long micros(Duration time) {
        return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
