package io.serialpass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void orderIsThatOfUtf8Bytes(long seed) {
        Random random = new Random(seed);
        int[] alphabet = {'a', 'Z', 0xe9, 0xffee, 0xd7ff, 0xe000, 0x1f600, 0x10ffff};
        for (int i = 0; i < 5_000; i++) {
            String left = text(random, alphabet);
            String right = text(random, alphabet);
            int expected = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Texts.BY_CODE_POINT.compare(left, right)))
                    .as("seed %d: %s, %s", seed, left, right)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String text(Random random, int[] alphabet) {
        int[] codePoints = random.ints(random.nextInt(4), 0, alphabet.length)
                .map(i -> alphabet[i])
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    @Test
    void lengthCountsCodePoints() {
        String smileys = "😀".repeat(128);
        assertThat(Texts.requireLine(smileys, 128)).isSameAs(smileys);
        assertThatThrownBy(() -> Texts.requireLine(smileys + "a", 128)).hasMessage("must be 1 to 128 characters long");
    }

    @Test
    void whatHasNoPlaceInATextIsRefused() {
        for (String text : new String[] {"\u0000", "\n", "\u007f", "\u0085", "\ud800", "a\udc00"}) {
            assertThatThrownBy(() -> Texts.requireLine(text, 9)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Texts.requireLines("a\tb\r\nc", 9)).isEqualTo("a\tb\r\nc");
        assertThat(Texts.requireLines("", 9)).isEmpty();
        assertThatThrownBy(() -> Texts.requireLines("\u001b", 9)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Texts.requireText("a\tb\r\nc\u0000\u001d", 9)).isEqualTo("a\tb\r\nc\u0000\u001d");
        assertThat(Texts.requireText("", 9)).isEmpty();
        assertThatThrownBy(() -> Texts.requireText("\ud800", 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\t", "\u00a0", "\u00ad", "\u1680", "\u180e", "\u2007", "\u200b", "\u200f", "\u2028", "\u202f",
                "\u2060", "\u2800", "\u3000", "\u3164", "\ufeff", " \u200b"
            })
    void whatNobodySeesHasNoPlaceAtTheEnds(String unseen) {
        assertThatThrownBy(() -> Texts.requireVisibleEnds(unseen + "a")).hasMessageContaining("white space");
        assertThatThrownBy(() -> Texts.requireVisibleEnds("a" + unseen)).hasMessageContaining("white space");
        assertThatThrownBy(() -> Texts.requireVisibleEnds(unseen)).hasMessageContaining("white space");
        assertThat(Texts.requireVisibleEnds("a" + unseen + "b")).isEqualTo("a" + unseen + "b");
        assertThat(Texts.strip(unseen + "a" + unseen + "b" + unseen)).isEqualTo("a" + unseen + "b");
        assertThat(Texts.strip(unseen)).isEmpty();
    }

    @Test
    void whatIsSeenMayStandAtTheEnds() {
        for (String text :
                new String[] {"", "a", "é", "-", "_", "\"", "😀", "\ud83c\udff4\udb40\udc67\udb40\udc7f", "e\u0301"}) {
            assertThat(Texts.requireVisibleEnds(text)).isEqualTo(text);
            assertThat(Texts.strip(text)).isEqualTo(text);
        }
    }

    @Test
    void upperAndLowerCaseAreThoseOfTheAsciiLettersAlone() {
        for (char unit : "azAZ@[`{09\u00E9\u00C9\uD83D".toCharArray()) {
            boolean lower = 'a' <= unit && unit <= 'z';
            boolean upper = 'A' <= unit && unit <= 'Z';
            assertThat(Texts.upperAsciiCase(unit)).isEqualTo(lower ? Character.toUpperCase(unit) : unit);
            assertThat(Texts.foldAsciiCase(unit)).isEqualTo(upper ? Character.toLowerCase(unit) : unit);
        }
    }
}
