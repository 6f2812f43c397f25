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
import io.serialpass.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Seeds({1, 2, 3, 4, 5, 6, 7, 8})
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
                checkPages(query, matching);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", query " + i + ": " + query, e);
            }
        }
    }

    /** More rows than a storage is likely to look at one by one, added by a clock that runs back now and then. */
    @Seeds({71, 72, 73})
    void aPrefixIsListedInTheOrderOfCreationWhateverTheClockDid(long seed) {
        Random random = new Random(seed);
        Item item = addItem(ACME, "A");
        List<SerialNumber> matching = new ArrayList<>();
        Instant time = T0;
        for (int call = 0; call < 130; call++) {
            int back = random.nextInt(10);
            time = time.plusSeconds(back == 0 ? -random.nextInt(600) : random.nextInt(60));
            // Some calls have none that match, and some nothing else.
            int often = random.nextInt(4) == 0 ? 1 : 20 * random.nextInt(3);
            String[] values = new String[100];
            for (int i = 0; i < values.length; i++) {
                boolean matches = often > 0 && random.nextInt(often) == 0;
                values[i] = (matches ? "Sn-" : "Other-") + call + "-" + i;
            }
            add(item, time, values).stream()
                    .filter(row -> row.details().value().value().startsWith("Sn-"))
                    .forEach(matching::add);
        }
        assertThat(matching).as("seed %d", seed).hasSizeGreaterThan(1_000);
        for (SerialNumberSort sort : List.of(SerialNumberSort.DATE_CREATED, SerialNumberSort.ID)) {
            for (SortOrder order : SortOrder.values()) {
                SerialNumberQuery.Builder query =
                        query().value(Wildcard.of("sN-*")).sort(sort, order);
                SerialNumberQuery first = query.page(PageRequest.first(97)).build();
                checkPages(first, matching);
                for (long id : new long[] {1, 5_000, Long.MAX_VALUE}) {
                    long key = sort == SerialNumberSort.ID
                            ? id
                            : T0.plusSeconds(500).toEpochMilli();
                    Position ofNoRow = new Position(Long.toString(key), id);
                    SerialNumberQuery rest =
                            query.page(PageRequest.after(ofNoRow, 100)).build();
                    ExpectedList.check(list(rest), matching, rest.listing());
                }
                for (int offset : new int[] {1, 500, matching.size() - 10, matching.size() + 1}) {
                    SerialNumberQuery deep =
                            query.page(PageRequest.at(offset, 100)).build();
                    ExpectedList.check(list(deep), matching, deep.listing());
                }
            }
        }
    }

    /** Items of which one has most of the rows, and some were added long before others. */
    @Seeds({81, 82, 83})
    void theRowsOfAFewItemsAreListedInTheOrderOfCreation(long seed) {
        Random random = new Random(seed);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            items.add(addItem(ACME, (i < 6 ? "Wanted-" : "other-") + i));
        }
        List<SerialNumber> matching = new ArrayList<>();
        for (int call = 0; call < 250; call++) {
            // Most are of the others, so that passing over those does not pay.
            int item = random.nextInt(10) > 0 ? 6 + random.nextInt(6) : random.nextInt(3) * random.nextInt(3);
            String[] values = new String[random.nextInt(100)];
            for (int i = 0; i < values.length; i++) {
                values[i] = call + "-" + i;
            }
            Instant time = T0.plusSeconds(call / 3 + (random.nextInt(20) == 0 ? -random.nextInt(50) : 0));
            List<SerialNumber> added = add(items.get(item), time, values);
            matching.addAll(item < 6 ? added : List.of());
        }
        assertThat(matching).as("seed %d", seed).hasSizeGreaterThan(550);
        for (SortOrder order : SortOrder.values()) {
            SerialNumberQuery.Builder query =
                    query().itemReference(Wildcard.of("wanted-*")).sort(SerialNumberSort.DATE_CREATED, order);
            SerialNumberQuery first = query.page(PageRequest.first(43)).build();
            checkPages(first, matching);
            for (int offset : new int[] {1, 300, matching.size() - 10, matching.size() + 1}) {
                SerialNumberQuery deep = query.page(PageRequest.at(offset, 100)).build();
                ExpectedList.check(list(deep), matching, deep.listing());
            }
        }
    }

    /** More items than a storage is likely to list before it looks at their rows; alone and with another filter. */
    @Seeds({85, 86})
    void theRowsOfManyItemsAreListedInEveryOrder(long seed) {
        Random random = new Random(seed);
        List<SerialNumber> rows = new ArrayList<>();
        List<Item> items = addItems(
                ACME,
                IntStream.range(0, 260)
                        .mapToObj(i -> ((seed % 2 == 0 ? i % 40 > 0 : random.nextBoolean()) ? "Wanted-" : "other-") + i)
                        .toList());
        addItems(OTHER, IntStream.range(0, 260).mapToObj(i -> "Wanted-" + i).toList());
        for (Item item : items) {
            List<NewSerialNumber> some = IntStream.range(0, random.nextInt(20))
                    .mapToObj(n -> new NewSerialNumber(
                            item,
                            new SerialNumberDetails(
                                    new SerialNumberValue((random.nextBoolean() ? "x-" : "Y-") + random.nextInt(300)),
                                    SerialNumberStatus.ofCode(random.nextInt(3)),
                                    OptionalLong.empty())))
                    .toList();
            insertRows(some, T0.plusSeconds(random.nextInt(100))).stream()
                    .flatMap(Optional::stream)
                    .forEach(rows::add);
        }
        for (SerialNumberSort sort : SerialNumberSort.values()) {
            for (SortOrder order : SortOrder.values()) {
                SerialNumberQuery.Builder query =
                        query().itemReference(Wildcard.of("wanted-*")).sort(sort, order);
                for (SerialNumberQuery one : List.of(
                        query.build(),
                        query.page(PageRequest.first(150).withoutTotal()).build(),
                        query.page(PageRequest.at(700, 50)).build(),
                        query.status(SerialNumberStatus.SOLD)
                                .page(PageRequest.first(60).withoutTotal())
                                .build(),
                        query.value(Wildcard.of("X-*")).build())) {
                    List<SerialNumber> matching =
                            rows.stream().filter(one::matches).toList();
                    assertThat(matching).as("seed %d", seed).isNotEmpty();
                    checkPages(one, matching);
                }
            }
        }
    }

    /** Of some spellings there are many, of some few or none, and other values stand between them. */
    @ParameterizedTest
    @CsvSource({"91, sn-", "92, sn-", "93, sn-", "94, z", "95, aZ\u00E9q", "96, \uD83D\uDE00k[", "97, 7b", "98, s"})
    void aPrefixIsListedByValueHoweverItIsWritten(long seed, String prefix) {
        Random random = new Random(seed);
        List<Item> items = List.of(addItem(ACME, "A1"), addItem(ACME, "A2"), addItem(ACME, "B"));
        String least = RandomQueries.written(prefix, () -> true);
        String greatest = RandomQueries.written(prefix, () -> false);
        int last = prefix.length() - 1;
        // Many right after the least spelling and right before the greatest, so that a walk would be long.
        String after = least.substring(0, last) + (char) (least.charAt(last) + 1);
        String before = greatest.substring(0, last) + (char) (greatest.charAt(last) - 1);
        String mostly = RandomQueries.inAnyCase(prefix, random);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            values.add(mostly + "=" + random.nextInt(900));
        }
        for (int i = 0; i < 12; i++) {
            values.add(RandomQueries.inAnyCase(prefix, random) + "+" + random.nextInt(8));
        }
        for (int i = 0; i < 3_000; i++) {
            values.add((random.nextBoolean() ? before : after) + "!" + random.nextInt(2_000));
        }
        String near = prefix + "@AZ[`az{~";
        for (int i = 0; i < 1_000; i++) {
            int[] codePoints = random.ints(1 + random.nextInt(4), 0, near.codePointCount(0, near.length()))
                    .map(at -> near.codePointAt(near.offsetByCodePoints(0, at)))
                    .toArray();
            values.add(RandomQueries.inAnyCase(new String(codePoints, 0, codePoints.length), random) + "!"
                    + random.nextInt(2_000));
        }
        Collections.shuffle(values, random);
        List<SerialNumber> matching = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 100) {
            List<String> some = values.subList(i, Math.min(i + 100, values.size()));
            Item item = items.get(random.nextInt(3));
            List<NewSerialNumber> wanted = some.stream()
                    .map(value -> new NewSerialNumber(
                            item,
                            new SerialNumberDetails(
                                    new SerialNumberValue(value), SerialNumberStatus.NEW, OptionalLong.empty())))
                    .toList();
            insertRows(wanted, T0).stream()
                    .flatMap(Optional::stream)
                    .filter(row ->
                            Texts.foldAsciiCase(row.details().value().value()).startsWith(Texts.foldAsciiCase(prefix)))
                    .forEach(matching::add);
        }
        assertThat(matching).as("seed %d", seed).hasSizeGreaterThan(550);
        for (SortOrder order : SortOrder.values()) {
            SerialNumberQuery ofSomeItems = query().value(Wildcard.of(prefix + "*"))
                    .itemReference(Wildcard.of("a*"))
                    .sort(SerialNumberSort.VALUE, order)
                    .build();
            checkPages(
                    ofSomeItems, matching.stream().filter(ofSomeItems::matches).toList());
            SerialNumberQuery.Builder query = query().value(Wildcard.of(RandomQueries.inAnyCase(prefix, random) + "*"))
                    .sort(SerialNumberSort.VALUE, order);
            SerialNumberQuery first = query.page(PageRequest.first(83)).build();
            checkPages(first, matching);
            for (int offset : new int[] {1, 400, matching.size() - 10, matching.size() + 1}) {
                SerialNumberQuery deep = query.page(PageRequest.at(offset, 100)).build();
                ExpectedList.check(list(deep), matching, deep.listing());
            }
            for (int i = 0; i < 5; i++) {
                Position ofAnyRow = new Position(values.get(random.nextInt(values.size())), random.nextInt(8_000));
                SerialNumberQuery rest =
                        query.page(PageRequest.after(ofAnyRow, 100)).build();
                ExpectedList.check(list(rest), matching, rest.listing());
            }
        }
    }

    @Test
    void anExactValueIsListedByValueWithoutThoseThatBeginWithIt() {
        List<Item> items = addItems(
                ACME, IntStream.range(0, 520).mapToObj(i -> "item " + i).toList());
        List<SerialNumber> matching = new ArrayList<>();
        for (Item item : items) {
            String twin = matching.size() % 2 == 0 ? "Twin" : "tWIN";
            matching.add(add(item, T0, twin, twin + "-" + matching.size()).get(0));
        }
        for (SortOrder order : SortOrder.values()) {
            SerialNumberQuery first = query().value(Wildcard.of("twin"))
                    .sort(SerialNumberSort.VALUE, order)
                    .page(PageRequest.first(200))
                    .build();
            checkPages(first, matching);
        }
    }

    /** Checks the page of a query and all that follow it. */
    private void checkPages(SerialNumberQuery query, List<SerialNumber> matching) {
        ExpectedList<SerialNumber> expected = ExpectedList.of(matching, query.listing());
        Optional<SerialNumberQuery> asked = Optional.of(query);
        while (asked.isPresent()) {
            SerialNumberQuery one = asked.get();
            Page<SerialNumber> page = list(one);
            expected.check(page, one.listing().page());
            int max = query.listing().page().max();
            asked = page.next().map(position -> one.with(PageRequest.after(position, max)));
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
