package io.serialpass.http.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void whatIsEncodedDecodesToTheSame(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            int[] codePoints = random.ints(8, 0, 0x11000)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .toArray();
            String text = new String(codePoints, 0, codePoints.length);
            String encoded = Percent.encode(text);
            assertThat(encoded).as("seed %d", seed).matches("[A-Za-z0-9._~%-]*");
            assertThat(Percent.decodeSegment(encoded)).as("seed %d", seed).isEqualTo(text);
            assertThat(Percent.decodeForm(encoded)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%4g", "a%", "%ff", "%c3%28", "%ed%a0%80", "%c0%af", "ü"})
    void whatIsNotValidIsRefused(String text) {
        assertThatThrownBy(() -> Percent.decodeSegment(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percent.decodeForm(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlusIsASpaceInFormsAlone() {
        assertThat(Percent.decodeForm("a+b%2Bc")).isEqualTo("a b+c");
        assertThat(Percent.decodeSegment("a+b%2Fc")).isEqualTo("a+b/c");
    }
}
