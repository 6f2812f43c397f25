package io.serialpass.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialNumberStatusTest {

    @ParameterizedTest
    @CsvSource({
        "NEW, RESERVED, true",
        "NEW, SOLD, true",
        "RESERVED, NEW, true",
        "RESERVED, SOLD, true",
        "SOLD, NEW, true",
        "SOLD, RESERVED, false"
    })
    void aLifeHasTheseMoves(SerialNumberStatus from, SerialNumberStatus to, boolean allowed) {
        assertThat(from.canBecome(to)).isEqualTo(allowed);
    }

    @Test
    void namesAreReadInEitherCaseAndCodesStay() {
        assertThat(SerialNumberStatus.parse("sold")).contains(SerialNumberStatus.SOLD);
        assertThat(SerialNumberStatus.parse("SOLD")).contains(SerialNumberStatus.SOLD);
        assertThat(SerialNumberStatus.parse("gone")).isEmpty();
        assertThat(SerialNumberStatus.values())
                .extracting(SerialNumberStatus::code)
                .containsExactly(0, 1, 2);
        for (SerialNumberStatus status : SerialNumberStatus.values()) {
            assertThat(status.canBecome(status)).isTrue();
            assertThat(SerialNumberStatus.ofCode(status.code())).isEqualTo(status);
        }
    }
}
