package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.webhook.Receiver;
import io.serialpass.storage.Storages;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serialpass webhook} works on the store. */
@Timeout(120)
class WebhookCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private StringWriter out = new StringWriter();
    private String url = "";

    @BeforeEach
    void createStore() {
        url = "jdbc:sqlite:" + directory.resolve("store.db");
        Storages.open(url).close();
    }

    private int run(String command, String... more) {
        out = new StringWriter();
        List<String> arguments =
                new ArrayList<>(List.of("webhook", command, "--storage", url, "--organization", "shop"));
        arguments.addAll(List.of(more));
        return Commands.run(out, err, arguments.toArray(new String[0]));
    }

    @Test
    void aWebhookIsAddedListedChangedAndRemoved() {
        assertThat(run(
                        "add",
                        "https://example.com/hook",
                        "--event",
                        "pass.changed,pass.voided",
                        "--description",
                        "Books"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("Webhook 1 is made.", "Secret: whsec_");
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .isEqualTo("1\ton\thttps://example.com/hook\tpass.changed,pass.voided\tall pass types\tBooks"
                        + System.lineSeparator());
        assertThat(run("set", "1", "--enabled", "false", "--pass-type", "pass.x"))
                .isZero();
        assertThat(out.toString()).contains("Webhook 1 is off.");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("\toff\t", "\tpass.x\t").doesNotContain("whsec_");
        assertThat(run("secret", "1")).isZero();
        assertThat(out.toString()).startsWith("Secret: whsec_");
        assertThat(run("deliveries", "1", "--state", "givenUp")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("resend", "1", "--since", "2026-01-01")).isZero();
        assertThat(out.toString()).contains("0 messages are to be sent again.");
        assertThat(run("remove", "1")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aTestSaysWhatCame() throws Exception {
        try (Receiver receiver = Receiver.start()) {
            assertThat(run("add", receiver.url(), "--webhook-allow-private")).isZero();
            assertThat(run("test", "1", "--webhook-allow-private")).isZero();
            assertThat(out.toString()).contains("The receiver took it: 200.");
            assertThat(receiver.next().json().path("type").asText()).isEqualTo("webhook.test");
            receiver.answers(Receiver.status(418));
            assertThat(run("test", "1", "--webhook-allow-private")).isEqualTo(1);
            assertThat(out.toString()).contains("The receiver answered 418.");
        }
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertThat(run("add", "http://localhost:9/")).isEqualTo(1);
        assertThat(err.toString()).contains("The URL must begin with https://").contains("--webhook-allow-private");
        assertThat(run("add", "ftp://x")).isEqualTo(2);
        assertThat(run("add", "https://example.com/", "--event", "pass.sung")).isEqualTo(2);
        assertThat(err.toString()).contains("'pass.sung' is none of pass.created, ");
        for (String command : List.of("remove", "secret", "test", "deliveries", "set")) {
            assertThat(run(command, "7")).as(command).isEqualTo(1);
        }
        assertThat(run("resend", "7", "--delivery", "1")).isEqualTo(1);
        assertThat(run("resend", "7")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(10).doesNotContain("Exception");
    }
}
