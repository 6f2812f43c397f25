package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTextTest {

    private static List<String> links(String text, String detectors) throws Exception {
        JsonNode types =
                new ObjectMapper().readTree("{\"types\": " + detectors + "}").path("types");
        return LinkText.ofText(text, types).stream()
                .filter(LinkText.Piece::link)
                .map(LinkText.Piece::text)
                .toList();
    }

    @Test
    void whatTheDetectorsFindIsALinkAndNothingElse() throws Exception {
        String text = "See https://example.com/a?b=c. Or www.example.org, me@example.com; call +41 44 123 45 67 or"
                + " (044) 123-4567. Order 2026 of 1234567, on 2026-11-21.";
        String all = "null";
        assertThat(links(text, all))
                .containsExactly(
                        "https://example.com/a?b=c",
                        "www.example.org",
                        "me@example.com",
                        "+41 44 123 45 67",
                        "(044) 123-4567");
        assertThat(links(text, "[\"PKDataDetectorTypePhoneNumber\"]"))
                .containsExactly("+41 44 123 45 67", "(044) 123-4567");
        assertThat(links(text, "[\"PKDataDetectorTypeLink\"]"))
                .containsExactly("https://example.com/a?b=c", "www.example.org", "me@example.com");
        assertThat(links(text, "[]")).isEmpty();
        assertThat(links(text, "[\"PKDataDetectorTypeAddress\"]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href='https://example.com'>Edit</a> it|[Piece[text=Edit, link=true], Piece[text= it, link=false]]",
                "1 &lt; 2 &amp;lt; <b>3</b>|[Piece[text=1 < 2 &lt; , link=false], Piece[text=3, link=false]]",
                "<A HREF=x>a</A><a>b|[Piece[text=a, link=true], Piece[text=b, link=true]]",
                "a < b|[Piece[text=a < b, link=false]]"
            })
    void theTagAAloneMeansSomethingInMarkup(String markup, String pieces) {
        assertThat(LinkText.ofMarkup(markup)).hasToString(pieces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a href='", "http://", "+1 ", "a@", "(0", "<", "www..."})
    void aHostileTextIsReadInATimeThatGrowsWithItsLength(String part) {
        String text = part.repeat(200_000 / part.length());
        assertThat(assertTimeout(
                        Duration.ofSeconds(10),
                        () -> links(text, "null").size()
                                + LinkText.ofMarkup(text).size()))
                .isGreaterThanOrEqualTo(0);
    }
}
