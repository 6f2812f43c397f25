package io.serialpass.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of the W3C's page, and headers that are none. */
class TraceContextTest {

    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aGoodHeaderIsReadAndHandedOn() {
        TraceContext context = TraceContext.parse(GOOD).orElseThrow();
        assertThat(context.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(context.header("b7ad6b7169203331"))
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01");
    }

    @Test
    void aLaterVersionMayHaveMoreAtItsEnd() {
        String later = "cc" + GOOD.substring(2);
        assertThat(TraceContext.parse(later)).isPresent();
        assertThat(TraceContext.parse(later + "-what-the-future-brings")).isPresent();
        assertThat(TraceContext.parse(later + ".what-the-future-brings")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "nonsense, and longer than a header of the right shape would be, to be sure",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x"
            })
    void nonsenseIsIgnored(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    void noneIsMadeOfBadParts() {
        assertThatThrownBy(() -> new TraceContext("x", "00f067aa0ba902b7", "01"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
