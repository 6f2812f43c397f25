package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.StoredPackages;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageDelta;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UpdateTag;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages that are kept reach the store, whoever else writes. */
class StoredPackagesTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");
    private static final Organization ACME = new Organization("acme");
    private static final Instant T0 = Instant.parse("2026-11-21T09:00:00Z");
    private static final int THREADS = 8;
    private static final int PASSES = 50;

    /** The sums of all bytes, which only the right base takes back. */
    private static final class Sums implements PackageDelta {
        @Override
        public byte[] between(byte[] base, byte[] pkpass) {
            return number(value(base) + value(pkpass));
        }

        @Override
        public byte[] restore(byte[] base, byte[] difference) {
            if (difference.length != Long.BYTES) {
                throw new IllegalArgumentException("not eight bytes");
            }
            return number(value(difference) - value(base));
        }

        private static byte[] number(long value) {
            return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        }

        private static long value(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }

    private static PassId id(int number) {
        return new PassId(TYPE, new PassSerialNumber("S-" + number));
    }

    private static void addPasses(StorageUnderTest store) {
        store.storage().write(tx -> {
            tx.passTypes().claim(TYPE, ACME, T0);
            UpdateTag tag = tx.passes().takeTag(TYPE, T0);
            for (int i = 0; i < PASSES; i++) {
                AuthenticationToken token = new AuthenticationToken("a token of more than sixteen characters");
                tx.passes().insert(new NewPass(id(i), ACME, token, Optional.empty(), PassDetails.NONE), tag, T0);
            }
            return true;
        });
    }

    private static Pass version(Pass pass, long tag) {
        return pass.nextVersion(new UpdateTag(tag), T0.plusSeconds(tag));
    }

    /** Two servers over one store, each with its own keeper, begin revisions at the same time. */
    @ParameterizedTest
    @ValueSource(strings = {"memory:", TestServer.SQLITE})
    void whatManyKeepAtOnceComesBackAsItWas(String url) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (StorageUnderTest store = StorageUnderTest.open(url)) {
            addPasses(store);
            List<Pass> passes = store.storage().read(view -> {
                List<Pass> found = new ArrayList<>();
                for (int i = 0; i < PASSES; i++) {
                    found.add(view.passes().find(id(i)).orElseThrow());
                }
                return found;
            });
            int rounds = 20;
            try (StoredPackages first = new StoredPackages(store.storage(), new Sums());
                    StoredPackages second = new StoredPackages(store.storage(), new Sums())) {
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    StoredPackages mine = thread % 2 == 0 ? first : second;
                    int from = thread;
                    running.add(threads.submit(() -> {
                        for (int round = 1; round <= rounds; round++) {
                            for (int i = from; i < PASSES; i += THREADS) {
                                keep(mine, passes.get(i), i, round);
                            }
                        }
                    }));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
            StoredPackages later = new StoredPackages(store.storage(), new Sums());
            for (int i = 0; i < PASSES; i++) {
                PackageOfVersion kept = later.find(id(i), any -> true).orElseThrow();
                assertThat(kept.version().tag()).isEqualTo(new UpdateTag(1_000 + rounds));
                assertThat(kept.pkpass()).isEqualTo(content(i, rounds));
                assertThat(later.find(id(i), any -> false)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] content(int pass, int round) {
        return Sums.number(1_000L * pass + round);
    }

    private static void keep(StoredPackages packages, Pass pass, int number, int round) {
        Pass next = version(pass, 1_000 + round);
        PassTypeContent type = new PassTypeContent(TYPE, ACME, new UpdateTag(round), new TreeMap<>());
        packages.keep(
                new PassContent(
                        next,
                        Optional.empty(),
                        Optional.empty(),
                        type,
                        PassPackager.none().ownChoice(TYPE)),
                new PackageOfVersion(next.version().orElseThrow(), content(number, round)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", TestServer.SQLITE})
    void whatCannotBeRestoredIsAsIfItWereNotThere(String url) {
        try (StorageUnderTest store = StorageUnderTest.open(url)) {
            addPasses(store);
            Pass pass = store.storage().read(view -> view.passes().find(id(0))).orElseThrow();
            UpdateTag revision = new UpdateTag(1);
            KeptPackage odd = new KeptPackage(version(pass, 5).version().orElseThrow(), revision, new byte[3]);
            store.storage().write(tx -> {
                tx.passes().keepPackage(pass, odd);
                return true;
            });
            try (StoredPackages packages = new StoredPackages(store.storage(), new Sums())) {
                assertThat(packages.find(pass.id(), any -> true)).as("no base").isEmpty();
                store.storage().write(tx -> {
                    tx.passTypes().putPackageBase(TYPE, revision, Sums.number(1));
                    return true;
                });
                assertThat(packages.find(pass.id(), any -> true)).as("damaged").isEmpty();
                keep(packages, pass, 0, 1);
            }
            Optional<PackageOfVersion> kept =
                    new StoredPackages(store.storage(), new Sums()).find(pass.id(), any -> true);
            assertThat(kept.orElseThrow().pkpass()).isEqualTo(content(0, 1));
        }
    }
}
