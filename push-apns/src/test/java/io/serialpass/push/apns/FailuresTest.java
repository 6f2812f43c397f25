package io.serialpass.push.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.apns.ApnsStandInBuilder;
import io.serialpass.simulator.apns.PushReaction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways in which APNs, or the way to it, fails. */
@Timeout(60)
class FailuresTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Certificates certificates = new Certificates().put(Pushes.TYPE, Certificates.of(Pushes.TYPE));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private ApnsStandIn start(ApnsStandInBuilder builder) throws Exception {
        ApnsStandIn standIn = builder.start();
        opened.add(standIn);
        return standIn;
    }

    private ApnsPushSender build(ApnsPushSenderBuilder builder) {
        ApnsPushSender sender = builder.pause(Duration.ZERO).build();
        opened.add(sender);
        return sender;
    }

    @Test
    void aPushThatIsNotAnsweredFailsWithinItsDeadline() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder().script(push -> PushReaction.silence()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).deadline(SHORT));
        PushAnswer answer = Pushes.send(sender);
        assertThat(answer.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(answer.reason()).contains("did not answer within 300 ms");
    }

    @Test
    void aConnectionOverWhichNothingIsAnsweredIsReplaced() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder()
                .script(push -> push.connection() == 1 ? PushReaction.silence() : PushReaction.accept()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).deadline(SHORT));
        assertThat(Pushes.send(sender).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(standIn.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void pushesThatWereGivenUpDoNotBlockTheOthersForGood() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder()
                .mostStreams(10)
                .script(push -> push.connection() == 1 && push.number() <= 10
                        ? PushReaction.silence()
                        : PushReaction.accept()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).deadline(SHORT));
        assertThat(Pushes.send(sender, 50)).extracting(PushAnswer::verdict).containsOnly(Verdict.FAILED);
        assertThat(Pushes.send(sender, 50)).containsOnly(PushAnswer.SENT);
    }

    @Test
    void withTooManyGivenUpAFreshConnectionIsMadeThoughOthersAreAnswered() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder()
                .script(push -> push.connection() == 1 && push.number() % 2 == 0
                        ? PushReaction.silence()
                        : PushReaction.accept()));
        ApnsPushSender sender =
                build(Pushes.to(standIn, certificates).deadline(SHORT).mostGivenUp(5));
        assertThat(Pushes.send(sender, 8)).extracting(PushAnswer::verdict).containsOnly(Verdict.SENT, Verdict.FAILED);
        assertThat(standIn.connectionsOpened()).isEqualTo(1);
        Pushes.send(sender, 8);
        assertThat(Pushes.send(sender, 8)).containsOnly(PushAnswer.SENT);
        assertThat(standIn.connectionsOpened()).isEqualTo(2);
        assertThat(sender.countConnections().get()).isEqualTo(1);
    }

    @Test
    void aLateAnswerIsTakenAsLongAsItsDeadlineAllows() throws Exception {
        CompletableFuture<String> moment = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        ApnsStandIn standIn = start(ApnsStandIn.builder().script(push -> {
            asked.countDown();
            return PushReaction.accept().at(moment);
        }));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        CompletionStage<PushAnswer> answer = sender.send(Pushes.TYPE, Pushes.token(1));
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.toCompletableFuture()).isNotDone();
        moment.complete("now");
        assertThat(Pushes.get(answer)).isEqualTo(PushAnswer.SENT);
    }

    @Test
    void aConnectionThatIsDroppedFailsWhatIsUnderWayAndTheNextPushGoesOverANewOne() throws Exception {
        ApnsStandIn standIn = start(
                ApnsStandIn.builder().script(push -> push.number() == 1 ? PushReaction.drop() : PushReaction.accept()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        assertThat(Pushes.send(sender).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Pushes.sendUntilSent(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(standIn.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void goAwayAmidAThousandLosesNone() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder()
                .script(push -> push.connection() == 1 && push.number() == 500
                        ? PushReaction.goAway()
                        : PushReaction.accept()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        List<PushAnswer> answers = Pushes.send(sender, 1000);
        assertThat(answers).extracting(PushAnswer::verdict).containsOnly(Verdict.SENT, Verdict.FAILED);
        assertThat(answers).contains(PushAnswer.SENT);
        assertThat(answers).anyMatch(answer -> answer.verdict() == Verdict.FAILED);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).verdict() == Verdict.FAILED) {
                assertThat(Pushes.get(sender.send(Pushes.TYPE, Pushes.token(i))))
                        .isEqualTo(PushAnswer.SENT);
            }
        }
    }

    @Test
    void fewStreamsAtOnceMakeItSlowerAndNothingElse() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder().mostStreams(2));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        assertThat(Pushes.send(sender, 500)).containsOnly(PushAnswer.SENT);
    }

    @Test
    void anUnreachableServerFailsAtOnceAndIsReachedOnceItIsBack() throws Exception {
        ApnsStandInBuilder builder = ApnsStandIn.builder();
        ApnsStandIn first = builder.start();
        ApnsPushSender sender = build(Pushes.to(first, certificates).deadline(Duration.ofMinutes(1)));
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        int port = first.port();
        first.close();
        List<PushAnswer> answers = Pushes.send(sender, 200);
        assertThat(answers).extracting(PushAnswer::verdict).containsOnly(Verdict.FAILED);
        assertThat(Pushes.send(sender).reason()).contains("cannot be reached");
        ApnsStandIn second = start(builder.port(port));
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(second.accepted()).as("nothing of what failed is sent late").isEqualTo(1);
    }

    @Test
    void aPeerThatNeverEndsTheHandshakeCountsAsFailed() throws Exception {
        ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        opened.add(silent);
        ApnsPushSender sender = build(ApnsPushSender.builder(certificates)
                .server("127.0.0.1", silent.getLocalPort())
                .deadline(SHORT));
        assertThat(Pushes.send(sender, 3)).extracting(PushAnswer::verdict).containsOnly(Verdict.FAILED);
        assertThat(sender.countConnections().get()).isZero();
    }

    @Test
    void aPeerThatDoesNotSpeakTlsCountsAsFailed() throws Exception {
        ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        opened.add(plain);
        Thread answering = new Thread(() -> {
            try (Socket socket = plain.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                while (socket.getInputStream().read() >= 0) {
                    // Whatever comes.
                }
            } catch (IOException e) {
                // The client has gone.
            }
        });
        answering.start();
        ApnsPushSender sender = build(ApnsPushSender.builder(certificates).server("127.0.0.1", plain.getLocalPort()));
        assertThat(Pushes.send(sender).verdict()).isEqualTo(Verdict.FAILED);
        sender.close();
        answering.join();
    }

    @Test
    void aNameThatCannotBeFoundCountsAsFailed() throws Exception {
        ApnsPushSender sender = build(ApnsPushSender.builder(certificates).server("push.invalid", 443));
        PushAnswer answer = Pushes.send(sender);
        assertThat(answer.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void closingWhileApnsIsSilentReturnsAtOnceAndAnswersWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        ApnsStandIn standIn = start(ApnsStandIn.builder().script(push -> {
            asked.countDown();
            return PushReaction.silence();
        }));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).deadline(Duration.ofMinutes(5)));
        List<CompletionStage<PushAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(sender.send(Pushes.TYPE, Pushes.token(i)));
        }
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        long begin = System.nanoTime();
        sender.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        for (CompletionStage<PushAnswer> answer : answers) {
            assertThat(Pushes.get(answer)).isEqualTo(PushAnswer.unanswered(Verdict.FAILED, "The sender was closed."));
        }
        assertThat(Pushes.send(sender).reason()).isEqualTo("The sender was closed.");
        assertThatCode(sender::close).doesNotThrowAnyException();
    }

    @Test
    void afterAFailureNoOtherConnectionIsTriedForAMoment() throws Exception {
        ApnsStandIn gone = ApnsStandIn.builder().start();
        int port = gone.port();
        gone.close();
        ApnsPushSender sender = ApnsPushSender.builder(certificates)
                .server("127.0.0.1", port)
                .pause(Duration.ofHours(1))
                .build();
        opened.add(sender);
        assertThat(Pushes.send(sender).verdict()).isEqualTo(Verdict.FAILED);
        try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Pushes.send(sender).reason()).contains("cannot be reached");
            assertThat(sender.countConnections().get()).isZero();
            assertThat(listening.isBound()).isTrue();
        }
    }
}
