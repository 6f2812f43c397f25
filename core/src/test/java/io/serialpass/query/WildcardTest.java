package io.serialpass.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, ABC, true",
        "abc, abcd, false",
        "abc*, abc, true",
        "*abc, xxabc, true",
        "*abc*, xabcx, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "*, anything, true",
        "a**b, ab, true",
        "a*b, a*b, true",
        "ä, Ä, false",
        "a.c, abc, false"
    })
    void matchesAsDocumented(String pattern, String text, boolean matches) {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void matchesWhatTheEquivalentRegularExpressionMatches(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String pattern = text(random, "ab*A", 1 + random.nextInt(7));
            String text = text(random, "abBA", random.nextInt(9));
            String regex =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertThat(Wildcard.of(pattern).matches(text))
                    .as("seed %d: %s against %s", seed, pattern, text)
                    .isEqualTo(Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                            .matcher(text)
                            .matches());
        }
    }

    private static String text(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @Test
    void aPatternIsOneLineOfBoundedLength() {
        assertThatThrownBy(() -> Wildcard.of("")).hasMessageContaining("1 to 512");
        assertThatThrownBy(() -> Wildcard.of("a\u0000")).hasMessageContaining("control");
        assertThatThrownBy(() -> Wildcard.of("x".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }
}
