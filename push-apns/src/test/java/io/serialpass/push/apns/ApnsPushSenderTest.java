package io.serialpass.push.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.DeliveryPriority;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.simulator.apns.AcceptedPush;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.apns.ApnsStandInBuilder;
import io.serialpass.simulator.apns.PushReaction;
import io.serialpass.wallet.PushToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, with which certificate, and what never is. */
@Timeout(60)
class ApnsPushSenderTest {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Certificates certificates = new Certificates().put(Pushes.TYPE, Certificates.of(Pushes.TYPE));
    private final Queue<AcceptedPush> accepted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private ApnsStandIn start(ApnsStandInBuilder builder) throws Exception {
        ApnsStandIn standIn = builder.start();
        standIn.onAccepted(accepted::add);
        opened.add(standIn);
        return standIn;
    }

    private ApnsPushSender build(ApnsPushSenderBuilder builder) {
        ApnsPushSender sender = builder.build();
        opened.add(sender);
        return sender;
    }

    @Test
    void aPushHasTopicTypePriorityAndAnExpirationInTheFuture() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder().expirationInTheFuture());
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(accepted).singleElement().satisfies(push -> {
            assertThat(push.token()).isEqualTo(Pushes.token(0).value());
            assertThat(push.topic()).isEqualTo(Pushes.TYPE.value());
            assertThat(push.pushType()).isEqualTo("alert");
            assertThat(push.priority()).isEqualTo(10);
            assertThat(push.expiration())
                    .hasValueSatisfying(expiration -> assertThat(expiration)
                            .isBetween(
                                    before.plus(Duration.ofDays(30)),
                                    Instant.now().plus(Duration.ofDays(30))));
        });
    }

    @Test
    void pushTypePriorityAndExpirationCanBeChosen() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        Pushes.send(build(Pushes.to(standIn, certificates)
                .pushType(ApnsPushType.BACKGROUND)
                .expiration(Duration.ofHours(1))));
        Pushes.send(build(Pushes.to(standIn, certificates).priority(5)));
        assertThat(accepted).extracting(AcceptedPush::pushType).containsExactly("background", "alert");
        assertThat(accepted).extracting(AcceptedPush::priority).containsExactly(5, 5);
        assertThatThrownBy(() -> build(Pushes.to(standIn, certificates)
                        .pushType(ApnsPushType.BACKGROUND)
                        .priority(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 5");
    }

    @Test
    void withoutAPushTypeThereIsNoHeader() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        PushAnswer answer = Pushes.send(build(Pushes.to(standIn, certificates).pushType(ApnsPushType.NONE)));
        assertThat(answer.reason()).isEqualTo("InvalidPushType");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x?y#z",
                "a/../b",
                "abc",
                "0123456789abcdeg",
                "sample-token",
                "6f3a 0b1c",
                "%61%62",
                "\u0661\u0662"
            })
    void aTokenThatApnsCannotHaveGivenIsNeverSent(String text) throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        PushToken token = new PushToken(text);
        assertThat(sender.isReachable(token)).isFalse();
        assertThat(Pushes.get(sender.send(Pushes.TYPE, token)).verdict()).isEqualTo(Verdict.BAD_TOKEN);
        assertThat(standIn.connectionsOpened()).isZero();
    }

    @Test
    void tokensOfAnyUsualLengthAreSentAndHugeOnesAreNot() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        for (int digits : new int[] {2, 64, 200, 512}) {
            PushToken token = new PushToken("aB".repeat(digits / 2));
            assertThat(sender.isReachable(token)).isTrue();
            assertThat(Pushes.get(sender.send(Pushes.TYPE, token))).isEqualTo(PushAnswer.SENT);
        }
        assertThat(sender.isReachable(new PushToken("a".repeat(514)))).isFalse();
        assertThat(sender.isReachable(new PushToken("a".repeat(4096)))).isFalse();
    }

    @Test
    void anExpiredCertificateIsNoticedByTheClockAndNothingIsSent() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        certificates.put(Pushes.TYPE, Certificates.of(Pushes.TYPE, end.minus(Duration.ofDays(365)), end));
        ApnsPushSender late =
                build(Pushes.to(standIn, certificates).clock(Clock.fixed(end.plusSeconds(1), ZoneOffset.UTC)));
        PushAbility ability = late.ability(Pushes.TYPE);
        assertThat(ability.isOn()).isFalse();
        assertThat(ability.reason()).contains("expired", "2026-01-01", "Renew");
        assertThat(Pushes.send(late).verdict()).isEqualTo(Verdict.CREDENTIALS);
        ApnsPushSender early = build(
                Pushes.to(standIn, certificates).clock(Clock.fixed(end.minus(Duration.ofDays(366)), ZoneOffset.UTC)));
        assertThat(early.ability(Pushes.TYPE).reason()).contains("not valid before");
        assertThat(standIn.connectionsOpened()).isZero();
    }

    @Test
    void aCertificateThatApnsRefusesIsAFaultOfCredentialsForAllThatIsUnderWay() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        Instant end = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        certificates.put(Pushes.TYPE, Certificates.of(Pushes.TYPE, end.minus(Duration.ofDays(2)), end));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates)
                .clock(Clock.fixed(end.minusSeconds(60), ZoneOffset.UTC))
                .pause(Duration.ZERO)
                .deadline(Duration.ofMinutes(1)));
        // With TLS 1.3 the sender may write before the alert comes: the end of the connection can then overtake the
        // alert,
        // and all that the sender can say is that the connection ended. It learns the reason with one of the next
        // connections.
        List<PushAnswer> answers = Pushes.send(sender, 20);
        for (int i = 0; i < 1000 && answers.stream().anyMatch(each -> each.verdict() == Verdict.FAILED); i++) {
            answers = Pushes.send(sender, 20);
        }
        assertThat(answers).extracting(PushAnswer::verdict).containsOnly(Verdict.CREDENTIALS);
        assertThat(answers.get(0).reason()).contains("refuses the certificate");

        // Somebody mends it.
        certificates.put(Pushes.TYPE, Certificates.of(Pushes.TYPE, end.minusSeconds(120), end.plusSeconds(200_000)));
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
    }

    @Test
    void aServerThatIsNotTrustedIsAFaultOfCredentialsAndSaysSo() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsStandIn other = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).trust(List.of(other.certificate())));
        PushAnswer answer = Pushes.send(sender);
        assertThat(answer.verdict()).isEqualTo(Verdict.CREDENTIALS);
        assertThat(answer.reason()).contains("not trusted");
    }

    @Test
    void aCertificateOfAnotherTopicIsAFaultOfCredentials() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        certificates.put(Pushes.TYPE, Certificates.of(new PassTypeIdentifier("pass.com.example.other")));
        PushAnswer answer = Pushes.send(build(Pushes.to(standIn, certificates)));
        assertThat(answer.verdict()).isEqualTo(Verdict.CREDENTIALS);
        assertThat(answer.reason()).isEqualTo("TopicDisallowed");
    }

    @Test
    void withoutACertificateNothingIsSentAndTheReasonIsTold() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, new Certificates()));
        assertThat(sender.ability(Pushes.TYPE)).isEqualTo(PushAbility.off("There is none."));
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.unanswered(Verdict.CREDENTIALS, "There is none."));
    }

    @Test
    void aCertificateThatIsReplacedIsUsedFromTheNextPushOn() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        String first = sender.ability(Pushes.TYPE).credentials();
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(standIn.connectionsOpened()).isEqualTo(1);
        certificates.put(Pushes.TYPE, Certificates.of(Pushes.TYPE));
        assertThat(sender.ability(Pushes.TYPE).credentials()).isNotEqualTo(first);
        assertThat(Pushes.send(sender)).isEqualTo(PushAnswer.SENT);
        assertThat(standIn.connectionsOpened()).isEqualTo(2);
        assertThat(sender.countConnections().get()).isEqualTo(1);
    }

    @Test
    void manyPassTypesShareOneThread() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        List<CompletionStage<PushAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            PassTypeIdentifier type = new PassTypeIdentifier("pass.com.example.type" + i);
            certificates.put(type, Certificates.of(type));
            answers.add(sender.send(type, Pushes.token(i)));
        }
        for (CompletionStage<PushAnswer> answer : answers) {
            assertThat(Pushes.get(answer)).isEqualTo(PushAnswer.SENT);
        }
        assertThat(standIn.connectionsOpened()).isEqualTo(50);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("serialpass-push-apns"))
                .filteredOn(Thread::isAlive)
                .hasSize(1);
    }

    @Test
    void noMoreConnectionsAreKeptThanAllowed() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder());
        ApnsPushSender sender = build(Pushes.to(standIn, certificates).mostConnections(3));
        for (int i = 0; i < 10; i++) {
            PassTypeIdentifier type = new PassTypeIdentifier("pass.com.example.type" + i);
            certificates.put(type, Certificates.of(type));
            assertThat(Pushes.get(sender.send(type, Pushes.token(i)))).isEqualTo(PushAnswer.SENT);
            assertThat(sender.countConnections().get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void noTextFormShowsAToken() {
        WalletPush push = new WalletPush(
                Pushes.token(7).value(), "pass.com.example.ticket", Instant.EPOCH, DeliveryPriority.IMMEDIATE, null);
        assertThat(push.toString()).doesNotContain(Pushes.token(7).value());
        assertThat(Certificates.of(Pushes.TYPE).toString()).matches("Certificate\\[certificate [0-9]+]");
        assertThat(new AcceptedPush(Pushes.token(7).value(), "a", "alert", 10, Optional.empty()).toString())
                .doesNotContain(Pushes.token(7).value());
    }

    @Test
    void aPushWhoseStreamIsRefusedIsSentAgainUnseen() throws Exception {
        ApnsStandIn standIn = start(ApnsStandIn.builder()
                .script(push -> push.number() <= 10 ? PushReaction.refuseStream() : PushReaction.accept()));
        ApnsPushSender sender = build(Pushes.to(standIn, certificates));
        assertThat(Pushes.send(sender, 20)).containsOnly(PushAnswer.SENT);
    }
}
