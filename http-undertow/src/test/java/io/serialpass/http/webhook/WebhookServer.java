package io.serialpass.http.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.webhook.client.HostResolver;
import io.serialpass.http.webhook.client.HttpWebhookSender;
import io.serialpass.service.webhook.WebhookLimits;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A server that sends webhooks, also to the machine itself, and short words for what tests do with it. */
final class WebhookServer implements AutoCloseable {

    static final String CARD = "pass.com.example.card";
    static final String MEMORY = "memory:";

    final TestServer server;

    private WebhookServer(TestServer server) {
        this.server = server;
    }

    static WebhookServer start(String url) throws IOException {
        return start(url, WebhookLimits.defaults());
    }

    static WebhookServer start(String url, WebhookLimits limits) throws IOException {
        return new WebhookServer(TestServer.start(
                url,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.webhooks(sender(Duration.ofSeconds(5)), limits)));
    }

    private static HttpWebhookSender sender(Duration deadline) {
        try {
            return HttpWebhookSender.create(true, HostResolver.ofMachine(), SSLContext.getDefault(), deadline);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a webhook, and gives the answer. */
    Answer add(String url, String more) throws Exception {
        Answer answer = server.post("webhooks", "{\"url\":\"" + url + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer;
    }

    /** Makes a webhook of all events, and gives its path. */
    String add(Receiver receiver) throws Exception {
        return "webhooks/" + add(receiver.url(), "").json().path("id").asLong();
    }

    void addPass(String serialNumber) throws Exception {
        server.post("passes", "{\"passTypeIdentifier\":\"" + CARD + "\",\"serialNumber\":\"" + serialNumber + "\"}");
    }

    /** Changes a pass, so that there is an event of it. */
    void change(String serialNumber, int to) throws Exception {
        Answer answer = server.put("passes/" + CARD + "/" + serialNumber, "{\"fields\":{\"n\":" + to + "}}");
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    List<JsonNode> deliveries(String webhook, String query) throws Exception {
        Answer answer = server.get(webhook + "/deliveries?order=asc" + query);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        List<JsonNode> all = new ArrayList<>();
        answer.json().path("data").forEach(all::add);
        return all;
    }

    List<String> states(String webhook) throws Exception {
        return deliveries(webhook, "").stream()
                .map(delivery -> delivery.path("state").asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
