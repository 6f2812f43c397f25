package io.serialpass.push.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.simulator.apns.ApnsStandIn;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pushes with a token key in place of certificates. */
@Timeout(60)
class ApnsTokenKeyTest {

    private static final String KEY_ID = "ABC1234567";
    private static final String TEAM = "TEAM123456";

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String p8(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\r\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\r\n-----END PRIVATE KEY-----";
    }

    @Test
    void oneKeyPushesEachPassTypeOverOneConnection() throws Exception {
        KeyPair pair = pair("secp256r1");
        try (ApnsStandIn standIn = ApnsStandIn.builder()
                        .tokenKey(KEY_ID, TEAM, pair.getPublic())
                        .start();
                ApnsPushSender sender = Pushes.to(standIn, ApnsCredentials.none())
                        .tokenKey(ApnsTokenKey.of(p8(pair), KEY_ID, TEAM))
                        .build()) {
            for (int i = 0; i < 5; i++) {
                PassTypeIdentifier type = new PassTypeIdentifier("pass.com.example.type" + i);
                assertThat(sender.ability(type).isOn()).isTrue();
                assertThat(Pushes.get(sender.send(type, Pushes.token(i)))).isEqualTo(PushAnswer.SENT);
            }
            assertThat(standIn.connectionsOpened()).isEqualTo(1);
        }
    }

    @Test
    void aKeyOfAnotherTeamIsAFaultOfCredentials() throws Exception {
        KeyPair pair = pair("secp256r1");
        try (ApnsStandIn standIn = ApnsStandIn.builder()
                        .tokenKey(KEY_ID, "OTHER67890", pair.getPublic())
                        .start();
                ApnsPushSender sender = Pushes.to(standIn, ApnsCredentials.none())
                        .tokenKey(ApnsTokenKey.of(p8(pair), KEY_ID, TEAM))
                        .build()) {
            PushAnswer answer = Pushes.send(sender);
            assertThat(answer.verdict()).isEqualTo(Verdict.CREDENTIALS);
            assertThat(answer.reason()).isEqualTo("InvalidProviderToken");
        }
    }

    @Test
    void whatIsNoKeyOfApplesIsRefusedAndNotShown() throws Exception {
        String secret = Base64.getEncoder().encodeToString("not a key".getBytes(StandardCharsets.UTF_8));
        String broken = "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----";
        assertThatThrownBy(() -> ApnsTokenKey.of(broken, KEY_ID, TEAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256")
                .hasMessageNotContaining(secret)
                .hasNoCause();
        String other = p8(pair("secp384r1"));
        assertThatThrownBy(() -> ApnsTokenKey.of(other, KEY_ID, TEAM)).hasMessageContaining("P-256");
        assertThatThrownBy(() -> ApnsTokenKey.of("hello", KEY_ID, TEAM)).hasMessageContaining("BEGIN PRIVATE KEY");
        String right = p8(pair("secp256r1"));
        assertThatThrownBy(() -> ApnsTokenKey.of(right, "short", TEAM)).hasMessageContaining("key id");
        assertThatThrownBy(() -> ApnsTokenKey.of(right, KEY_ID, "team of mine")).hasMessageContaining("team id");
        assertThat(ApnsTokenKey.of(right, KEY_ID, TEAM)).hasToString("ApnsTokenKey[ABC1234567, team TEAM123456]");
    }
}
