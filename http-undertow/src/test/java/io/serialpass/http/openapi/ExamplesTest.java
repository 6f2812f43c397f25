package io.serialpass.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.wallet.Pkpass;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.File;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of the OpenAPI document are real. Its requests are sent, with its parameters, one after the other as somebody would
 * who tries the server; the answers are those of the document.
 */
class ExamplesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The values that are drawn by lot, or that depend on where the client is. */
    private static final Set<String> DIFFERENT_EACH_TIME =
            Set.of("address", "authenticationToken", "path", "secret", "token");

    private final Map<String, JsonNode> answers = new TreeMap<>();
    private String passToken = "";
    private TestServer server;

    /** A call of the document. */
    private record Call(String path, String method, JsonNode operation) {

        static Call named(String operationId) {
            for (Map.Entry<String, JsonNode> path :
                    Contract.DOCUMENT.path("paths").properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    if (method.getValue().path("operationId").asText().equals(operationId)) {
                        return new Call(path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue());
                    }
                }
            }
            throw new AssertionError("the document has no call " + operationId);
        }

        /** The path and the query, with the examples of the parameters. */
        String target() {
            String target = path;
            String query = "";
            for (JsonNode parameter : Contract.parameters(path, operation)) {
                String name = parameter.path("name").asText();
                String example = parameter.path("example").asText();
                if (parameter.path("in").asText().equals("path")) {
                    target = target.replace("{" + name + "}", example);
                } else if (!example.isEmpty()) {
                    query += (query.isEmpty() ? "?" : "&") + name + "=" + example;
                }
            }
            return target + query;
        }
    }

    private void send(String operationId) throws Exception {
        send(operationId, "answer");
    }

    /** Sends the request that the document shows, and compares the answer with the one that it shows. */
    private void send(String operationId, String example) throws Exception {
        Call call = Call.named(operationId);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + call.target()));
        if (!call.operation().has("security")) {
            request.header("Authorization", "Bearer secret");
        } else if (!call.operation().path("security").isEmpty()) {
            request.header("Authorization", "ApplePass " + passToken);
        }
        JsonNode content =
                Contract.resolved(call.operation().path("requestBody")).path("content");
        if (content.isEmpty()) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            Map.Entry<String, JsonNode> media = content.properties().iterator().next();
            JsonNode body = media.getValue().path("examples").path(example).path("value");
            body = body.isMissingNode() ? media.getValue().path("example") : body;
            request.header("Content-Type", media.getKey());
            request.method(call.method(), BodyPublishers.ofString(body.isTextual() ? body.asText() : body.toString()));
        }
        Answer answer = server.send(request.build());
        assertThat(answer.status()).as(operationId + " " + answer.body()).isLessThan(300);
        compare(operationId, example, call, answer);
    }

    private void compare(String operationId, String example, Call call, Answer answer) {
        JsonNode shown = Contract.resolved(call.operation()
                .path("responses")
                .path(Integer.toString(answer.status()))
                .path("content")
                .path("application/json")
                .path("examples")
                .path(example));
        if (answer.body().isEmpty() || !answer.header("Content-Type").equals("application/json")) {
            return;
        }
        JsonNode real = answer.json();
        if (real.has("authenticationToken")) {
            passToken = real.path("authenticationToken").asText();
        }
        String name = example.equals("answer")
                ? operationId
                : operationId + example.substring(0, 1).toUpperCase(Locale.ROOT) + example.substring(1);
        answers.put(name, masked(real.deepCopy(), shown.path("value")));
        if (!shown.isMissingNode()) {
            assertThat(answers.get(name)).as(name).isEqualTo(shown.path("value"));
        }
    }

    /** The answer with the values of the example where they are different each time. */
    private static JsonNode masked(JsonNode real, JsonNode shown) {
        if (real instanceof ObjectNode object) {
            Set<String> names = new HashSet<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (DIFFERENT_EACH_TIME.contains(name) && shown.has(name)) {
                    object.set(name, shown.path(name));
                } else if (object.path(name).isObject()) {
                    masked(object.path(name), shown.path(name));
                }
            }
        }
        int position = 0;
        for (JsonNode element : real.path("data")) {
            masked(element, shown.path("data").path(position));
            position++;
        }
        return real;
    }

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) ->
                        builder.packager(new ApplePassPackager(SigningIdentities.of(), Optional.empty(), clock)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        write();
    }

    private void sendAll(String... operationIds) throws Exception {
        for (String operationId : operationIds) {
            send(operationId);
        }
    }

    @Test
    void theExamplesAreRealAnswers() throws Exception {
        sendAll("root", "live", "ready");
        sendAll("createItem", "showItem", "showItemByReference", "updateItem", "listItems");
        serialNumbers();
        sendAll("createPassType", "showPassType", "examinePassType", "listPassTypes");
        passes();
        devices();
        server.app().activity().store();
        send("listActivity");
        sendAll("followEvents", "createWebhook", "showWebhook", "updateWebhook", "listWebhooks");
        sendAll("rotateWebhookSecret", "resendGivenUp");
        sendAll("createToken", "showToken", "listTokens");
        sendAll("createLink", "showLink", "listLinksOfPass", "listLinks", "revokeLink");
        send("readAuditTrail");
        Set<String> examples = new HashSet<>();
        Contract.DOCUMENT.at("/components/examples").fieldNames().forEachRemaining(examples::add);
        assertThat(answers.keySet()).containsAll(examples);
    }

    private void serialNumbers() throws Exception {
        send("createSerialNumbers", "one");
        send("createSerialNumbers", "several");
        sendAll("importSerialNumbers", "beginImport");
        server.app().importRuns().await(new ImportRunId(1), Duration.ofMinutes(1));
        sendAll("getImport", "listImports");
        sendAll("reserveSerialNumbers", "showSerialNumber", "updateSerialNumber");
        send("listSerialNumbers");
    }

    private void passes() throws Exception {
        send("issuePasses", "several");
        send("issuePasses", "one");
        sendAll("showPass", "updatePass", "patchPass", "listPasses", "examinePass");
    }

    private void devices() throws Exception {
        byte[] pkpass = Pkpass.of("pass.com.example.jazz-night", "JN26-0001", "first");
        server.send(server.request(Call.named("uploadPackage").target())
                .header("Content-Type", "application/vnd.apple.pkpass")
                .PUT(BodyPublishers.ofByteArray(pkpass))
                .build());
        // The trace comes before the device asks, since what it asked is noted some seconds later.
        sendAll("registerDevice", "logMessages", "tracePass");
        sendAll("listUpdatedPasses", "listRegistrations", "listDeviceLogs");
        sendAll("registerVoltMxDevice", "listUpdatedVoltMxPasses", "logVoltMxMessages", "unregisterVoltMxDevice");
    }

    /** Where a person wants to have the answers, to put them into the document. */
    private void write() throws Exception {
        String file = System.getProperty("serialpass.examples", "");
        if (!file.isEmpty()) {
            MAPPER.writeValue(new File(file), answers);
        }
    }
}
