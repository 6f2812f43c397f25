package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushSender;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.simulator.apns.AcceptedPush;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.apple.signing.Signer;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

@Timeout(60)
class PushOptionsTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.ticket");
    private static final PushToken TOKEN = new PushToken("6f3a0b1c2d3e4f50");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final TrialAuthority AUTHORITY =
            TrialAuthority.create(Instant.parse("2026-01-01T00:00:00Z"), new SecureRandom());

    @TempDir
    private Path directory;

    @Command(name = "pushing")
    private static final class Pushing {
        @Mixin
        private PushOptions push;

        @SuppressWarnings("NullAway.Init") // picocli fills the field
        Pushing() {}
    }

    private static PushSender sender(SigningIdentities identities, String... arguments) {
        Pushing pushing = new Pushing();
        new CommandLine(pushing)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new FileNames())
                .parseArgs(arguments);
        return pushing.push.sender(identities, CLOCK);
    }

    private static PushAbility ability(SigningIdentities identities, String... arguments) {
        try (PushSender sender = sender(identities, arguments)) {
            return sender.ability(TYPE);
        }
    }

    private static SigningIdentities trial() {
        return SigningIdentities.of(AUTHORITY.identity(TYPE, "TEAM123456", CLOCK.instant()));
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private String p8() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return file(
                "AuthKey_ABC1234567.p8",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void aPushReachesTheServiceThatIsNamed() throws Exception {
        try (ApnsStandIn standIn = ApnsStandIn.builder().expirationInTheFuture().start()) {
            List<AcceptedPush> accepted = new ArrayList<>();
            standIn.onAccepted(accepted::add);
            try (PushSender sender = sender(
                    trial(),
                    "--push-host",
                    "127.0.0.1",
                    "--push-port",
                    Integer.toString(standIn.port()),
                    "--push-trust",
                    file("stand-in.pem", standIn.certificatePem()),
                    "--push-type",
                    "background",
                    "--push-in-flight",
                    "7")) {
                assertThat(sender.mostUnderWay()).isEqualTo(7);
                assertThat(sender.send(TYPE, TOKEN).toCompletableFuture().get(30, TimeUnit.SECONDS))
                        .isEqualTo(PushAnswer.SENT);
            }
            assertThat(accepted).singleElement().satisfies(push -> {
                assertThat(push.topic()).isEqualTo(TYPE.value());
                assertThat(push.pushType()).isEqualTo("background");
                assertThat(push.priority()).isEqualTo(5);
            });
        }
    }

    @Test
    void appleIsNotAskedWithCertificatesOfATrial() {
        PushAbility ability = ability(trial());
        assertThat(ability.isOn()).isFalse();
        assertThat(ability.reason()).contains("Apple did not issue").contains("--push-host");
        assertThat(ability(trial(), "--push-host", "127.0.0.1").isOn()).isTrue();
    }

    @Test
    void aTypeWithoutACertificateWaitsAndSaysWhatIsMissing() {
        PushAbility ability = ability(SigningIdentities.of());
        assertThat(ability.isOn()).isFalse();
        assertThat(ability.reason()).contains(TYPE.value()).contains("--certificates");
    }

    @Test
    void aKeyOutsideOfTheProgramCannotPush() {
        TrialAuthority.Issued issued = AUTHORITY.issue(
                TYPE,
                "TEAM123456",
                "EC",
                CLOCK.instant().minusSeconds(60),
                CLOCK.instant().plusSeconds(3600));
        Signer elsewhere = data -> SigningIdentity.signer(issued.key()).sign(data);
        SigningIdentities identities = SigningIdentities.of(
                SigningIdentity.of(issued.certificate(), List.of(AUTHORITY.intermediate()), elsewhere));
        PushAbility ability = ability(identities, "--push-host", "localhost");
        assertThat(ability.isOn()).isFalse();
        assertThat(ability.reason()).contains("outside of this program").contains("--push-key");
    }

    @Test
    void aTokenKeyPushesEveryTypeToAppleToo() throws Exception {
        String[] arguments = {"--push-key", p8(), "--push-key-id", "ABC1234567", "--push-team-id", "TEAM123456"};
        PushAbility ability = ability(SigningIdentities.of(), arguments);
        assertThat(ability.isOn()).isTrue();
        assertThat(ability.credentials()).contains("ABC1234567");
    }

    @Test
    void switchedOffNothingIsPushed() {
        assertThat(ability(trial(), "--no-push", "--push-host", "127.0.0.1").isOn())
                .isFalse();
    }

    /** Of an answer that it cannot read Pushy logs all, which may be the path of the request with the push token. */
    @Test
    void theServersLogTakesNothingOfPushy() {
        System.Logger pushy = System.getLogger("com.eatthepath.pushy.apns.ApnsClientHandler");
        assertThat(pushy.isLoggable(System.Logger.Level.ERROR)).isFalse();
        System.Logger ours = System.getLogger(ApnsPushSender.class.getName());
        assertThat(ours.isLoggable(System.Logger.Level.WARNING)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--push-port 0, --push-port",
        "--push-expiration 31, 1 to 30",
        "--push-in-flight 0, 1 to 10000",
        "--push-priority 7, 5 or 10",
        "--push-type background --push-priority 10, must be 5",
        "--push-type voip, --push-type",
        "--push-host https://api.push.apple.com, is no name",
        "--push-host api.sandbox.push.apple.com, production",
        "--push-key-id ABC1234567, give all three",
        "--push-trust nowhere.pem, no such file",
    })
    void anOptionThatCannotBeSoIsNamedInOneLine(String arguments, String said) {
        assertThatThrownBy(() -> sender(trial(), arguments.split(" ")).close())
                .isInstanceOf(ParameterException.class)
                .message()
                .contains("--push-")
                .contains(said)
                .doesNotContain("\n");
    }

    @Test
    void aFileThatHoldsNoKeyIsNamedAndNotShown() throws Exception {
        String file = file("wrong.p8", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> sender(
                                trial(),
                                "--push-key",
                                file,
                                "--push-key-id",
                                "ABC1234567",
                                "--push-team-id",
                                "TEAM123456")
                        .close())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("wrong.p8")
                .hasMessageNotContaining("c2VjcmV0");
        String nothing = file("nothing.pem", "hello");
        assertThatThrownBy(() -> sender(trial(), "--push-trust", nothing).close())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("holds no certificate");
    }
}
