package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.StorageException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Items. */
abstract class ItemContract extends ContractTest {

    ItemContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void anItemComesBackAsItWasGiven() {
        ItemDetails details = new ItemDetails(
                new ItemReference("Réf/1 *?%_\\ 😀"),
                "Name",
                Optional.of("two\nlines"),
                Optional.of(new PassTypeIdentifier("pass.com.example.ticket")));
        Item item = addItem(ACME, details, T0);
        assertThat(item.organization()).isEqualTo(ACME);
        assertThat(item.details()).isEqualTo(details);
        assertThat(item.hasSerialNumbers()).isFalse();
        assertThat(item.dateCreated()).isEqualTo(T0);
        assertThat(item.lastUpdated()).isEqualTo(T0);
        assertThat(findItem(item)).isEqualTo(item);
        assertThat(findItem(ACME, details.reference())).contains(item);
    }

    @Test
    void idsGrowAndAreNotGivenAgain() {
        Item first = addItem(ACME, "A");
        Item second = addItem(ACME, "B");
        assertThat(second.id().value()).isGreaterThan(first.id().value());
        deleteItem(second);
        assertThat(addItem(ACME, "C").id().value()).isGreaterThan(second.id().value());
    }

    @Test
    void aReferenceIsUniqueWithinItsOrganization() {
        addItem(ACME, "A");
        assertThat(insertItem(ACME, "A")).isEmpty();
        addItem(OTHER, "A");
        addItem(ACME, "a");
    }

    @Test
    void anotherOrganizationsItemIsNotFound() {
        Item item = addItem(ACME, "A");
        assertThat(findItem(OTHER, item.id())).isEmpty();
        assertThat(findItem(OTHER, item.reference())).isEmpty();
        assertThat(findItem(ACME, new ItemId(item.id().value() + 1))).isEmpty();
        assertThat(findItem(ACME, new ItemReference("a"))).isEmpty();
    }

    @Test
    void manyItemsAreFoundAtOnceByTheirReferences() {
        Item first = addItem(ACME, "A");
        Item second = addItem(ACME, "B");
        addItem(OTHER, "C");
        add(second, T0, "1");
        Set<ItemReference> wanted = IntStream.range(0, 1_500)
                .mapToObj(i -> new ItemReference("none-" + i))
                .collect(Collectors.toSet());
        Stream.of("A", "B", "C", "a").map(ItemReference::new).forEach(wanted::add);
        Map<ItemReference, Item> expected = Map.of(first.reference(), first, second.reference(), findItem(second));
        assertThat(storage().<Map<ItemReference, Item>>read(view -> view.items().find(ACME, wanted)))
                .isEqualTo(expected);
        assertThat(storage().<Map<ItemReference, Item>>read(view -> view.items().find(ACME, Set.of())))
                .isEmpty();
        // Once as they are looked up, and once as a storage may remember them.
        for (int i = 0; i < 2; i++) {
            assertThat(storage()
                            .<Map<ItemReference, Item>>write(tx -> tx.items().find(ACME, wanted)))
                    .isEqualTo(expected);
        }
        Item changed =
                findItem(second).with(second.details().withReference(new ItemReference("none-1")), T0.plusSeconds(1));
        assertThat(updateItem(changed)).isTrue();
        assertThat(storage().<Map<ItemReference, Item>>write(tx -> tx.items().find(ACME, wanted)))
                .isEqualTo(Map.of(first.reference(), first, changed.reference(), changed));
    }

    @Test
    void anUpdateIsKept() {
        Item item = addItem(ACME, "A");
        Item changed = item.with(
                new ItemDetails(
                        new ItemReference("B"),
                        "b",
                        Optional.of("text"),
                        Optional.of(new PassTypeIdentifier("pass.x"))),
                T0.plusSeconds(9));
        assertThat(updateItem(changed)).isTrue();
        assertThat(findItem(item)).isEqualTo(changed);
        assertThat(findItem(ACME, new ItemReference("A"))).isEmpty();
        Item back = changed.with(item.details(), T0.plusSeconds(10));
        assertThat(updateItem(back)).isTrue();
        assertThat(findItem(item)).isEqualTo(back);
    }

    @Test
    void anUpdateToAReferenceInUseChangesNothing() {
        addItem(ACME, "A");
        Item second = addItem(ACME, "B");
        Item changed = second.with(second.details().withReference(new ItemReference("A")), T0.plusSeconds(1));
        assertThat(updateItem(changed)).isFalse();
        assertThat(findItem(second)).isEqualTo(second);
    }

    @Test
    void anItemKnowsWhetherItHasSerialNumbers() {
        Item item = addItem(ACME, "A");
        var rows = add(item, T0, "1");
        assertThat(findItem(item).hasSerialNumbers()).isTrue();
        deleteRow(rows.get(0));
        assertThat(findItem(item).hasSerialNumbers()).isFalse();
    }

    @Test
    void anItemIsDeletedUnlessItHasSerialNumbers() {
        Item item = addItem(ACME, "A");
        var rows = add(item, T0, "1");
        assertThatThrownBy(() -> storage().write(tx -> {
                    tx.items().delete(item.id());
                    return true;
                }))
                .isInstanceOf(StorageException.class);
        assertThat(findItem(item).reference()).isEqualTo(item.reference());
        storage().write(tx -> {
            tx.serialNumbers().delete(rows.get(0).id());
            tx.items().delete(item.id());
            return true;
        });
        assertThat(findItem(ACME, item.id())).isEmpty();
        addItem(ACME, "A");
    }
}
