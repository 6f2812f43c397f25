package io.serialpass.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTagTest {

    @Test
    void aTagIsReadAsItIsWritten() {
        assertThat(UpdateTag.parse("1795260669857")).contains(new UpdateTag(1_795_260_669_857L));
        assertThat(new UpdateTag(1_795_260_669_857L)).hasToString("1795260669857");
        assertThat(UpdateTag.parse("0")).contains(new UpdateTag(0));
        assertThat(UpdateTag.parse("9223372036854775807")).contains(new UpdateTag(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.0",
                "1e3",
                "0x10",
                "9223372036854775808",
                "99999999999999999999",
                "٣",
                "2026-11-21T10:00:00Z",
                "1795260669857 ",
                "Sat, 21 Nov 2026 10:00:00 GMT",
                "(null)"
            })
    void whatIsNoTagIsNone(String text) {
        assertThat(UpdateTag.parse(text)).isEmpty();
    }

    @Test
    void theNextTagIsGreaterWhateverTheTime() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            UpdateTag tag = new UpdateTag(random.nextInt(1_000));
            for (int i = 0; i < 50; i++) {
                Instant time = Instant.ofEpochMilli(random.nextInt(2_000) - 500L);
                UpdateTag next = tag.next(time);
                assertThat(next).as("seed %s", seed).isGreaterThan(tag);
                assertThat(next.value()).isGreaterThanOrEqualTo(time.toEpochMilli());
                tag = next;
            }
        }
    }
}
