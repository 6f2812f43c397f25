package io.serialpass.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.Serialpass;
import io.serialpass.event.EventType;
import io.serialpass.http.Routes;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.metrics.ServerMetrics;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.Route;
import io.serialpass.service.EventWaits;
import io.serialpass.storage.testkit.StorageUnderTest;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document describes the calls that there are, and its page shows all of it. */
class OpenApiTest {

    private static final Path LINTER = Path.of("src/test/openapi-lint");

    private static TestServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        server.addItem("A");
        server.post("webhooks", "{\"url\":\"https://example.com/\"}");
        server.post("passes", "{\"passTypeIdentifier\":\"pass.a\",\"serialNumber\":\"1\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Route> routes() {
        try (StorageUnderTest store = StorageUnderTest.open("memory:");
                Serialpass app = Serialpass.builder(store.storage()).build();
                EventWaits waits = new EventWaits(app.storage(), 1)) {
            List<Route> routes = new ArrayList<>(Routes.of(
                    app,
                    new HealthHandlers(app),
                    waits,
                    ServerOptions.defaults().devices(),
                    ServerOptions.defaults().links()));
            try (ServerMetrics metrics = ServerMetrics.shown()) {
                routes.addAll(metrics.routes(app));
            }
            return routes;
        }
    }

    /** A call of the document. */
    private record Operation(String method, String path, JsonNode node) {

        String name() {
            return method + " " + Contract.template(path).replaceAll("\\{[^}.]*(\\.*)}", "{$1}");
        }

        String security() {
            JsonNode security = node.has("security") ? node.path("security") : Contract.DOCUMENT.path("security");
            return security.isEmpty() ? "" : security.path(0).fieldNames().next();
        }
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        Contract.DOCUMENT
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> !method.getKey().equals("parameters"))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    private static String name(Route route) {
        return route.method() + " " + route.template().replaceAll("\\{[^}.]*(\\.*)}", "{$1}");
    }

    @Test
    void eachRouteIsInTheDocumentAndTheOtherWayRound() {
        assertThat(operations().stream().map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(
                        routes().stream().map(OpenApiTest::name).toList());
    }

    @Test
    void eachCallSaysWhichTokenItNeedsAndWhichBodiesItTakes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        routes().forEach(route -> routes.put(name(route), route));
        for (Operation operation : operations()) {
            Route route = Objects.requireNonNull(routes.get(operation.name()), operation.name());
            String security = route.access() == Access.ANYONE
                    ? ""
                    : route.access() == Access.PASS_HOLDER ? "passToken" : "apiToken";
            assertThat(operation.security()).as(operation.name()).isEqualTo(security);
            JsonNode content =
                    Contract.resolved(operation.node().path("requestBody")).path("content");
            Set<String> types = new HashSet<>();
            content.fieldNames().forEachRemaining(types::add);
            if (!route.body().mediaTypes().isEmpty()) {
                assertThat(types).as(operation.name()).isEqualTo(route.body().mediaTypes());
            }
            assertThat(types.isEmpty()).as(operation.name()).isEqualTo(route.body() == Route.BodyKind.NONE);
        }
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        Contract.DOCUMENT.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void namesOfErrorsAndEventsAreThoseOfTheCode() {
        List<String> codes =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
        assertThat(texts("/components/schemas/Error/properties/error/enum")).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(codes)
                .allSatisfy(code -> assertThat(
                                Contract.DOCUMENT.at("/info/description").asText())
                        .contains("`" + code + "`"));
        assertThat(texts("/components/schemas/EventType/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::label).toList());
    }

    /** What a parameter may be: one value, or each of them where the document names all. */
    private static List<String> values(JsonNode parameter) {
        JsonNode schema = Contract.resolved(parameter.path("schema"));
        if (schema.has("enum")) {
            List<String> all = new ArrayList<>();
            schema.path("enum").forEach(one -> all.add(one.asText()));
            return all;
        }
        if (parameter.has("example")) {
            return List.of(parameter.path("example").asText());
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> List.of(schema.path("minimum").asText());
            case "boolean" -> List.of("true");
            default ->
                parameter.path("name").asText().equals("cursor")
                        ? List.of("")
                        : List.of(schema.path("format").asText().equals("date-time") ? "2026-11-21T10:00:00Z" : "a");
        };
    }

    @Test
    void eachParameterThatTheDocumentNamesIsTaken() throws Exception {
        for (Operation operation : operations()) {
            if (!operation.method().equals("GET") || !operation.path().startsWith("/api/v1.0/")) {
                continue;
            }
            String path =
                    operation.path().replace("{passTypeIdentifier}", "pass.a").replaceAll("\\{[a-zA-Z]*}", "1");
            for (JsonNode parameter : Contract.parameters(operation.path(), operation.node())) {
                if (!parameter.path("in").asText().equals("query")) {
                    continue;
                }
                for (String value : values(parameter)) {
                    Answer answer =
                            server.get(path + "?" + parameter.path("name").asText() + "=" + value);
                    assertThat(answer.status()).as(path + " " + answer.body()).isIn(200, 404);
                }
            }
        }
    }

    @Test
    void aSortFieldThatTheDocumentDoesNotNameIsRefusedWithThoseThatItNames() throws Exception {
        for (Operation operation : operations()) {
            for (JsonNode parameter : Contract.parameters(operation.path(), operation.node())) {
                if (parameter.path("name").asText().equals("sort")) {
                    String path = operation
                            .path()
                            .replace("{passTypeIdentifier}", "pass.a")
                            .replaceAll("\\{[a-zA-Z]*}", "1");
                    assertThat(server.get(path + "?sort=x").description())
                            .contains("one of " + String.join(", ", values(parameter)));
                }
            }
        }
    }

    @Test
    void theDocumentFitsWhateverAddressItIsFetchedFrom() throws Exception {
        Answer answer = server.get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("openapi").asText()).startsWith("3.1");
        assertThat(answer.json().path("servers").findValuesAsText("url")).containsExactly("/");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "localhost");
    }

    @Test
    void thePageShowsEachCallAndNeedsNothingElse() throws Exception {
        Answer page = server.get("/docs");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.body())
                .doesNotContainIgnoringCase("<script", "<link", "<img", "src=", "javascript:", "onclick");
        Set<String> anchors = matches("id=\"([^\"]*)\"", page.body());
        assertThat(anchors)
                .containsAll(operations().stream()
                        .map(operation -> operation.node().path("operationId").asText())
                        .toList());
        assertThat(anchors).containsAll(matches("href=\"#([^\"]*)\"", page.body()));
        assertThat(matches("href=\"([^#\"]*)\"", page.body())).containsExactly("openapi.json");
    }

    private static Set<String> matches(String pattern, String text) {
        Set<String> matches = new HashSet<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .forEach(matches::add);
        return matches;
    }

    @Test
    void theLinterFindsNothing() throws Exception {
        Path linter = LINTER.resolve("node_modules/.bin/redocly").toAbsolutePath();
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .anyMatch(place -> Files.isExecutable(Path.of(place, "node")))
                        && Files.isExecutable(linter),
                "the linter in http-undertow/src/test/openapi-lint is not installed: npm ci");
        Path document = Files.write(
                directory.resolve("openapi.json"), OpenApiDocument.get().json());
        ProcessBuilder builder = new ProcessBuilder(
                        linter.toString(),
                        "lint",
                        "--config",
                        LINTER.resolve("redocly.yaml").toAbsolutePath().toString(),
                        document.toString())
                .redirectErrorStream(true)
                .directory(directory.toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = builder.start();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(written).isZero();
        assertThat(written).contains("Your API description is valid").doesNotContain("You have");
    }

    @Test
    void anAnswerThatTheDocumentDoesNotHaveIsFound() throws Exception {
        assertThatThrownBy(
                        () -> Contract.check(new Pretended(server.get("items").response(), 202, "{}")))
                .hasMessageContaining("no such status");
        assertThatThrownBy(
                        () -> Contract.check(new Pretended(server.get("items").response(), 200, "{\"data\":[]}")))
                .hasMessageContaining("paging");
        Answer item = server.get("items/1");
        String more = item.body().replaceFirst("\\{", "{\"secret\":1,");
        assertThatThrownBy(() -> Contract.check(new Pretended(item.response(), 200, more)))
                .hasMessageContaining("secret");
        assertThatThrownBy(() ->
                        Contract.check(new Pretended(server.get("nothing").response(), 404, "{\"error\":\"none\"}")))
                .hasMessageContaining("error_description");
    }
}
