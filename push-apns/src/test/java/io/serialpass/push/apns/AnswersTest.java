package io.serialpass.push.apns;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.apns.PushReaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer of APNs, over HTTP/2 and TLS, and what is to be done after it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private volatile PushReaction reaction = PushReaction.accept();

    private ApnsStandIn standIn;
    private ApnsPushSender sender;

    @BeforeAll
    void start() throws Exception {
        standIn = ApnsStandIn.builder()
                .expirationInTheFuture()
                .script(push -> reaction)
                .start();
        sender = Pushes.to(standIn, new Certificates().put(Pushes.TYPE, Certificates.of(Pushes.TYPE)))
                .build();
    }

    @AfterAll
    void stop() {
        sender.close();
        standIn.close();
    }

    private PushAnswer answerTo(PushReaction what) throws Exception {
        reaction = what;
        return Pushes.send(sender);
    }

    @Test
    void aPushThatIsTakenIsSent() throws Exception {
        assertThat(answerTo(PushReaction.accept())).isEqualTo(PushAnswer.SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadDeviceToken, BAD_TOKEN",
        "400, DeviceTokenNotForTopic, BAD_TOKEN",
        "400, BadTopic, CREDENTIALS",
        "400, TopicDisallowed, CREDENTIALS",
        "400, MissingTopic, CREDENTIALS",
        "400, BadPriority, REFUSED",
        "400, InvalidPushType, REFUSED",
        "400, BadExpirationDate, REFUSED",
        "400, BadMessageId, REFUSED",
        "400, PayloadEmpty, REFUSED",
        "400, DuplicateHeaders, REFUSED",
        "400, IdleTimeout, FAILED",
        "403, BadCertificate, CREDENTIALS",
        "403, BadCertificateEnvironment, CREDENTIALS",
        "403, ExpiredProviderToken, CREDENTIALS",
        "403, InvalidProviderToken, CREDENTIALS",
        "403, MissingProviderToken, CREDENTIALS",
        "403, UnrelatedKeyIdInToken, CREDENTIALS",
        "404, BadPath, REFUSED",
        "405, MethodNotAllowed, REFUSED",
        "413, PayloadTooLarge, REFUSED",
        "410, Unregistered, GONE",
        "410, ExpiredToken, GONE",
        "429, TooManyRequests, TOO_OFTEN",
        "429, TooManyProviderTokenUpdates, FAILED",
        "500, InternalServerError, FAILED",
        "503, ServiceUnavailable, FAILED",
        "503, Shutdown, FAILED",
    })
    void eachReasonOfApnsSaysWhatToDo(int status, String reason, Verdict verdict) throws Exception {
        PushAnswer answer = answerTo(PushReaction.refuse(status, reason));
        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.goneSince()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, FAILED",
        "403, CREDENTIALS",
        "404, FAILED",
        "405, FAILED",
        "410, FAILED",
        "413, FAILED",
        "429, FAILED",
        "500, FAILED",
        "502, FAILED",
        "503, FAILED",
    })
    void anAnswerWithoutAReasonIsNotOfApnsAndTheTokenStays(int status, Verdict verdict) throws Exception {
        for (String body : new String[] {"", "{}", "<html>No</html>", "{\"reason\":7}", "[]"}) {
            PushAnswer answer = answerTo(PushReaction.answer(status, body));
            assertThat(answer.verdict()).as(body).isEqualTo(verdict);
            assertThat(answer.status()).as(body).isEqualTo(status);
            assertThat(answer.reason()).as(body).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 410, 413, 429, 500, 503})
    void withoutABodyTheStatusIsLostAndThePushIsTriedAgain(int status) throws Exception {
        PushAnswer answer = answerTo(PushReaction.withoutBody(status));
        assertThat(answer.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(answer.status()).isZero();
        assertThat(answer.reason()).isNotEmpty();
        assertThat(answerTo(PushReaction.accept())).isEqualTo(PushAnswer.SENT);
    }

    @Test
    void aDeadTokenHasTheTimeOfItsDeath() throws Exception {
        Instant since = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        PushAnswer answer = answerTo(PushReaction.gone("Unregistered", since));
        assertThat(answer.verdict()).isEqualTo(Verdict.GONE);
        assertThat(answer.goneSince()).contains(since);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1764460800", "0", "-5", "\"2025-11-30\"", "null", "99999999999999", "1.5e12"})
    void aTimeThatCannotBeIsNone(String timestamp) throws Exception {
        PushAnswer answer =
                answerTo(PushReaction.answer(410, "{\"reason\":\"Unregistered\",\"timestamp\":" + timestamp + "}"));
        assertThat(answer.goneSince()).isEmpty();
        assertThat(answer.verdict()).isIn(Verdict.GONE, Verdict.FAILED);
    }

    @Test
    void aTimeBesideAnotherStatusIsNone() throws Exception {
        String body = "{\"reason\":\"BadDeviceToken\",\"timestamp\":" + System.currentTimeMillis() + "}";
        assertThat(answerTo(PushReaction.answer(400, body)).goneSince()).isEmpty();
    }

    @Test
    void whatIsNoWordOfApnsIsNotHandedOn() throws Exception {
        String path = "/3/device/" + Pushes.token(0).value();
        PushAnswer answer = answerTo(PushReaction.refuse(404, "Cannot POST " + path));
        assertThat(answer.toString()).doesNotContain(Pushes.token(0).value());
    }
}
