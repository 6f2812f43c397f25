package io.serialpass.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a receiver is one of https, or of the machine itself. */
class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://Example.com:8443/a/b?c=d",
                "https://[2001:db8::1]/",
                "https://10.0.0.1/",
                "http://localhost:9000/hook",
                "http://127.0.0.1/",
                "http://127.200.3.4:1/",
                "http://[::1]:8080/"
            })
    void anAddressIsTakenAsItIs(String url) {
        assertThat(new WebhookUrl(url).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 to 2048",
                "example.com/hook | https://",
                "ftp://example.com/ | https://",
                "file:///etc/passwd | https://",
                "http://example.com/ | only for receivers on the machine itself",
                "http://127.0.0.1.example.com/ | only for receivers on the machine itself",
                "http://localhost.example.com/ | only for receivers on the machine itself",
                "https:///hook | must name a host",
                "https://0x7f.1/ | must name a host",
                "https://127.1/ | must name a host",
                "https://user:secret@example.com/ | user name or password",
                "https://example.com/#top | fragment",
                "https://example.com:0/ | port of 1 to 65535",
                "https://example.com:65536/ | port of 1 to 65535",
                "https://exa mple.com/ | visible ASCII",
                "https://ex%61mple.com/ | must name a host",
                "https://[::1/ | must be a URL",
                "javascript:alert(1) | https://"
            })
    void whatIsNoAddressIsToldWhy(String url, String reason) {
        assertThatThrownBy(() -> new WebhookUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theHostOfAnAddressOfSixteenBytesHasNoBrackets() {
        assertThat(new WebhookUrl("https://[2001:db8::1]:99/").host()).isEqualTo("2001:db8::1");
        assertThat(new WebhookUrl("https://example.com:99/").host()).isEqualTo("example.com");
        assertThat(new WebhookUrl("https://example.com/").isPlain()).isFalse();
        assertThat(new WebhookUrl("HTTP://localhost/").isPlain()).isTrue();
    }

    @Test
    void anAddressHasAnEnd() {
        String url = "https://example.com/" + "x".repeat(WebhookUrl.LONGEST - 20);
        assertThat(new WebhookUrl(url).value()).hasSize(WebhookUrl.LONGEST);
        assertThatThrownBy(() -> new WebhookUrl(url + "x")).hasMessageContaining("1 to 2048");
    }
}
