package io.serialpass.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.storage.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The secret of a webhook is in the answer that makes it, and nowhere else: in no other answer and in no line of the log. */
@Timeout(120)
class WebhookSecretsStayTest {

    private static final String OWN = "QUJD".repeat(8);

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.serialpass");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.TRACE);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private Answer note(Answer answer) {
        said.add(answer.body() + answer.response().headers().map());
        return answer;
    }

    private static String secretOf(Answer made) {
        String secret = made.json().path("secret").asText();
        assertThat(secret).startsWith("whsec_");
        return secret.substring("whsec_".length());
    }

    @Test
    void noOtherAnswerAndNoLineOfTheLogHoldsASecret() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(OWN));
        try (WebhookServer hooks = WebhookServer.start(TestServer.SQLITE);
                Receiver receiver = Receiver.start()) {
            Answer made = hooks.add(receiver.url(), "\"secret\":\"whsec_" + OWN + "\"");
            String path = made.header("Location");
            secrets.add(secretOf(hooks.server.post(path + "/secret", "")));
            receiver.answers(Receiver.status(500));
            note(hooks.server.post(path + "/test", ""));
            hooks.addPass("S-1");
            String webhook = path.substring("/api/v1.0/".length());
            assertThat(Await.answer(() -> hooks.states(webhook), List.of("failed")::equals))
                    .hasSize(1);
            receiver.answers(Receiver.status(410));
            String delivery = hooks.deliveries(webhook, "").get(0).path("href").asText();
            note(hooks.server.get(delivery));
            note(hooks.server.post(delivery + "/resend", ""));
            assertThat(Await.answer(
                            () -> note(hooks.server.get(path))
                                    .json()
                                    .path("enabled")
                                    .asBoolean(),
                            on -> !on))
                    .isFalse();
            note(hooks.server.get(path + "/deliveries"));
            note(hooks.server.get("webhooks"));
            note(hooks.server.put(path, "{\"enabled\":true,\"description\":\"Books\"}"));
            note(hooks.server.put(path, "{\"secret\":\"whsec_" + OWN + "\"}"));
            note(hooks.server.post("webhooks", "{\"url\":\"http://10.0.0.1/\",\"secret\":\"" + OWN + "\"}"));
            note(hooks.server.post("webhooks", "{\"secret\":\"whsec_" + OWN + "\""));
            note(hooks.server.get("events"));
            note(hooks.server.delete(path));
        }
        List<String> lines = new ArrayList<>();
        synchronized (log) {
            for (ILoggingEvent event : List.copyOf(log.list)) {
                lines.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }
        assertThat(lines).as("the log is listened to").isNotEmpty();
        for (String secret : secrets) {
            assertThat(said).noneMatch(text -> text.contains(secret));
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }
}
