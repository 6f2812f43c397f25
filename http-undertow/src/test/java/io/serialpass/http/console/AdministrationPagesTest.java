package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.webhook.client.HttpWebhookSender;
import io.serialpass.service.webhook.WebhookLimits;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Administrators make and revoke tokens in the console, and see who did what. Nobody else sees these pages. */
class AdministrationPagesTest {

    private static TestServer server;
    private static ConsoleClient client;
    private static String cookie;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) -> builder.webhooks(HttpWebhookSender.create(true), WebhookLimits.defaults()));
        client = new ConsoleClient(server);
        cookie = client.session("secret");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> page(String path) throws Exception {
        HttpResponse<String> page = client.get(path, cookie);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page;
    }

    private static long idOf(String name) throws Exception {
        for (JsonNode token : server.get("tokens").json().path("data")) {
            if (token.path("name").asText().equals(name)) {
                return token.path("id").asLong();
            }
        }
        throw new AssertionError("there is no token " + name);
    }

    @Test
    void aTokenIsMadeShownOnceAndRevoked() throws Exception {
        HttpResponse<String> made = client.submit(
                "/console/tokens", cookie, "name", "the <b>gate</b>", "role", "read", "expirationDate", "");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        Matcher secret = Pattern.compile("value=\"(serialpass_[^\"]+)\"").matcher(made.body());
        assertThat(secret.find()).as(made.body()).isTrue();
        assertThat(ConsoleClient.header(made, "Cache-Control")).isEqualTo("no-store");
        assertThat(page("/console/tokens").body())
                .contains("the &lt;b&gt;gate&lt;/b&gt;", "not yet", "never")
                .doesNotContain(secret.group(1));
        String theirs = client.session(secret.group(1));
        for (String path : List.of("tokens", "audit")) {
            assertThat(client.get("/console/" + path, theirs).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(client.get("/console", theirs).body()).doesNotContain("/console/tokens", "/console/audit");
        String revoke = "/console/tokens/" + idOf("the <b>gate</b>") + "/revoke";
        assertThat(page(revoke).body()).contains("will be refused from now on").doesNotContain("You signed in");
        assertThat(client.get("/console", theirs).statusCode())
                .as("a page changes nothing")
                .isEqualTo(200);
        HttpResponse<String> revoked = client.submit(revoke, cookie);
        assertThat(ConsoleClient.header(revoked, "Location")).isEqualTo("/console/tokens?done=revoked");
        assertThat(page("/console/tokens?done=revoked").body()).contains("Done: the token is revoked.");
        assertThat(client.get("/console", theirs).statusCode())
                .as("their session has ended")
                .isEqualTo(303);
        assertThat(client.submit(revoke, cookie).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenThatCannotBeMadeIsRefusedWithTheReason() throws Exception {
        for (String[] wrong : new String[][] {
            {"x", "root", "", "role"},
            {"x", "read", "soon", "expirationDate"},
            {"x", "read", "2001-01-01", "expirationDate"},
            {"n".repeat(101), "read", "", "name"}
        }) {
            HttpResponse<String> refused = client.submit(
                    "/console/tokens", cookie, "name", wrong[0], "role", wrong[1], "expirationDate", wrong[2]);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong[3]);
        }
    }

    @Test
    void theTrailShowsTheNewestChangeFirstAndGoesBack() throws Exception {
        long item = server.addItem("AUDITED");
        for (int i = 0; i < 120; i++) {
            server.add(item, "v" + i);
        }
        server.put("items/" + item, "{\"name\":\"\\u05db\\u05e8\\u05d8\\u05d9\\u05e1\"}");
        String newest = page("/console/audit").body();
        assertThat(newest).contains("Item changed", "AUDITED", "configured, role admin", "127.0.0.1");
        assertThat(newest.indexOf("<td>Item changed")).isLessThan(newest.indexOf("<td>Serial numbers added"));
        Matcher earlier =
                Pattern.compile("id=\"earlier\" rel=\"next\" href=\"([^\"]+)\"").matcher(newest);
        assertThat(earlier.find()).isTrue();
        String before = page(earlier.group(1).replace("&amp;", "&")).body();
        assertThat(before).contains("<td>Item added").doesNotContain("<td>Item changed", "id=\"earlier\"");
        String filtered = page("/console/audit?type=item.changed&tokenId=&time_gte=2001-01-01&time_lt=")
                .body();
        assertThat(filtered).contains("<td>Item changed").doesNotContain("<td>Serial numbers added");
        assertThat(page("/console/audit?tokenId=4711").body()).contains("Nothing that fits was changed");
        assertThat(client.get("/console/audit?type=coffee.made", cookie).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatPhonesLoggedIsFilteredAndIsNoHtml() throws Exception {
        server.send(server.request("/v1/log")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"logs\":[\"<script>alert(1)</script> happened\",\"something else\"]}"))
                .build());
        assertThat(page("/console/device-logs").body())
                .contains("2 messages", "&lt;script&gt;alert(1)&lt;/script&gt; happened")
                .doesNotContain("<script>");
        assertThat(page("/console/device-logs?message=some*&kind=").body()).contains("1 message", "something else");
        assertThat(page("/console/device-logs?message=none").body()).contains("No message fits all of these filters.");
    }

    @Test
    void aWebhookIsTestedAndShowsTheLastAnswers() throws Exception {
        assertThat(page("/console/webhooks").body()).contains("Nobody is told of changes over HTTP.");
        // This server itself takes no POST at its root, so it is a receiver that refuses.
        long id = server.post(
                        "webhooks",
                        "{\"url\":\"" + client.origin()
                                + "/\",\"description\":\"Books <i>&</i>\",\"events\":[\"pass.created\"]}")
                .json()
                .path("id")
                .asLong();
        assertThat(page("/console/webhooks").body())
                .contains("1 webhook", "Books &lt;i&gt;&amp;&lt;/i&gt;", "pass.created")
                .doesNotContain("whsec_");
        String one = "/console/webhooks/" + id;
        assertThat(page(one).body()).contains("No message was sent yet").doesNotContain("whsec_");
        HttpResponse<String> tested = client.submit(one + "/test", cookie);
        assertThat(tested.statusCode()).isEqualTo(200);
        assertThat(tested.body()).contains("The receiver did not take the test:", "405");
        assertThat(client.get("/console/webhooks/4711", cookie).statusCode()).isEqualTo(404);
        String reader = client.session(server.post("tokens", "{\"role\":\"read\"}")
                .json()
                .path("token")
                .asText());
        assertThat(client.get(one, reader).body()).doesNotContain("Send a test");
        assertThat(client.submit(one + "/test", reader).statusCode()).isEqualTo(403);
    }
}
