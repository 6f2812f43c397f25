package io.serialpass.http.webhook.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.webhook.Receiver;
import io.serialpass.http.webhook.TestCertificate;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookUrl;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt ends soon and says why, whatever the receiver does, and goes nowhere that it must not go. */
@Timeout(120)
class HttpWebhookSenderTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    private Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    private HttpWebhookSender sender(boolean allowPrivate, HostResolver resolver, Duration deadline) {
        return open(HttpWebhookSender.create(allowPrivate, resolver, ReceiverClient.usualTls(), deadline));
    }

    private static WebhookCall call(String url) {
        return new WebhookCall(
                new WebhookUrl(url),
                new MessageId("msg_1"),
                Instant.parse("2026-11-21T10:00:00Z"),
                List.of(new WebhookSecret("whsec_" + "QUJD".repeat(8))),
                Optional.empty());
    }

    private static WebhookAnswer send(HttpWebhookSender sender, String url) throws Exception {
        return sender.send(call(url)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private WebhookAnswer answerOf(Receiver.Answer answer, Duration deadline) throws Exception {
        Receiver receiver = open(Receiver.start());
        receiver.answers(answer);
        return send(sender(true, HostResolver.ofMachine(), deadline), receiver.url());
    }

    private static Receiver.Answer raw(String text) {
        return (message, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aTestHasTheFormOfAMessage() throws Exception {
        Receiver receiver = open(Receiver.start());
        assertThat(send(sender(true, HostResolver.ofMachine(), LONG), receiver.url()))
                .isEqualTo(WebhookAnswer.taken(200));
        Receiver.Message message = receiver.next();
        assertThat(message.path()).isEqualTo("/hook");
        assertThat(new String(message.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"webhook.test\",\"timestamp\":\"2026-11-21T10:00:00Z\",\"data\":{}}");
        assertThat(message.header("content-type")).startsWith("application/json");
        assertThat(message.id()).isEqualTo("msg_1");
        assertThat(message.header("webhook-timestamp")).isEqualTo("1795255200");
        assertThat(message.header("webhook-signature")).startsWith("v1,");
        assertThat(message.headers()).doesNotContainKeys("accept-encoding", "cookie", "upgrade", "authorization");
        assertThat(message.header("user-agent")).isEqualTo("Serialpass");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void eachStatusOf2xxIsTaken(int status) throws Exception {
        assertThat(answerOf(Receiver.status(status), LONG).isTaken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 429, 500, 502, 503})
    void noOtherStatusIs(int status) throws Exception {
        WebhookAnswer answer = answerOf(Receiver.status(status), LONG);
        assertThat(answer.isTaken()).isFalse();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo("The receiver answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        Receiver elsewhere = open(Receiver.start());
        WebhookAnswer answer = answerOf(Receiver.status(status, "Location: " + elsewhere.url()), LONG);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).contains("redirect, which is not followed");
        assertThat(elsewhere.peek()).isEmpty();
    }

    @Test
    void aReceiverCanAskToBeLeftAlone() throws Exception {
        assertThat(answerOf(Receiver.status(429, "Retry-After: 120"), LONG).retryAfter())
                .contains(Duration.ofMinutes(2));
        assertThat(answerOf(Receiver.status(503, "Retry-After: Sat, 21 Nov 2026 10:10:00 GMT"), LONG)
                        .retryAfter())
                .contains(Duration.ofMinutes(10));
        assertThat(answerOf(Receiver.status(503, "Retry-After: soon"), LONG).retryAfter())
                .isEmpty();
        assertThat(answerOf(Receiver.status(503, "Retry-After: 99999999999999999999"), LONG)
                        .retryAfter())
                .isEmpty();
    }

    /** An answer without an end: what is read of it is bounded, and the status counts. */
    @Test
    void aHugeAnswerIsCutOff() throws Exception {
        AtomicInteger blocks = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        Receiver.Answer huge = (message, out) -> {
            try {
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (blocks.get() < 100_000) {
                    out.write(new byte[64 << 10]);
                    blocks.incrementAndGet();
                }
            } finally {
                ended.countDown();
            }
        };
        assertThat(answerOf(huge, LONG)).isEqualTo(WebhookAnswer.taken(200));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(blocks).as("what the buffers of the sockets hold").hasValueLessThan(1_000);
    }

    @Test
    void anAnswerThatDripsEndsAtTheDeadline() throws Exception {
        Receiver.Answer drips = (message, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out);
        };
        assertThat(answerOf(drips, SHORT).reason())
                .isEqualTo("The receiver did not answer within 0.7 s, and the attempt was ended.");
    }

    private static void drip(OutputStream out) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            boolean unused = never.await(100, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aBodyThatDripsDoesNotTakeAwayTheStatus() throws Exception {
        Receiver.Answer drips = (message, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out);
        };
        assertThat(answerOf(drips, SHORT)).isEqualTo(WebhookAnswer.taken(200));
    }

    @Test
    void aReceiverThatNeverAnswersEndsAtTheDeadline() throws Exception {
        Receiver receiver = open(Receiver.start());
        receiver.answers((message, out) -> receiver.hang());
        long begin = System.nanoTime();
        WebhookAnswer answer = send(sender(true, HostResolver.ofMachine(), SHORT), receiver.url());
        assertThat(answer.status()).isZero();
        assertThat(answer.reason()).contains("did not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aNameThatIsLookedUpForeverEndsAtTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver stuck = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        assertThat(send(sender(false, stuck, SHORT), "https://hook.example.com/")
                        .reason())
                .contains("did not answer within");
        never.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "<html>hello</html>", "\r\n\r\n"})
    void nonsenseIsNoAnswerAndIsNotShown(String text) throws Exception {
        WebhookAnswer answer = answerOf(raw(text), LONG);
        assertThat(answer.isTaken()).isFalse();
        assertThat(answer.reason()).isNotEmpty().doesNotContain("OpenSSH", "hello", "abc");
    }

    @Test
    void aConnectionThatIsClosedIsNoAnswer() throws Exception {
        assertThat(answerOf(raw(""), LONG).reason()).isEqualTo("The receiver closed the connection without an answer.");
    }

    @Test
    void endlessHeadersAreNoAnswer() throws Exception {
        Receiver.Answer endless = (message, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 10_000_000; i++) {
                out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        };
        assertThat(answerOf(endless, LONG).isTaken()).isFalse();
        Receiver.Answer longLine = (message, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100_000; i++) {
                out.write(new byte[10_000]);
            }
        };
        assertThat(answerOf(longLine, LONG).isTaken()).isFalse();
    }

    @Test
    void aPortWhereNobodyListensIsSaidSo() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(send(sender(true, HostResolver.ofMachine(), LONG), "http://127.0.0.1:" + free + "/")
                        .reason())
                .contains("could not be reached");
        HostResolver nobody = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(send(sender(true, nobody, LONG), "https://hook.example.com/").reason())
                .isEqualTo("The name of the host is not known.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "192.168.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "224.0.0.1",
                "0.0.0.0"
            })
    void aNameThatLeadsToAPrivateAddressIsRefusedAtEachCall(String address) throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        InetAddress given = InetAddress.getByName(address);
        HostResolver resolver = host -> {
            lookUps.incrementAndGet();
            return List.of(InetAddress.getByName("93.184.216.34"), given);
        };
        HttpWebhookSender sender = sender(false, resolver, LONG);
        for (int call = 1; call <= 2; call++) {
            WebhookAnswer answer = send(sender, "https://hook.example.com/");
            assertThat(answer.status()).isZero();
            assertThat(answer.reason()).contains("is not an address of the internet", "Nothing was sent");
            assertThat(lookUps).hasValue(call);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:80/, must begin with https://",
        "http://localhost/, must begin with https://",
        "https://localhost/, to the machine itself",
        "https://a.localhost/, to the machine itself",
        "https://127.0.0.1/, 127.0.0.1",
        "https://10.0.0.1/, 10.0.0.1",
        "https://2130706433/, 127.0.0.1",
        "https://[::1]/, not an address of the internet",
        "https://[::ffff:10.0.0.1]/, not an address of the internet"
    })
    void whatIsClearlyPrivateIsRefusedWithoutALookUp(String url, String reason) throws Exception {
        HostResolver none = host -> {
            throw new AssertionError("asked for " + host);
        };
        HttpWebhookSender sender = sender(false, none, LONG);
        assertThat(sender.whyRefused(new WebhookUrl(url)).orElseThrow()).contains(reason);
        assertThat(send(sender, url).reason()).contains(reason, "Nothing was sent");
        assertThat(sender(true, none, LONG).whyRefused(new WebhookUrl(url))).isEmpty();
    }

    @Test
    void whatNoMachineHasIsRefusedInAnyCase() {
        HttpWebhookSender sender = sender(true, HostResolver.ofMachine(), LONG);
        assertThat(sender.whyRefused(new WebhookUrl("https://224.0.0.1/"))).isPresent();
        assertThat(sender.whyRefused(new WebhookUrl("https://0.0.0.0/"))).isPresent();
        assertThat(sender.whyRefused(new WebhookUrl("https://example.com/"))).isEmpty();
    }

    /** A name server that gives another address the second time would otherwise lead past the look. */
    @Test
    void theConnectionGoesToTheAddressThatWasLookedAtAndTheNameIsVerified() throws Exception {
        TestCertificate certificate = TestCertificate.create(directory, "dns:hook.example.com");
        Receiver receiver = open(Receiver.start(certificate.forReceiver()));
        AtomicInteger lookUps = new AtomicInteger();
        HostResolver resolver = host -> {
            lookUps.incrementAndGet();
            return List.of(InetAddress.getByName("127.0.0.1"));
        };
        HttpWebhookSender sender = open(HttpWebhookSender.create(true, resolver, certificate.forSender(), LONG));
        String url = "https://hook.example.com:" + receiver.port() + "/hook";
        assertThat(send(sender, url)).isEqualTo(WebhookAnswer.taken(200));
        assertThat(lookUps).hasValue(1);
        assertThat(receiver.next().header("host")).isEqualTo("hook.example.com:" + receiver.port());
        assertThat(send(sender, url.replace("hook.example", "other.example")).reason())
                .contains("could not be secured");
        assertThat(receiver.peek()).isEmpty();
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        Receiver receiver = open(
                Receiver.start(TestCertificate.create(directory, "ip:127.0.0.1").forReceiver()));
        assertThat(send(sender(true, HostResolver.ofMachine(), LONG), receiver.url())
                        .reason())
                .contains("could not be secured");
        assertThat(receiver.peek()).isEmpty();
    }

    @Test
    void aSenderThatIsClosedGivesUpWhatIsUnderWay() throws Exception {
        Receiver receiver = open(Receiver.start());
        receiver.answers((message, out) -> receiver.hang());
        HttpWebhookSender sender = sender(true, HostResolver.ofMachine(), LONG);
        CompletableFuture<WebhookAnswer> answer =
                sender.send(call(receiver.url())).toCompletableFuture();
        receiver.next();
        sender.close();
        assertThat(answer.get(10, TimeUnit.SECONDS).isTaken()).isFalse();
        assertThat(send(sender, receiver.url()).reason()).contains("stopping");
    }
}
