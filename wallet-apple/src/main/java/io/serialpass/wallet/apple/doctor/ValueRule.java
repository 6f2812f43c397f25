package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassColor;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** A kind of value that a key must have. */
enum ValueRule {
    TEXT("a text", JsonNode::isTextual),
    NUMBER("a number", JsonNode::isNumber),
    WHOLE_NUMBER("a whole number", ValueRule::isWhole),
    BOOL("true or false", JsonNode::isBoolean),
    OBJECT("an object", JsonNode::isObject),
    TEXTS("a list of texts", node -> eachIs(node, JsonNode::isTextual)),
    WHOLE_NUMBERS("a list of whole numbers", node -> eachIs(node, ValueRule::isWhole)),
    OBJECTS("a list of objects", node -> eachIs(node, JsonNode::isObject)),
    ANY("any value", node -> true),
    COLOR(
            "a colour such as rgb(255, 128, 0)",
            node -> isText(node, text -> PassColor.parse(text).isPresent())),
    DATE(
            "a time in W3C form with hours, minutes and a time zone, such as 2027-05-01T20:00+02:00",
            node -> isText(node, ValueRule::isDate)),
    URL("a URL", node -> isText(node, ValueRule::isUrl)),
    HTTPS_URL(
            "an https URL",
            node -> isText(node, text -> isUrl(text) && text.regionMatches(true, 0, "https:", 0, "https:".length()))),
    TIME_ZONE("a time zone such as Europe/Berlin", node -> isText(node, ValueRule::isTimeZone)),
    CURRENCY("an ISO 4217 currency code such as EUR", node -> isText(node, ValueRule::isCurrency)),
    DATE_STYLE(
            "one of PKDateStyleNone, Short, Medium, Long, Full",
            node -> isText(node, styles("PKDateStyle", "None", "Short", "Medium", "Long", "Full")::contains)),
    NUMBER_STYLE(
            "one of PKNumberStyleDecimal, Percent, Scientific, SpellOut",
            node -> isText(node, styles("PKNumberStyle", "Decimal", "Percent", "Scientific", "SpellOut")::contains)),
    TEXT_ALIGNMENT(
            "one of PKTextAlignmentLeft, Center, Right, Natural",
            node -> isText(node, styles("PKTextAlignment", "Left", "Center", "Right", "Natural")::contains)),
    TRANSIT_TYPE(
            "one of PKTransitTypeAir, Boat, Bus, Generic, Train",
            node -> isText(node, styles("PKTransitType", "Air", "Boat", "Bus", "Generic", "Train")::contains)),
    EVENT_TYPE(
            "one of PKEventTypeGeneric, LivePerformance, Movie, Sports, Conference, Convention, Workshop,"
                    + " SocialGathering",
            node -> isText(
                    node,
                    styles(
                            "PKEventType",
                            "Generic",
                            "LivePerformance",
                            "Movie",
                            "Sports",
                            "Conference",
                            "Convention",
                            "Workshop",
                            "SocialGathering")::contains)),
    ENTRY_TYPE("the text event", node -> isText(node, "event"::equals)),
    DETECTORS(
            "a list of PKDataDetectorTypePhoneNumber, Link, Address, CalendarEvent",
            node -> eachIs(
                    node,
                    element -> isText(
                            element,
                            styles("PKDataDetectorType", "PhoneNumber", "Link", "Address", "CalendarEvent")
                                    ::contains)));

    private static final DateTimeFormatter DATES = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
            .appendOptional(new DateTimeFormatterBuilder()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .toFormatter(Locale.ROOT))
            .appendPattern("XXX")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String words;
    private final Predicate<JsonNode> test;

    ValueRule(String words, Predicate<JsonNode> test) {
        this.words = words;
        this.test = test;
    }

    /** The end of a sentence that says how a value must be. */
    String words() {
        return words;
    }

    /** Whether a value keeps its rule, or is one that only a pass has. */
    boolean allows(JsonNode value) {
        return PassTemplate.isUnknown(value) || test.test(value);
    }

    /** Reports the value of a key, if the key is there and its value breaks its rule. */
    void check(ObjectNode object, String path, String key, Findings findings) {
        JsonNode value = object.get(key);
        if (value != null && !allows(value)) {
            findings.error(
                    path + key,
                    "The value " + (value.isValueNode() ? Shown.text(value.asText()) + " " : "") + "is not " + words
                            + ".",
                    "Make it " + words + ".");
        }
    }

    private static boolean eachIs(JsonNode node, Predicate<JsonNode> test) {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode element : node) {
            if (!PassTemplate.isUnknown(element) && !test.test(element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(JsonNode node, Predicate<String> test) {
        return node.isTextual() && test.test(node.textValue());
    }

    private static boolean isWhole(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    }

    private static boolean isTimeZone(String text) {
        try {
            ZoneId unused = ZoneId.of(text, ZoneId.SHORT_IDS);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Set<String> styles(String prefix, String... names) {
        return Set.copyOf(List.of(names).stream().map(prefix::concat).toList());
    }

    static boolean isDate(String text) {
        try {
            OffsetDateTime unused = OffsetDateTime.parse(text, DATES);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether two values are dates, and the first is the later one. */
    static boolean isAfter(JsonNode first, JsonNode second) {
        return isText(first, ValueRule::isDate)
                && isText(second, ValueRule::isDate)
                && OffsetDateTime.parse(first.textValue()).isAfter(OffsetDateTime.parse(second.textValue()));
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isCurrency(String text) {
        try {
            Currency unused = Currency.getInstance(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
