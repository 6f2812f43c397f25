package io.serialpass.benchmarks;

import io.serialpass.Serialpass;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Wildcard;
import io.serialpass.service.FetchOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The same work on a large store and on one of a hundredth of its size, in turns: the calls of phones, totals, and one change that touches
 * all passes. The large one has 5,000,000 serial numbers of 1,000 items, 1,000,000 passes, as many devices, and 2,000,000 registrations.
 */
public final class SizeBenchmark implements AutoCloseable {

    private static final int ROUNDS = 7;
    private static final int SMALLER = 100;
    private static final int FEW = 100;
    private static final int CALLS = 400;

    private final Serialpass app;
    private final int passes;
    private final Item all;
    private final Item few;
    private final Random random = new Random(3);
    private int registered;

    private SizeBenchmark(Storage storage, PackageSample sample, int serialNumbers) {
        Clock clock = Clock.systemUTC();
        this.app = Serialpass.builder(storage)
                .packager(new ApplePassPackager(SigningIdentities.of(sample.identity), Optional.empty(), clock))
                .build();
        this.passes = serialNumbers / 5;
        app.passTypes().create(Sample.ORGANIZATION, PackageSample.TYPE, sample.files);
        List<Item> items = Sample.addItems(storage, Math.max(4, serialNumbers / LargeStore.AT_ONCE));
        this.all = items.get(0);
        this.few = items.get(1);
        LargeStore.addPasses(storage, all, passes);
        LargeStore.addTied(storage, few, passes, FEW);
        Sample.addRows(storage, items, serialNumbers - passes);
    }

    private int any() {
        return random.nextInt(passes);
    }

    private static void require(boolean isRight) {
        if (!isRight) {
            throw new IllegalStateException("a call was not answered as it should be");
        }
    }

    private void list(int unused) {
        require(app.devices()
                .updatedPasses(StormPasses.device(any()), PackageSample.TYPE, Optional.empty())
                .isPresent());
    }

    private UpdateTag newest() {
        return app.devices()
                .updatedPasses(StormPasses.device(passes - 1), PackageSample.TYPE, Optional.empty())
                .orElseThrow()
                .lastUpdated();
    }

    private void nothingNew(UpdateTag known) {
        require(app.devices()
                .updatedPasses(StormPasses.device(any()), PackageSample.TYPE, Optional.of(Long.toString(known.value())))
                .isEmpty());
    }

    private void unchanged(int unused) {
        int pass = any();
        require(
                app.devices().fetch(StormPasses.pass(pass), StormPasses.token(pass), version -> true)
                        instanceof FetchOutcome.Unmodified);
    }

    private void register(int unused) {
        int pass = any();
        app.devices()
                .register(
                        StormPasses.device(passes + registered++),
                        StormPasses.pass(pass),
                        StormPasses.token(pass),
                        new PushToken("ab"));
    }

    private void show(int unused) {
        require(app.serialNumbers()
                .find(Sample.ORGANIZATION, new SerialNumberId(1 + any()))
                .isPresent());
    }

    private void page(SerialNumberQuery.Builder query, boolean withTotal) {
        PageRequest page = PageRequest.first(FEW);
        require(!app.serialNumbers()
                .list(query.page(withTotal ? page : page.withoutTotal()).build())
                .rows()
                .isEmpty());
    }

    private static SerialNumberQuery.Builder query() {
        return SerialNumberQuery.builder(Sample.ORGANIZATION);
    }

    private SerialNumberQuery.Builder ofItem() {
        return query().itemReference(Wildcard.of(all.details().reference().value()));
    }

    private Map<String, IntConsumer> calls() {
        Map<String, IntConsumer> calls = new LinkedHashMap<>();
        calls.put("a device's list of two passes", this::list);
        UpdateTag known = newest();
        calls.put("a device's list, nothing new", unused -> nothingNew(known));
        calls.put("fetch, 304", this::unchanged);
        calls.put("register, new, durable, one caller", this::register);
        calls.put("show a serial number", this::show);
        return calls;
    }

    private Map<String, SerialNumberQuery.Builder> lists() {
        Map<String, SerialNumberQuery.Builder> lists = new LinkedHashMap<>();
        lists.put("no filter", query());
        lists.put("status", query().status(SerialNumberStatus.SOLD));
        lists.put("item", ofItem());
        lists.put("item and status", ofItem().status(SerialNumberStatus.SOLD));
        return lists;
    }

    private double rename(Item item, int round) {
        return micros(
                1,
                unused -> app.items()
                        .update(
                                Sample.ORGANIZATION,
                                item.id(),
                                details -> new ItemDetails(
                                        details.reference(),
                                        "name " + round,
                                        details.description(),
                                        details.passTypeIdentifier())));
    }

    private static double micros(int calls, IntConsumer call) {
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.accept(i);
        }
        return (System.nanoTime() - begin) / 1e3 / calls;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String name, List<Double> large, List<Double> small) {
        double[] ratios = IntStream.range(0, large.size())
                .mapToDouble(i -> large.get(i) / small.get(i))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%-52s %10.1f us %10.1f us   ratio %5.2f (%.2f to %.2f)%n",
                name,
                median(large),
                median(small),
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private interface Pair {
        double[] measure(int round);
    }

    private static void compare(String name, Pair pair) {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int round = -3; round < ROUNDS; round++) {
            double[] both = pair.measure(round);
            if (round >= 0) {
                first.add(both[0]);
                second.add(both[1]);
            }
        }
        print(name, first, second);
    }

    private static void run(SizeBenchmark large, SizeBenchmark small) {
        System.out.println("The large store beside the small one:");
        Iterator<IntConsumer> ofSmall = small.calls().values().iterator();
        large.calls().forEach((name, ofLarge) -> {
            IntConsumer other = ofSmall.next();
            compare(name, round -> new double[] {micros(CALLS, ofLarge), micros(CALLS, other)});
        });
        System.out.println("A page of 100 with its total beside the page alone, in the large store:");
        large.lists()
                .forEach((name, query) -> compare(name, round -> new double[] {
                    micros(FEW, unused -> large.page(query, true)), micros(FEW, unused -> large.page(query, false))
                }));
        System.out.println("A change of an item with all passes beside one of an item with 100, in the large store:");
        compare("new name of an item, durable", round ->
                new double[] {large.rename(large.all, round), large.rename(large.few, round)});
    }

    @Override
    public void close() {
        app.close();
    }

    /**
     * Runs it.
     *
     * @param arguments how many serial numbers the large store has, 5,000,000 without; then the URLs of two empty stores, SQLite without
     * @throws IOException if the certificate of the passes cannot be made
     */
    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        Path directory = Sample.directory();
        String sqlite = "jdbc:sqlite:" + directory;
        List<String> urls = arguments.length > 2
                ? Arrays.asList(arguments).subList(1, 3)
                : List.of(sqlite + "/large.db", sqlite + "/small.db");
        PackageSample sample = new PackageSample();
        try (Storage one = Storages.open(urls.get(0));
                Storage other = Storages.open(urls.get(1))) {
            long begin = System.nanoTime();
            try (SizeBenchmark large = new SizeBenchmark(one, sample, rows);
                    SizeBenchmark small = new SizeBenchmark(other, sample, rows / SMALLER)) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d serial numbers, %,d passes, %,d registrations; filled in %d s; medians of %d rounds%n",
                        rows,
                        rows / 5,
                        rows / 5 * 2,
                        (System.nanoTime() - begin) / 1_000_000_000,
                        ROUNDS);
                run(large, small);
            }
        } finally {
            Sample.remove(directory);
        }
    }
}
