package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.PushNotificationResponse;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What APNs' answers mean for passes. The statuses and reasons are those of Apple's page "Handling notification responses from
 * APNs". Safe for use by many threads.
 */
final class Answers {

    /** Before there were passes. A time in seconds instead of milliseconds is read as one of January 1970. */
    private static final Instant FIRST_TIME = Instant.parse("2010-01-01T00:00:00Z");

    /** How far APNs' clock may be ahead of this machine's. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** Anything else is not a word of APNs', and may be the request sent back, with the token in it. */
    private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,64}");

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    PushAnswer of(PushNotificationResponse<WalletPush> response) {
        if (response.isAccepted()) {
            return PushAnswer.SENT;
        }
        String reason = response.getRejectionReason()
                .filter(text -> REASON.matcher(text).matches())
                .orElse("");
        Verdict verdict = verdict(response.getStatusCode(), reason);
        // Pushy reads a time whatever the status is.
        Optional<Instant> goneSince = verdict == Verdict.GONE
                ? response.getTokenInvalidationTimestamp().filter(this::isPlausible)
                : Optional.empty();
        return new PushAnswer(verdict, response.getStatusCode(), reason, goneSince);
    }

    private boolean isPlausible(Instant time) {
        return !time.isBefore(FIRST_TIME) && time.isBefore(clock.instant().plus(SKEW));
    }

    private static Verdict verdict(int status, String reason) {
        return switch (status) {
            case 400 -> ofBadRequest(reason);
            case 403 -> Verdict.CREDENTIALS;
            case 404, 405, 413 -> reason.isEmpty() ? Verdict.FAILED : Verdict.REFUSED;
            case 410 -> reason.isEmpty() ? Verdict.FAILED : Verdict.GONE;
            case 429 -> reason.equals("TooManyRequests") ? Verdict.TOO_OFTEN : Verdict.FAILED;
            // 500 and 503 of APNs, and whatever a machine in between says.
            default -> Verdict.FAILED;
        };
    }

    private static Verdict ofBadRequest(String reason) {
        return switch (reason) {
            // Not a fault of the certificate: anybody who holds a pass may register a token of another app.
            case "BadDeviceToken", "DeviceTokenNotForTopic" -> Verdict.BAD_TOKEN;
            case "BadTopic", "MissingTopic", "TopicDisallowed" -> Verdict.CREDENTIALS;
            // APNs closes a connection that was idle. An answer without a reason is not APNs' own.
            case "IdleTimeout", "" -> Verdict.FAILED;
            default -> Verdict.REFUSED;
        };
    }
}
