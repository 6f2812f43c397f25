package io.serialpass.wallet.apple;

import static io.serialpass.wallet.apple.Samples.content;
import static io.serialpass.wallet.apple.Samples.pass;
import static io.serialpass.wallet.apple.Samples.points;
import static io.serialpass.wallet.apple.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.KeptPackages;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CachedPackagesTest {

    private static final int PHONES = 64;

    private final ApplePassPackager packager =
            new ApplePassPackager(SigningIdentities.of(Samples.IDENTITY), Optional.empty(), Samples.CLOCK);

    private final CachedPackages packages = new CachedPackages(packager, 1 << 20, KeptPackages.none());

    private static PassContent version(long tag) {
        return content(pass("S-1", points(tag), tag), type(Samples.TEMPLATE, 1));
    }

    /** With a value that Wallet refuses. */
    private static PassContent broken(long tag) {
        PassDetails details = PassDetails.NONE.withFields(new PassFields(Map.of("points", new FieldValue.Bool(true))));
        return content(pass("S-1", details, tag), type(Samples.TEMPLATE, 1));
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
        CachedPackages watched = new CachedPackages(packager, 1 << 20, telling);
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
        PackageOfVersion good = new CachedPackages(packager, 1 << 20, kept).make(version(1));
        CachedPackages later = new CachedPackages(packager, 1 << 20, kept);
        assertThat(later.describe(version(1))).contains(PackageHead.of(good));
        assertThat(later.make(version(1))).isEqualTo(good);
        assertThat(later.made()).isZero();
        CachedPackages without = new CachedPackages(packager, 0, kept);
        assertThat(without.describe(broken(2))).contains(PackageHead.of(good));
        assertThat(without.make(broken(2))).isEqualTo(good);
        assertThat(without.make(version(3)).version().tag().value()).isEqualTo(3);
        assertThat(without.make(broken(4)).version().tag().value()).isEqualTo(3);
        assertThat(without.made()).isEqualTo(1);
    }

    @Test
    void itTakesNoMoreThanItMay() {
        CachedPackages small = new CachedPackages(packager, 10_000, KeptPackages.none());
        for (int i = 0; i < 50; i++) {
            PassContent one = content(pass("S-" + i, points(i), 1), type(Samples.TEMPLATE, 1));
            small.make(one);
        }
        long held = 0;
        for (int i = 0; i < 50; i++) {
            Pass one = pass("S-" + i, points(i), 1);
            held += small.held(one.id(), one.version().orElseThrow())
                    .map(content -> (long) content.pkpass().length)
                    .orElse(0L);
        }
        assertThat(held).isLessThan(10_000);
    }
}
