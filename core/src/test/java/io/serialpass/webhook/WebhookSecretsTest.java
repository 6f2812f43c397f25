package io.serialpass.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets have a form, take each other's place in time, and are never shown. */
class WebhookSecretsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static WebhookSecret secret(int bytes) {
        return new WebhookSecret("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]));
    }

    @Test
    void aSecretHasAKeyOf24To64Bytes() {
        assertThat(secret(24).key()).hasSize(24);
        assertThat(secret(64).key()).hasSize(64);
        assertThat(WebhookSecret.generate(new SecureRandom()).key()).hasSize(32);
        assertThatThrownBy(() -> secret(23)).hasMessageContaining("24 to 64 bytes");
        assertThatThrownBy(() -> secret(65)).hasMessageContaining("24 to 64 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "secret_QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD", "whsec_QUJD*UJDQUJDQUJDQUJDQUJDQUJDQUJD"
            })
    void whatIsNoSecretIsNotShown(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("QUJD");
    }

    @Test
    void aSecretIsNotShownByItsTextForm() {
        WebhookSecret secret = WebhookSecret.generate(new SecureRandom());
        String shown = WebhookSecrets.of(secret).rotated(secret(24), NOW, NOW).toString();
        assertThat(shown).doesNotContain(secret.value().substring(6));
        assertThat(secret).hasToString("WebhookSecret[hidden]");
    }

    @Test
    void twoSecretsSignUntilTheOldOneEnds() {
        WebhookSecret old = secret(24);
        WebhookSecret next = secret(32);
        WebhookSecrets secrets = WebhookSecrets.of(old).rotated(next, NOW, NOW.plusSeconds(60));
        assertThat(secrets.validAt(NOW)).containsExactly(next, old);
        assertThat(secrets.validAt(NOW.plusSeconds(59))).containsExactly(next, old);
        assertThat(secrets.validAt(NOW.plusSeconds(60))).containsExactly(next);
    }

    @Test
    void aSecretThatHasAnEndKeepsItAndTheOldestGivesWay() {
        WebhookSecrets secrets = WebhookSecrets.of(secret(24))
                .rotated(secret(25), NOW, NOW.plusSeconds(60))
                .rotated(secret(26), NOW.plusSeconds(1), NOW.plusSeconds(61));
        assertThat(secrets.all()).hasSize(3);
        assertThat(secrets.all().get(2).endsAt()).contains(NOW.plusSeconds(60));
        assertThat(secrets.all().get(0).endsAt()).isEqualTo(Optional.empty());
        assertThat(secrets.rotated(secret(27), NOW.plusSeconds(2), NOW.plusSeconds(62))
                        .validAt(NOW.plusSeconds(2)))
                .containsExactly(secret(27), secret(26), secret(25));
    }
}
