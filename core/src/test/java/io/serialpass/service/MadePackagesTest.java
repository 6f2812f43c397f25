package io.serialpass.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.metrics.Metrics;
import io.serialpass.metrics.PackagePlace;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MadePackagesTest {

    private static final int PHONES = 64;
    private static final int BYTES = 1 << 20;
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");
    private static final Organization ACME = new Organization("acme");
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final MadePackages packages = packages(BYTES, KeptPackages.none());

    private static MadePackages packages(long bytes, KeptPackages kept) {
        return new MadePackages(new PlainPackager(), new PackageMemory(bytes), kept, Metrics.none());
    }

    private static Pass pass(String serialNumber, PassDetails details, long tag) {
        return new Pass(
                1,
                new PassId(TYPE, new PassSerialNumber(serialNumber)),
                ACME,
                new AuthenticationToken("a token that is long enough for Wallet"),
                Optional.empty(),
                details,
                PackageSource.MADE,
                new UpdateTag(tag),
                Optional.of(NOW.plusSeconds(tag)),
                NOW,
                NOW);
    }

    private static PassContent content(Pass pass) {
        return new PassContent(
                pass,
                Optional.empty(),
                Optional.empty(),
                new PassTypeContent(TYPE, ACME, new UpdateTag(1), new TreeMap<>()),
                PassPackager.none().ownChoice(TYPE));
    }

    private static PassContent version(long tag) {
        return content(pass("S-1", PassDetails.NONE, tag));
    }

    /** With a value that the packager refuses. */
    private static PassContent broken(long tag) {
        PassDetails details = PassDetails.NONE.withFields(new PassFields(Map.of("points", new FieldValue.Bool(true))));
        return content(pass("S-1", details, tag));
    }

    @Test
    void aBurstMakesOneSignature() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(PHONES);
        try {
            CyclicBarrier start = new CyclicBarrier(PHONES);
            List<Future<PackageOfVersion>> fetched = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                fetched.add(phones.submit(() -> {
                    start.await();
                    return packages.make(version(1));
                }));
            }
            for (Future<PackageOfVersion> one : fetched) {
                assertThat(one.get().pkpass()).isSameAs(fetched.get(0).get().pkpass());
            }
            assertThat(packages.made()).isEqualTo(1);
        } finally {
            phones.shutdownNow();
        }
    }

    @Test
    void whoWatchesIsToldWherePackagesWereFoundAndHowManyWereMade() {
        List<PackagePlace> places = new ArrayList<>();
        List<Boolean> made = new ArrayList<>();
        Metrics metrics = new Metrics() {
            @Override
            public void packageFound(PackagePlace place) {
                places.add(place);
            }

            @Override
            public void packageMade(long nanos, boolean isDone) {
                made.add(isDone);
            }
        };
        MadePackages measured =
                new MadePackages(new PlainPackager(), new PackageMemory(BYTES), KeptPackages.none(), metrics);
        measured.make(version(1));
        measured.make(version(1));
        measured.make(broken(2));
        assertThat(places).containsExactly(PackagePlace.MADE, PackagePlace.MEMORY);
        assertThat(made).containsExactly(true, false);
    }

    /** Who looked before a package was at hand, and has its turn after that, makes no second one. */
    @Test
    void whoComesWhileOneIsJustBeingPutAwayMakesNoSecond() throws Exception {
        AtomicLong justMade = new AtomicLong();
        KeptPackages telling = new KeptPackages() {
            @Override
            public Optional<PackageOfVersion> find(PassId id, Predicate<PassVersion> wanted) {
                return Optional.empty();
            }

            @Override
            public void keep(PassContent content, PackageOfVersion made) {
                justMade.set(made.version().tag().value());
            }
        };
        MadePackages watched = packages(BYTES, telling);
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            for (int version = 1; version <= 400; version++) {
                PassContent content = version(version);
                int spin = version % 100;
                Future<PackageOfVersion> late = another.submit(() -> {
                    while (justMade.get() < content.version().tag().value()) {
                        Thread.onSpinWait();
                    }
                    for (int i = 0; i < spin; i++) {
                        Thread.onSpinWait();
                    }
                    return watched.make(content);
                });
                watched.make(content);
                late.get();
                assertThat(watched.made()).isEqualTo(version);
            }
        } finally {
            another.shutdownNow();
        }
    }

    @Test
    void aNewVersionIsMadeAndTheOldOneNeverComesBack() {
        packages.make(version(1));
        Pass second = version(2).pass();
        assertThat(packages.held(second.id(), second.version().orElseThrow())).isEmpty();
        PackageOfVersion newest = packages.make(version(2));
        assertThat(newest.version()).isEqualTo(second.version().orElseThrow());
        assertThat(packages.make(version(1)))
                .as("a reader that is late gets the newest")
                .isEqualTo(newest);
        assertThat(packages.made()).isEqualTo(2);
    }

    @Test
    void whereTheNewestIsBrokenTheOneBeforeStays() {
        assertThatThrownBy(() -> packages.make(broken(1))).isInstanceOf(UnmadePackageException.class);
        PackageOfVersion good = packages.make(version(2));
        assertThat(packages.make(broken(3))).isEqualTo(good);
        assertThat(packages.describe(broken(3))).contains(PackageHead.of(good));
        assertThat(packages.make(version(4)).version().tag().value()).isEqualTo(4);
    }

    /** Keeps them in a map. */
    private static final class Kept implements KeptPackages {
        private final Map<PassId, PackageOfVersion> packages = new ConcurrentHashMap<>();

        @Override
        public Optional<PackageOfVersion> find(PassId id, Predicate<PassVersion> wanted) {
            return Optional.ofNullable(packages.get(id)).filter(content -> wanted.test(content.version()));
        }

        @Override
        public void keep(PassContent content, PackageOfVersion made) {
            packages.put(content.pass().id(), made);
        }
    }

    @Test
    void whatIsKeptElsewhereIsNotMadeAgainAndStays() {
        Kept kept = new Kept();
        PackageOfVersion good = packages(BYTES, kept).make(version(1));
        MadePackages later = packages(BYTES, kept);
        assertThat(later.describe(version(1))).contains(PackageHead.of(good));
        assertThat(later.make(version(1))).isEqualTo(good);
        assertThat(later.made()).isZero();
        MadePackages without = packages(0, kept);
        assertThat(without.describe(broken(2))).contains(PackageHead.of(good));
        assertThat(without.make(broken(2))).isEqualTo(good);
        assertThat(without.make(version(3)).version().tag().value()).isEqualTo(3);
        assertThat(without.make(broken(4)).version().tag().value()).isEqualTo(3);
        assertThat(without.made()).isEqualTo(1);
    }

    @Test
    void itTakesNoMoreThanItMay() {
        MadePackages small = packages(10_000, KeptPackages.none());
        for (int i = 0; i < 50; i++) {
            PassContent one = content(pass("S-" + i, PassDetails.NONE, 1));
            small.make(one);
        }
        long held = 0;
        for (int i = 0; i < 50; i++) {
            Pass one = pass("S-" + i, PassDetails.NONE, 1);
            held += small.held(one.id(), one.version().orElseThrow())
                    .map(content -> (long) content.pkpass().length)
                    .orElse(0L);
        }
        assertThat(held).isPositive().isLessThan(10_000);
    }
}
