package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.query.Page;
import io.serialpass.query.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lists of items. */
abstract class ItemListContract extends ContractTest {

    ItemListContract(String urlPattern) {
        super(urlPattern);
    }

    private Page<Item> list(ItemQuery query) {
        return storage().read(view -> view.items().list(query));
    }

    @Test
    void aListOfNothingIsEmpty() {
        Page<Item> page = list(ItemQuery.builder(ACME).build());
        assertThat(page.rows()).isEmpty();
        assertThat(page.total()).hasValue(0);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aChangedReferenceIsFoundByItsNewFragmentsOnly() {
        Item item = addItem(ACME, "before");
        Item changed = item.with(item.details().withReference(new ItemReference("after")), T0);
        updateItem(changed);
        assertThat(list(ItemQuery.builder(ACME).reference(Wildcard.of("*efor*")).build())
                        .rows())
                .isEmpty();
        assertThat(list(ItemQuery.builder(ACME).reference(Wildcard.of("*fte*")).build())
                        .rows())
                .containsExactly(changed);
        assertThat(list(ItemQuery.builder(ACME).name(Wildcard.of("*efor*")).build())
                        .rows())
                .containsExactly(changed);
    }

    @Seeds({11, 12, 13, 14})
    void everyQueryGivesThePageThatItsDefinitionSays(long seed) {
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(random, T0, 4_000);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            ItemDetails details =
                    ItemDetails.of(new ItemReference(queries.text() + i)).withName(queries.text());
            Item item = addItem(i % 8 == 0 ? OTHER : ACME, details, queries.time());
            if (i % 3 == 0) {
                Item changed = item.with(item.details().withName(queries.text()), queries.time());
                updateItem(changed);
                item = changed;
            }
            items.add(item);
        }
        List<String> references =
                items.stream().map(item -> item.reference().value()).toList();
        List<String> names = items.stream().map(item -> item.details().name()).toList();
        for (int i = 0; i < 300; i++) {
            ItemQuery query = queries.items(ACME, references, names);
            try {
                ExpectedList.check(
                        list(query), items.stream().filter(query::matches).toList(), query.listing());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", query " + i + ": " + query, e);
            }
        }
    }
}
