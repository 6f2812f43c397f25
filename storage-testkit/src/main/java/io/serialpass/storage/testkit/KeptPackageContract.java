package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Packages that were made here and are kept: the last of each pass, and what those of a revision have in common. */
abstract class KeptPackageContract extends WalletContractTest {

    KeptPackageContract(String urlPattern) {
        super(urlPattern);
    }

    private static KeptPackage kept(long tag, int content) {
        return new KeptPackage(
                new PassVersion(
                        new UpdateTag(tag), T0.truncatedTo(ChronoUnit.SECONDS).plusSeconds(tag)),
                new UpdateTag(7),
                new byte[] {(byte) content});
    }

    private void keep(Pass pass, KeptPackage kept) {
        write(tx -> {
            tx.passes().keepPackage(pass, kept);
            return true;
        });
    }

    private void assertKept(PassId id, KeptPackage expected) {
        KeptPackage found = read(view -> view.passes().keptPackage(id)).orElseThrow();
        assertThat(found.version()).isEqualTo(expected.version());
        assertThat(found.revision()).isEqualTo(expected.revision());
        assertThat(found.difference()).isEqualTo(expected.difference());
    }

    private void assertNothingKept(Pass pass) {
        Optional<KeptPackage> found = read(view -> view.passes().keptPackage(pass.id()));
        assertThat(found).isEmpty();
    }

    private void putBase(PassTypeIdentifier type, long revision, byte[] pkpass) {
        write(tx -> {
            tx.passTypes().putPackageBase(type, new UpdateTag(revision), pkpass);
            return true;
        });
    }

    private Optional<byte[]> base(PassTypeIdentifier type, long revision) {
        return read(view -> view.passTypes().packageBase(type, new UpdateTag(revision)));
    }

    @Test
    void theNewestPackageOfAPassIsKept() {
        Pass pass = addPass(TICKETS, "A-1");
        Pass another = addPass(TICKETS, "A-2");
        assertNothingKept(pass);
        keep(pass, kept(5, 1));
        keep(another, kept(9, 2));
        assertKept(pass.id(), kept(5, 1));
        keep(pass, kept(6, 3));
        assertKept(pass.id(), kept(6, 3));
        keep(pass, kept(6, 4));
        keep(pass, kept(5, 5));
        assertKept(pass.id(), kept(6, 3));
        assertKept(another.id(), kept(9, 2));
    }

    @Test
    void keepingAPackageIsNoChangeOfThePass() {
        Pass pass = addPass(TICKETS, "A-1");
        keep(pass, kept(5, 1));
        assertThat(findPass(pass.id())).contains(pass);
        assertThat(packageOf(pass)).isEmpty();
        upload(pass, new byte[] {9}, T0);
        assertKept(pass.id(), kept(5, 1));
    }

    @Test
    void nothingIsKeptOfAPassThatWasDeletedMeanwhile() {
        Pass deleted = addPass(TICKETS, "A-1");
        keep(deleted, kept(5, 1));
        deletePass(deleted);
        keep(deleted, kept(6, 2));
        assertNothingKept(deleted);
        Pass another = addPass(TICKETS, "A-1");
        keep(deleted, kept(7, 3));
        assertNothingKept(another);
        keep(another, kept(8, 4));
        assertKept(another.id(), kept(8, 4));
    }

    @Test
    void thereIsNothingToKeepOfATypeThatIsNotThere() {
        assertThatThrownBy(() -> putBase(CARDS, 1, new byte[1])).isInstanceOf(StorageException.class);
    }

    @Test
    void theFirstBaseOfARevisionStays() {
        addPass(TICKETS, "A-1");
        addPass(CARDS, "A-1");
        putBase(TICKETS, 7, new byte[] {1});
        putBase(TICKETS, 7, new byte[] {2});
        putBase(TICKETS, 8, new byte[] {3});
        putBase(CARDS, 7, new byte[] {4});
        assertThat(base(TICKETS, 7))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
        assertThat(base(TICKETS, 8))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(3));
        assertThat(base(CARDS, 7)).hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(4));
        assertThat(base(CARDS, 8)).isEmpty();
    }

    @Test
    void theBasesOfTheEarliestRevisionsGoWhereTheyAreTooMany() {
        addPass(TICKETS, "A-1");
        addPass(CARDS, "A-1");
        byte[] large = new byte[(int) (KeptPackage.MOST_BYTES_OF_BASES / 3)];
        putBase(CARDS, 1, large);
        for (int revision : new int[] {4, 2, 3}) {
            putBase(TICKETS, revision, large);
            assertThat(base(TICKETS, revision)).isPresent();
        }
        putBase(TICKETS, 5, new byte[10]);
        assertThat(base(TICKETS, 2)).isEmpty();
        for (int revision : new int[] {3, 4, 5}) {
            assertThat(base(TICKETS, revision)).isPresent();
        }
        assertThat(base(CARDS, 1)).isPresent();
    }

    @Test
    void aTypeIsDeletedWithItsBases() {
        write(tx -> tx.passTypes().claim(TICKETS, ACME, T0));
        putBase(TICKETS, 7, new byte[] {1});
        write(tx -> {
            tx.passTypes().delete(TICKETS);
            return true;
        });
        assertThat(base(TICKETS, 7)).isEmpty();
        write(tx -> tx.passTypes().claim(TICKETS, ACME, T0));
        assertThat(base(TICKETS, 7)).isEmpty();
    }
}
