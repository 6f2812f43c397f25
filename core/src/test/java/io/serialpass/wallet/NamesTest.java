package io.serialpass.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of passes, types and devices are what real issuers and wallets use, and nothing that a path cannot hold. */
class NamesTest {

    private static final String LONGEST = "x".repeat(255);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB12CD-ORD07/09/25-DOE/JANE-XX987-en",
                "ORDER=:1",
                "!",
                "~",
                "...",
                "./.",
                "//",
                "a\\b",
                "%2F",
                "'\"<>"
            })
    void aSerialNumberIsOfVisibleAscii(String value) {
        assertThat(new PassSerialNumber(value).value()).isEqualTo(value);
        assertThat(new PassSerialNumber(LONGEST).value()).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a\u00a0b", "\u00fc", "\u007f", "\t", "\ud83d\ude00", "\u0000"})
    void anotherIsNone(String value) {
        assertThatThrownBy(() -> new PassSerialNumber(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass.com.example", "A_b-9.", "x"})
    void aPassTypeIdentifierIsOfLettersDigitsAndThreeMarks(String value) {
        assertThat(new PassTypeIdentifier(value).value()).isEqualTo(value);
        assertThat(new PassTypeIdentifier(LONGEST).value()).isEqualTo(LONGEST);
        assertThatThrownBy(() -> new PassTypeIdentifier(value + "/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b=:", "."})
    void aDeviceIsOfVisibleAscii(String value) {
        assertThat(new DeviceLibraryIdentifier(value).value()).isEqualTo(value);
        assertThat(new DeviceLibraryIdentifier(LONGEST).value()).isEqualTo(LONGEST);
        assertThatThrownBy(() -> new DeviceLibraryIdentifier(value + " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x"})
    void noneIsLongerThan255(String more) {
        assertThatThrownBy(() -> new PassSerialNumber(LONGEST + more)).hasMessageContaining("255");
        assertThatThrownBy(() -> new PassTypeIdentifier(LONGEST + more)).hasMessageContaining("255");
        assertThatThrownBy(() -> new DeviceLibraryIdentifier(LONGEST + more)).hasMessageContaining("255");
    }
}
