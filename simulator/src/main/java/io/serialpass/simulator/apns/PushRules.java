package io.serialpass.simulator.apns;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a push, as Apple's pages "Sending notification requests to APNs" and "Handling notification responses from
 * APNs" have them. Safe for use by many threads.
 */
final class PushRules {

    static final int MOST_BYTES = 4096;

    private static final String PATH = "/3/device/";
    private static final int MOST_TOKEN_DIGITS = 512;
    private static final int MOST_TOPIC = 255;
    private static final int MOST_COLLAPSE_ID = 64;

    private static final String BACKGROUND = "background";
    private static final Set<String> PUSH_TYPES = Set.of(
            "alert",
            BACKGROUND,
            "complication",
            "controls",
            "fileprovider",
            "liveactivity",
            "location",
            "mdm",
            "pushtotalk",
            "voip",
            "widgets");
    private static final Set<String> PRIORITIES = Set.of("1", "5", "10");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final boolean hasToBeKept;
    private final Set<String> topics;

    /**
     * Takes the options.
     *
     * @param hasToBeKept whether a push must expire in the future
     * @param topics the topics that are allowed; none where all are
     */
    PushRules(Clock clock, boolean hasToBeKept, Set<String> topics) {
        this.clock = clock;
        this.hasToBeKept = hasToBeKept;
        this.topics = topics;
    }

    /** What is wrong with the method or the path; nobody looks at credentials before. */
    Optional<Refusal> checkTarget(RequestHeaders headers) {
        if (!"POST".equals(headers.method)) {
            return refuse(405, "MethodNotAllowed");
        }
        String path = headers.path;
        if (path == null || !path.startsWith(PATH)) {
            return refuse(404, "BadPath");
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the rest.
     *
     * @param certificateTopic the topic of the client's certificate; empty where any is allowed
     * @param length how many bytes the body has
     * @param body its first bytes
     */
    Optional<Refusal> check(RequestHeaders headers, Optional<String> certificateTopic, int length, byte[] body) {
        if (headers.isRepeated) {
            return refuse(400, "DuplicateHeaders");
        }
        String token = token(headers);
        if (token.isEmpty()) {
            return refuse(400, "MissingDeviceToken");
        }
        if (!isToken(token)) {
            return refuse(400, "BadDeviceToken");
        }
        if (headers.id != null && !UUID.matcher(headers.id).matches()) {
            return refuse(400, "BadMessageId");
        }
        if (!isExpiration(headers.expiration)) {
            return refuse(400, "BadExpirationDate");
        }
        if (headers.pushType == null || !PUSH_TYPES.contains(headers.pushType)) {
            return refuse(400, "InvalidPushType");
        }
        if (!isPriority(headers)) {
            return refuse(400, "BadPriority");
        }
        if (headers.collapseId != null
                && headers.collapseId.getBytes(StandardCharsets.UTF_8).length > MOST_COLLAPSE_ID) {
            return refuse(400, "BadCollapseId");
        }
        return checkTopic(headers.topic, certificateTopic).or(() -> checkBody(length, body));
    }

    private Optional<Refusal> checkTopic(@Nullable String topic, Optional<String> certificateTopic) {
        if (topic == null) {
            return refuse(400, "MissingTopic");
        }
        if (topic.isEmpty() || topic.length() > MOST_TOPIC) {
            return refuse(400, "BadTopic");
        }
        boolean isAllowed = (topics.isEmpty() || topics.contains(topic))
                && certificateTopic.map(topic::equals).orElse(true);
        return isAllowed ? Optional.empty() : refuse(400, "TopicDisallowed");
    }

    private static Optional<Refusal> checkBody(int length, byte[] body) {
        if (length == 0) {
            return refuse(400, "PayloadEmpty");
        }
        if (length > MOST_BYTES) {
            return refuse(413, "PayloadTooLarge");
        }
        // APNs' list has no word for this one.
        return isObject(length, body) ? Optional.empty() : refuse(400, "PayloadNotJson");
    }

    private static boolean isObject(int length, byte[] body) {
        if (length == 2 && body[0] == '{' && body[1] == '}') {
            return true;
        }
        try {
            return JSON.readTree(body, 0, length).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    /** The token in the path of a request whose target is right. */
    static String token(RequestHeaders headers) {
        String path = headers.path;
        return path == null ? "" : path.substring(PATH.length());
    }

    private static boolean isToken(String token) {
        if (token.length() > MOST_TOKEN_DIGITS || token.length() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            char digit = token.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f') && (digit < 'A' || digit > 'F')) {
                return false;
            }
        }
        return true;
    }

    private boolean isExpiration(@Nullable String seconds) {
        if (seconds == null) {
            return !hasToBeKept;
        }
        return SECONDS.matcher(seconds).matches()
                && (!hasToBeKept
                        || Instant.ofEpochSecond(Long.parseLong(seconds)).isAfter(clock.instant()));
    }

    private static boolean isPriority(RequestHeaders headers) {
        String priority = headers.priority;
        if (BACKGROUND.equals(headers.pushType)) {
            return "5".equals(priority);
        }
        return priority == null || PRIORITIES.contains(priority);
    }

    /** What a request that keeps the rules asks for. */
    static AcceptedPush push(RequestHeaders headers) {
        long seconds = headers.expiration == null ? 0 : Long.parseLong(headers.expiration);
        return new AcceptedPush(
                token(headers),
                String.valueOf(headers.topic),
                String.valueOf(headers.pushType),
                headers.priority == null ? 10 : Integer.parseInt(headers.priority),
                seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds)));
    }

    private static Optional<Refusal> refuse(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
