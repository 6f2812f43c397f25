package io.serialpass.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.500Z");

    private static Pass pass() {
        return new Pass(
                1,
                new PassId(new PassTypeIdentifier("pass.a"), new PassSerialNumber("S")),
                new Organization("acme"),
                new AuthenticationToken("t"),
                Optional.empty(),
                PassDetails.NONE,
                PackageSource.NONE,
                new UpdateTag(1),
                Optional.empty(),
                NOW,
                NOW);
    }

    @Test
    void eachVersionHasASecondOfItsOwnWhateverTheClock() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Pass pass = pass();
            Set<Instant> seconds = new HashSet<>();
            Optional<Instant> last = Optional.empty();
            for (int i = 0; i < 50; i++) {
                Instant time = NOW.plusMillis(random.nextInt(20_000) - 10_000L);
                pass = pass.nextVersion(pass.updateTag().next(time), time);
                Instant second = pass.lastModified().orElseThrow();
                assertThat(second).isEqualTo(second.truncatedTo(ChronoUnit.SECONDS));
                assertThat(seconds.add(second)).as("seed %s", seed).isTrue();
                last.ifPresent(before -> assertThat(second).isAfter(before));
                assertThat(second).isAfterOrEqualTo(Instant.ofEpochSecond(time.getEpochSecond()));
                assertThat(pass.lastUpdated()).isAfterOrEqualTo(NOW);
                last = Optional.of(second);
            }
        }
    }

    @Test
    void secretsAreNotInTheTextForm() {
        Pass pass = pass();
        assertThat(new AuthenticationToken("secret-1").toString()).doesNotContain("secret");
        assertThat(new PushToken("secret-2").toString()).doesNotContain("secret");
        assertThat(pass.toString()).contains("AuthenticationToken[hidden]");
    }

    @Test
    void tokensAreLongAndDiffer() {
        SecureRandom random = new SecureRandom();
        AuthenticationToken token = AuthenticationToken.generate(random);
        assertThat(token.value()).hasSizeGreaterThanOrEqualTo(32).matches("[A-Za-z0-9_-]+");
        assertThat(token.matches(new AuthenticationToken(token.value()))).isTrue();
        assertThat(token.matches(AuthenticationToken.generate(random))).isFalse();
        assertThat(token.matches(new AuthenticationToken(""))).isFalse();
    }

    @Test
    void aPushTokenIsMaskedByCharacters() {
        assertThat(new PushToken("0123456789").masked()).isEqualTo("…23456789");
        assertThat(new PushToken("01234567").masked()).isEqualTo("…");
        assertThat(new PushToken("\ud83d\ude00".repeat(9)).masked()).isEqualTo("…" + "\ud83d\ude00".repeat(8));
    }

    @Test
    void fieldsAreLimitedInSizeAndWhatTheyHold() {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        values.put("a", new FieldValue.Text("x".repeat(PassFields.MOST_BYTES - 1)));
        assertThat(new PassFields(values).values()).isEqualTo(values);
        values.put("b", new FieldValue.Bool(true));
        assertThatThrownBy(() -> new PassFields(values)).hasMessageContaining("64 KB");
        assertThatThrownBy(() -> new PassFields(Map.of("a\n", new FieldValue.Bool(true))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new PassFields(Map.of("a", new FieldValue.Text("\u0000\u001d\u0085"))).values())
                .as("the message of a barcode can be binary data")
                .hasSize(1);
        assertThatThrownBy(() -> new PassFields(Map.of("a", new FieldValue.Text("\ud800"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PassFields(Map.of("a", new FieldValue.Decimal(new BigDecimal("1e999999")))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
