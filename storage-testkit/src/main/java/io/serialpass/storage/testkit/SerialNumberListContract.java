package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.NewSerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of serial numbers. */
abstract class SerialNumberListContract extends ContractTest {

    SerialNumberListContract(String urlPattern) {
        super(urlPattern);
    }

    private Page<SerialNumber> list(SerialNumberQuery query) {
        return storage().read(view -> view.serialNumbers().list(query));
    }

    private static SerialNumberQuery.Builder query() {
        return SerialNumberQuery.builder(ACME);
    }

    @Test
    void aListOfNothingIsEmpty() {
        Page<SerialNumber> page = list(query().build());
        assertThat(page.rows()).isEmpty();
        assertThat(page.total()).hasValue(0);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void anotherOrganizationsRowsAreNotListed() {
        add(addItem(OTHER, "A"), T0, "1");
        SerialNumber ours = add(addItem(ACME, "A"), T0, "1").get(0);
        for (SerialNumberSort sort : SerialNumberSort.values()) {
            assertThat(list(query().sort(sort, SortOrder.ASC).build()).rows()).containsExactly(ours);
        }
        assertThat(list(query().value(Wildcard.of("1")).build()).rows()).containsExactly(ours);
        assertThat(list(query().itemReference(Wildcard.of("a")).build()).rows()).containsExactly(ours);
        assertThat(list(query().build()).total()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SN-1000, SN-1000",
        "sn-1000, SN-1000",
        "SN-1*, SN-1000 sn-1001 SN-1xyz",
        "*001, sn-1001",
        "*100*, SN-1000 sn-1001",
        "*XYZ*, SN-1xyz",
        "s*1*, SN-1000 sn-1001 SN-1xyz",
        "*, SN-1000 sn-1001 SN-1xyz other Ärger a*b",
        "ärger, ''",
        "Ärger, Ärger",
        "*rge*, Ärger",
        "a*b, a*b",
        "*zz*, ''",
        "%, ''",
        "_ther, ''"
    })
    void aWildcardMatchesInEitherCaseOfAsciiLetters(String wildcard, String expected) {
        add(addItem(ACME, "A"), T0, "SN-1000", "sn-1001", "SN-1xyz", "other", "Ärger", "a*b");
        Page<SerialNumber> page = list(query().value(Wildcard.of(wildcard))
                .sort(SerialNumberSort.ID, SortOrder.ASC)
                .build());
        assertThat(String.join(
                        " ", page.rows().stream().map(ContractTest::value).toList()))
                .isEqualTo(expected);
        assertThat(page.total()).hasValue(page.rows().size());
    }

    @Test
    void aChangedValueIsFoundByItsNewFragmentsOnly() {
        SerialNumber row = add(addItem(ACME, "A"), T0, "before").get(0);
        change(row, row.details().withValue(new SerialNumberValue("after")), T0);
        assertThat(list(query().value(Wildcard.of("*efor*")).build()).rows()).isEmpty();
        assertThat(list(query().value(Wildcard.of("*fte*")).build()).rows()).hasSize(1);
    }

    @Test
    void timesCompareInWholeSeconds() {
        Item item = addItem(ACME, "A");
        Instant second = Instant.parse("2026-01-02T03:04:05Z");
        add(item, second.minusMillis(1), "before");
        add(item, second, "at");
        add(item, second.plusMillis(999), "within");
        add(item, second.plusMillis(1000), "after");
        assertThat(values(TimeRange.any().after(second))).containsExactly("after");
        assertThat(values(TimeRange.any().notBefore(second))).containsExactly("at", "within", "after");
        assertThat(values(TimeRange.any().before(second))).containsExactly("before");
        assertThat(values(TimeRange.any().notAfter(second))).containsExactly("before", "at", "within");
    }

    private List<String> values(TimeRange created) {
        return list(query().dateCreated(created).build()).rows().stream()
                .map(ContractTest::value)
                .toList();
    }

    @Test
    void valuesSortByCodePoint() {
        add(addItem(ACME, "A"), T0, "😀", "\uffee", "b", "B", "a", "é");
        assertThat(list(query().sort(SerialNumberSort.VALUE, SortOrder.ASC).build())
                        .rows())
                .extracting(ContractTest::value)
                .containsExactly("B", "a", "b", "é", "\uffee", "😀");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyQueryGivesThePageThatItsDefinitionSays(long seed) {
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(random, T0, 4_000);
        List<SerialNumber> rows = new ArrayList<>();
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Item item = addItem(i == 5 ? OTHER : ACME, queries.text() + i);
            references.add(item.reference().value());
            for (int batch = 0; batch < 6; batch++) {
                rows.addAll(addRandomRows(item, queries, random));
            }
        }
        List<String> values = rows.stream().map(ContractTest::value).toList();
        for (int i = 0; i < 300; i++) {
            SerialNumberQuery query = queries.serialNumbers(ACME, values, references);
            List<SerialNumber> matching = rows.stream().filter(query::matches).toList();
            try {
                Page<SerialNumber> page = list(query);
                ExpectedPage.check(page, matching, query.listing());
                followCursor(query, page, matching);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", query " + i + ": " + query, e);
            }
        }
    }

    private void followCursor(SerialNumberQuery query, Page<SerialNumber> first, List<SerialNumber> matching) {
        Optional<Position> next = first.next();
        while (next.isPresent()) {
            SerialNumberQuery following = query.with(
                    PageRequest.after(next.get(), query.listing().page().max()));
            Page<SerialNumber> page = list(following);
            ExpectedPage.check(page, matching, following.listing());
            next = page.next();
        }
    }

    private List<SerialNumber> addRandomRows(Item item, RandomQueries queries, Random random) {
        List<NewSerialNumber> wanted = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wanted.add(new NewSerialNumber(
                    item,
                    new SerialNumberDetails(
                            new SerialNumberValue(queries.text()),
                            queries.pick(List.of(SerialNumberStatus.values())),
                            random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty())));
        }
        Instant time = queries.time();
        return insertRows(wanted, time).stream()
                .flatMap(Optional::stream)
                .map(row -> random.nextInt(3) == 0
                        ? change(row, row.details().withWarehouseStockId(OptionalLong.of(1)), queries.time())
                        : row)
                .toList();
    }
}
