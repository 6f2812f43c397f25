package io.serialpass.http.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTimesTest {

    @ParameterizedTest
    @CsvSource({
        "1764230400, 2025-11-27T08:00:00Z",
        "1764230400123, 2025-11-27T08:00:00.123Z",
        "1764230400.123456, 2025-11-27T08:00:00.123Z",
        "2025-11-27T08:00:00Z, 2025-11-27T08:00:00Z",
        "2025-11-27 08:00:00.123456, 2025-11-27T08:00:00.123Z",
        "2025-11-27T09:00:00+01:00, 2025-11-27T08:00:00Z",
        "2025-11-27 09:00:00 +0100, 2025-11-27T08:00:00Z",
        "2025-11-27 09:00:00+01, 2025-11-27T08:00:00Z",
        "2025-11-27, 2025-11-27T00:00:00Z"
    })
    void theFormsThatServersWriteAreRead(String text, Instant time) {
        assertThat(new SourceTimes(ZoneOffset.UTC).read(text)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({"2025-10-26T02:30:00, 1761438600000", "2025-03-30 02:30:00, 1743298200000"})
    void anHourThatIsThereTwiceOrNotAtAllIsATime(String text, long millis) {
        assertThat(new SourceTimes(ZoneId.of("Europe/Zurich")).read(text)).contains(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @CsvSource({"soon", "27.11.2025", "2025-13-01", "2025-11-27T25:00:00Z", "-5", "1e9"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(new SourceTimes(ZoneOffset.UTC).read(text)).isEmpty();
    }

    @Test
    void aNumberOfADatabaseIsSeconds() {
        assertThat(new SourceTimes(ZoneOffset.UTC).ofObject(1764230400.5))
                .contains(Instant.parse("2025-11-27T08:00:00.500Z"));
    }
}
