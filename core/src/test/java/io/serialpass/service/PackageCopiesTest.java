package io.serialpass.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One copy of a package for all who want it at the same time. */
class PackageCopiesTest {

    private static final PassId ID = new PassId(new PassTypeIdentifier("pass.a"), new PassSerialNumber("S-1"));

    private final PackageCopies copies = new PackageCopies();
    private final AtomicInteger reads = new AtomicInteger();

    private static PassVersion version(long tag) {
        return new PassVersion(new UpdateTag(tag), Instant.EPOCH);
    }

    private byte[] read() {
        reads.incrementAndGet();
        return new byte[1_000];
    }

    @Test
    void manyAtOnceGetTheSameBytesOfOneRead() throws Exception {
        int callers = 16;
        CountDownLatch all = new CountDownLatch(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<PackageOfVersion>> futures = new ArrayList<>();
            Callable<PackageOfVersion> call = () -> {
                all.countDown();
                all.await();
                return copies.get(ID, version(1), this::read);
            };
            for (int i = 0; i < callers; i++) {
                futures.add(threads.submit(call));
            }
            List<PackageOfVersion> got = new ArrayList<>();
            for (Future<PackageOfVersion> future : futures) {
                got.add(future.get());
            }
            assertThat(got)
                    .allSatisfy(
                            one -> assertThat(one.pkpass()).isSameAs(got.get(0).pkpass()));
            assertThat(reads).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherVersionHasBytesOfItsOwn() {
        PackageOfVersion first = copies.get(ID, version(1), this::read);
        PackageOfVersion second = copies.get(ID, version(2), this::read);
        assertThat(second.pkpass()).isNotSameAs(first.pkpass());
        assertThat(second.version()).isEqualTo(version(2));
        assertThat(copies.get(ID, version(1), this::read).pkpass()).isSameAs(first.pkpass());
    }

    @Test
    void aReadThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> copies.get(ID, version(1), () -> {
                    throw new IllegalStateException("no room");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(copies.get(ID, version(1), this::read).pkpass()).hasSize(1_000);
    }
}
