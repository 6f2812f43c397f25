package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units of work: all or nothing, one after the other, kept. */
abstract class UnitOfWorkContract extends ContractTest {

    private final boolean durable;

    UnitOfWorkContract(String urlPattern) {
        super(urlPattern);
        this.durable = urlPattern.contains(StorageUnderTest.DIRECTORY);
    }

    @Test
    void resultsReachTheCaller() {
        assertThat(storage().<String>read(view -> "read")).isEqualTo("read");
        assertThat(storage().<String>write(tx -> "written")).isEqualTo("written");
    }

    @Test
    void whatWasWrittenIsReadByTheNextUnitOfWork() {
        Item item = addItem(ACME, "A");
        assertThat(findItem(item)).isEqualTo(item);
    }

    @Test
    void aUnitOfWorkSeesItsOwnChanges() {
        boolean seen = storage().write(tx -> {
            tx.items().insert(ACME, ItemDetails.of(new ItemReference("A")), T0);
            return tx.items().find(ACME, new ItemReference("A")).isPresent();
        });
        assertThat(seen).isTrue();
    }

    @Test
    void whatTheWorkThrowsReachesTheCallerAndNothingIsChanged() {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        assertThatThrownBy(() -> storage().write(tx -> {
                    tx.items().insert(ACME, ItemDetails.of(new ItemReference("A")), T0);
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThatThrownBy(() -> storage().read(view -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(findItem(ACME, new ItemReference("A"))).isEmpty();
    }

    @Test
    void rollbackOnlyUndoesEverythingAndStillGivesTheResult() {
        String result = storage().write(tx -> {
            Item item = tx.items()
                    .insert(ACME, ItemDetails.of(new ItemReference("A")), T0)
                    .orElseThrow();
            tx.serialNumbers().insert(List.of(row(item, "1")), T0);
            tx.setRollbackOnly();
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(findItem(ACME, new ItemReference("A"))).isEmpty();
    }

    @Test
    void aUnitOfWorkThatWritesCannotStartAnother() {
        assertThatThrownBy(() -> storage().write(tx -> storage().write(inner -> "never")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(storage().<String>write(tx -> "still works")).isEqualTo("still works");
    }

    @Test
    void aStorageThatIsClosedSaysSo() {
        storage().close();
        storage().close();
        assertThatThrownBy(() -> storage().read(view -> "never")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage().write(tx -> "never")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage().check()).isInstanceOf(StorageException.class);
    }

    @Test
    void aStorageThatIsOpenChecksWell() {
        storage().check();
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        assumeTrue(durable, "this storage is not kept");
        Item item = addItem(ACME, "A");
        add(item, T0, "1", "2");
        underTest().reopen(StorageOptions.defaults());
        assertThat(findItem(item).reference()).isEqualTo(item.reference());
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(2);
    }
}
