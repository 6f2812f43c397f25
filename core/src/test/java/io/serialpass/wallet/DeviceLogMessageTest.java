package io.serialpass.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that devices were seen to send, with other names. */
class DeviceLogMessageTest {

    private static final String STAMP = "[2026-01-02 03:04:05 +0100] ";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                "Register task (for device D1, pass type pass.a.b, serial number S-1| with web service url https://e.com/x) encountered error: Authentication failure; REGISTER; pass.a.b; S-1; D1",
                "Unregister task (for device D1, pass type pass.a.b, serial number S-1| with web service url https://e.com) encountered error: Authentication failure; UNREGISTER; pass.a.b; S-1; D1",
                "Get serial #s task (for device D1, pass type pass.a.b, last updated (null)| with web service url https://e.com) encountered error: Unexpected response code 401; LIST; pass.a.b; -; D1",
                "Get pass task (pass type pass.a.b, serial number S-1, if-modified-since (null)| with web service url https://e.com) encountered error: Unexpected response code 500; FETCH; pass.a.b; S-1; -",
                "Get pass task (pass type pass.a.b, serial number S-1, if-modified-since Sat, 21 Nov 2026 10:00:00 GMT| with web service url https://e.com) encountered error: Unexpected response code 404; FETCH; pass.a.b; S-1; -",
                "Web service error for pass.a.b (https://e.com): Update requested for unregistered serial number S-1; UNREGISTERED_PASS; pass.a.b; S-1; -",
                "Web service error for pass.a.b (https://e.com): Server requested update to serial number 'S-1', but the pass was unchanged.; UNCHANGED_PASS; pass.a.b; S-1; -",
                "Web service error for pass.a.b (https://e.com): Server ignored the 'if-modified-since' header (Sat, 21 Nov 2026 10:00:00 GMT) and returned the full unchanged pass data for serial number 'S-1'.; IGNORED_IF_MODIFIED_SINCE; pass.a.b; S-1; -",
                "Server returned the pass data for serial number 'S-1' but did not provide a 'last-modified' header.; MISSING_LAST_MODIFIED; -; S-1; -",
                "Register task (for device D1, pass type pass.a.b, serial number A/1=:,b)c'd| with web service url https://e.com/x) encountered error: Authentication failure; REGISTER; pass.a.b; A/1=:,b)c'd; D1",
                "Web service error for pass.a.b (https://e.com): Server requested update to serial number 'A/1,'2', but the pass was unchanged.; UNCHANGED_PASS; pass.a.b; A/1,'2; -",
                "Something else altogether; -; -; -; -"
            })
    void aKnownShapeIsRead(String shape, DeviceLogKind kind, String type, String serialNumber, String device) {
        // The semicolon of the messages would end a column here.
        String text = STAMP + shape.replace('|', ';');
        DeviceLogMessage message = DeviceLogMessage.parse(text);
        assertThat(message.text()).isEqualTo(text);
        assertThat(message.kind().orElse(null)).isEqualTo(kind);
        assertThat(message.passTypeIdentifier().map(value -> value.value()).orElse(null))
                .isEqualTo(type);
        assertThat(message.serialNumber().map(PassSerialNumber::value).orElse(null))
                .isEqualTo(serialNumber);
        assertThat(message.device().map(DeviceLibraryIdentifier::value).orElse(null))
                .isEqualTo(device);
    }

    @Test
    void whatAStoreCouldNotGiveBackIsReplaced() {
        assertThat(DeviceLogMessage.parse("a\u0000b\ud800c\nd\u0085").text()).isEqualTo("a\ufffdb\ufffdc\nd\ufffd");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        String emoji = "\ud83d\ude00";
        assertThat(DeviceLogMessage.parse(emoji.repeat(5000)).text()).isEqualTo(emoji.repeat(4096));
        assertThat(DeviceLogMessage.parse("x".repeat(5000)).text()).hasSize(4096);
    }

    @Test
    void namesThatNothingCanHaveAreLeftOut() {
        DeviceLogMessage message =
                DeviceLogMessage.parse("Web service error for p\u00e4ss (u): unregistered serial number <scr\u00efpt>");
        assertThat(message.passTypeIdentifier()).isEmpty();
        assertThat(message.serialNumber()).isEmpty();
    }

    @Test
    void anyTextIsReadInShortTime() {
        Random random = new Random(5);
        String[] parts = {
            "Get pass task (", "(", ")", "pass type ", "serial number '", "device ", "a", " ", ";", "encountered error"
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 600; j++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            DeviceLogMessage parsed = DeviceLogMessage.parse(text.toString());
            assertThat(parsed.text()).hasSizeLessThanOrEqualTo(DeviceLogMessage.LONGEST);
        }
    }
}
