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

    @ParameterizedTest
    @CsvSource({
        "Caf&#233; &#x20AC;5 &amp; more, Café €5 & more",
        "&lt;a&gt; &quot;b&quot; &apos;c&#39;, <a> \"b\" 'c'",
        "a&nbsp;b, a\u00a0b",
        "&amp;lt;, &lt;",
        "M&uuml;ller &Ouml;l &szlig; &eacute; &euro; &hellip; &copy;, Müller Öl ß é € … ©",
        "&#0; &#xD800; &#1114112;, \uFFFD \uFFFD \uFFFD",
        "&foo; & &; AT&T, &foo; & &; AT&T"
    })
    void charactersOfMarkupAreReadOnce(String markup, String text) {
        assertThat(LinkText.ofMarkup(markup)).containsExactly(new LinkText.Piece(text, false));
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
                        "(044) 123-4567",
                        "2026-11-21");
        assertThat(links(text, "[\"PKDataDetectorTypePhoneNumber\"]"))
                .containsExactly("+41 44 123 45 67", "(044) 123-4567");
        assertThat(links(text, "[\"PKDataDetectorTypeLink\"]"))
                .containsExactly("https://example.com/a?b=c", "www.example.org", "me@example.com");
        assertThat(links(text, "[]")).isEmpty();
        assertThat(links(text, "[\"PKDataDetectorTypeAddress\"]")).isEmpty();
        assertThat(links(text, "[\"PKDataDetectorTypeOther\"]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Come to 1 Infinite Loop Road, Cupertino, CA 95014 or call|1 Infinite Loop Road, Cupertino, CA 95014",
                "at 221B Baker Street.|221B Baker Street.",
                "Lindenstra\u00dfe 5, 10115 Berlin|Lindenstra\u00dfe 5, 10115 Berlin",
                "Ort: Am M\u00fchlweg 12a, dann links|M\u00fchlweg 12a",
                "Bahnhofstr. 7 CH-8001 Z\u00fcrich|Bahnhofstr. 7 CH-8001 Z\u00fcrich",
                "12 bis, rue de la Paix, 75002 Paris|12 bis, rue de la Paix, 75002 Paris"
            })
    void anAddressIsALink(String text, String address) throws Exception {
        assertThat(links(text, "[\"PKDataDetectorTypeAddress\"]")).containsExactly(address);
        assertThat(links(text, "[\"PKDataDetectorTypeCalendarEvent\"]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on 2026-11-21 at 19:30.|2026-11-21 at 19:30",
                "2026-11-21T19:30:00|2026-11-21T19:30:00",
                "am 21.11.2026 um 19.30 Uhr, Halle 3|21.11.2026 um 19.30 Uhr",
                "01.02.2026|01.02.2026",
                "11/21/2026, 7:30 PM|11/21/2026, 7:30 PM",
                "Nov 21st, 2026 and later|Nov 21st, 2026",
                "December 3 at 8:00 pm|December 3 at 8:00 pm",
                "21. November 2026|21. November 2026",
                "le 14 juillet 2027 \u00e0 20:00 h|14 juillet 2027 \u00e0 20:00 h",
                "el 5 de enero de 2027|5 de enero de 2027"
            })
    void anAppointmentIsALink(String text, String appointment) throws Exception {
        assertThat(links(text, "[\"PKDataDetectorTypeCalendarEvent\"]")).containsExactly(appointment);
        assertThat(links(text, "null")).containsExactly(appointment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Row 12 Seat 7, gate 5",
                "Version 1.2.2026.4 of 12/2026",
                "Order 2026-11-210 in 3 Street",
                "Maybe 5 of 12 marshmallows",
                "EUR 12.30"
            })
    void aTextThatIsNeitherIsNoLink(String text) throws Exception {
        assertThat(links(text, "null")).isEmpty();
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
    @ValueSource(
            strings = {
                "<a href='",
                "http://",
                "+1 ",
                "a@",
                "(0",
                "<",
                "www...",
                "1 A",
                "1 Aa ",
                "A",
                "1 rue a",
                "1.1.",
                "1 May ",
                "12/"
            })
    void aHostileTextIsReadInATimeThatGrowsWithItsLength(String part) {
        String text = part.repeat(200_000 / part.length());
        assertThat(assertTimeout(
                        Duration.ofSeconds(10),
                        () -> links(text, "null").size()
                                + LinkText.ofMarkup(text).size()))
                .isGreaterThanOrEqualTo(0);
    }
}
