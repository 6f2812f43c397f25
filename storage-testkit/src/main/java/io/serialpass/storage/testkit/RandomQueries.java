package io.serialpass.storage.testkit;

import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemSort;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.text.Texts;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Makes texts that resemble each other, and queries that match some of them. All of it follows from the seed. */
final class RandomQueries {

    /** Both cases, what SQL and patterns treat as special, and what lies beyond ASCII and beyond 16 bits. */
    private static final List<String> ALPHABET = List.of(
            "a", "A", "b", "B", "z", "Z", "1", "2", "@", "[", "`", "{", "%", "!", "_", "\\", "\"", "'", "ä", "Ä", "ﬀ",
            "😀");

    private final Random random;
    private final Instant begin;
    private final int milliseconds;

    RandomQueries(Random random, Instant begin, int milliseconds) {
        this.random = random;
        this.begin = begin;
        this.milliseconds = milliseconds;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(pick(ALPHABET));
        }
        return text.toString();
    }

    Instant time() {
        return begin.plusMillis(random.nextInt(milliseconds));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Wildcard wildcard(List<String> texts) {
        String text = texts.isEmpty() ? text() : pick(texts);
        int[] codePoints = text.codePoints().toArray();
        int from = random.nextInt(codePoints.length);
        String fragment = new String(codePoints, from, 1 + random.nextInt(codePoints.length - from));
        if (random.nextBoolean()) {
            fragment = random.nextBoolean()
                    ? fragment.toUpperCase(java.util.Locale.ROOT)
                    : fragment.toLowerCase(java.util.Locale.ROOT);
        }
        return Wildcard.of(
                switch (random.nextInt(8)) {
                    case 0 -> text;
                    case 1 -> fragment;
                    case 2 -> fragment + "*";
                    case 3 -> "*" + fragment;
                    case 4 -> "*" + fragment + "*";
                    case 5 -> new String(codePoints, 0, 1) + "*" + fragment;
                    case 6 -> "*" + fragment + "**" + fragment + "*";
                    default -> "*";
                });
    }

    TimeRange range() {
        Instant bound = time().truncatedTo(ChronoUnit.SECONDS);
        return switch (random.nextInt(4)) {
            case 0 -> TimeRange.any().after(bound);
            case 1 -> TimeRange.any().notBefore(bound);
            case 2 -> TimeRange.any().before(bound);
            default -> TimeRange.any().notAfter(bound).notBefore(bound.minusSeconds(1));
        };
    }

    PageRequest page() {
        PageRequest page = PageRequest.at(random.nextInt(4) == 0 ? random.nextInt(60) : 0, 1 + random.nextInt(30));
        return random.nextInt(4) == 0 ? page.withoutTotal() : page;
    }

    SortOrder order() {
        return pick(List.of(SortOrder.values()));
    }

    SerialNumberQuery serialNumbers(Organization organization, List<String> values, List<String> references) {
        SerialNumberQuery.Builder query = SerialNumberQuery.builder(organization)
                .sort(pick(List.of(SerialNumberSort.values())), order())
                .page(page());
        if (random.nextInt(3) == 0) {
            query.value(wildcard(values));
        }
        if (random.nextInt(3) == 0) {
            query.itemReference(wildcard(references));
        }
        if (random.nextInt(3) == 0) {
            query.status(pick(List.of(SerialNumberStatus.values())));
        }
        if (random.nextInt(4) == 0) {
            query.dateCreated(range());
        }
        if (random.nextInt(4) == 0) {
            query.lastUpdated(range());
        }
        return query.build();
    }

    ItemQuery items(Organization organization, List<String> references, List<String> names) {
        ItemQuery.Builder query = ItemQuery.builder(organization)
                .sort(pick(List.of(ItemSort.values())), order())
                .page(page());
        if (random.nextInt(3) == 0) {
            query.reference(wildcard(references));
        }
        if (random.nextInt(3) == 0) {
            query.name(wildcard(names));
        }
        if (random.nextInt(4) == 0) {
            query.dateCreated(range());
        }
        if (random.nextInt(4) == 0) {
            query.lastUpdated(range());
        }
        return query.build();
    }

    PassQuery passes(Organization organization, List<String> types, List<String> serialNumbers) {
        PassQuery.Builder query = PassQuery.builder(organization)
                .sort(pick(List.of(PassSort.values())), order())
                .page(page());
        if (random.nextInt(3) == 0) {
            query.passTypeIdentifier(random.nextBoolean() ? Wildcard.of(pick(types)) : wildcard(types));
        }
        if (random.nextInt(3) == 0) {
            query.serialNumber(wildcard(serialNumbers));
        }
        if (random.nextInt(3) == 0) {
            query.voided(random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            query.dateCreated(range());
        }
        if (random.nextInt(4) == 0) {
            query.lastUpdated(range());
        }
        return query.build();
    }

    /** Each letter in upper or lower case. */
    static String inAnyCase(String text, Random random) {
        return written(text, random::nextBoolean);
    }

    /** The letters that are said to be in upper case, the others in lower case. */
    static String written(String text, BooleanSupplier inUpperCase) {
        StringBuilder written = new StringBuilder();
        for (char unit : Texts.foldAsciiCase(text).toCharArray()) {
            written.append(inUpperCase.getAsBoolean() ? Texts.upperAsciiCase(unit) : unit);
        }
        return written.toString();
    }
}
