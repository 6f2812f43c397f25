package io.serialpass.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.serialpass.Serialpass;
import io.serialpass.event.ConsumerName;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.openapi.Contract;
import io.serialpass.metrics.PackagePlace;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import io.serialpass.webhook.WebhookAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever watches over a server sees what it does. */
class MetricsTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static StorageUnderTest store;
    private static ServerMetrics metrics;
    private static Serialpass app;
    private static SerialpassServer server;

    @BeforeAll
    static void start() throws Exception {
        store = StorageUnderTest.open(TestServer.SQLITE);
        metrics = ServerMetrics.shown();
        app = Serialpass.builder(store.storage())
                .metrics(metrics.application())
                .packager(new ApplePassPackager(
                        SigningIdentities.of(identity(40), identity(20)), Optional.empty(), Clock.systemUTC()))
                .apiToken(new ApiToken("secret"), new Organization("acme"))
                .build();
        server = SerialpassServer.start(ServerOptions.defaults().at("127.0.0.1", 0), app, Optional.of(metrics));
        app.storage().write(tx -> {
            tx.events().putPosition(new ConsumerName("reader"), 0);
            return true;
        });
        post("/api/v1.0/items", "application/json", "{\"reference\":\"A\"}");
        post("/api/v1.0/serialNumbers/import", "text/csv", "value,itemReference\n1,A\n2,A\n2,A\n");
    }

    private static SigningIdentity identity(int days) {
        Instant now = Instant.now();
        TrialAuthority authority = TrialAuthority.create(now.minus(Duration.ofDays(1)), new SecureRandom());
        TrialAuthority.Issued issued = authority.issue(
                new PassTypeIdentifier("pass.com.example.card"),
                "TEAM",
                "EC",
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(days)).plusSeconds(3_600));
        return SigningIdentity.of(
                issued.certificate(), List.of(authority.intermediate()), SigningIdentity.signer(issued.key()));
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
        store.close();
        metrics.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        Contract.check(response);
        return response;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).header("Authorization", "Bearer secret"));
    }

    private static void post(String path, String type, String body) throws Exception {
        HttpResponse<String> response = send(request(path)
                .header("Authorization", "Bearer secret")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    }

    private static String shown() throws Exception {
        HttpResponse<String> response = get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** The value of the series whose name and labels begin with a text. */
    private static double value(String series) throws Exception {
        return shown().lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + series));
    }

    @Test
    void whoHasNoTokenSeesNothing() throws Exception {
        HttpResponse<String> response = send(request("/metrics"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(get("/metrics?x=1").statusCode()).isEqualTo(400);
    }

    @Test
    void aRequestCountsForItsCallAndItsStatusAndNotForItsPath() throws Exception {
        get("/api/v1.0/items/7065");
        get("/api/v1.0/items/7066");
        get("/nothing/here");
        send(request("/v1/devices/my-device/registrations/pass.a"));
        String items = "serialpass_http_requests_seconds_count{method=\"GET\",route=\"/api/v1.0/items/{id}\",status=";
        assertThat(value(items + "\"404\"}")).isEqualTo(2);
        assertThat(value("serialpass_http_requests_seconds_count{method=\"none\",route=\"none\",status=\"404\"}"))
                .isEqualTo(1);
        assertThat(shown())
                .contains("route=\"/v1/devices/{device}/registrations/{passType}\",status=\"204\"")
                .contains("le=\"0.005\"")
                .doesNotContain("7065", "nothing", "my-device", "secret", "acme");
    }

    @Test
    void theStoreAndItsReadersAreSeen() throws Exception {
        assertThat(value("serialpass_storage_writes_seconds_count{outcome=\"done\",share=\"administration\"}"))
                .isGreaterThanOrEqualTo(2);
        assertThat(value("serialpass_storage_group_size_count")).isGreaterThanOrEqualTo(2);
        assertThat(value("serialpass_storage_writes_waiting{share=\"devices\"}"))
                .isZero();
        assertThat(value("serialpass_storage_readers{share=\"health\"}")).isEqualTo(1);
        assertThat(value("serialpass_import_rows_total{outcome=\"kept\"}")).isEqualTo(2);
        assertThat(value("serialpass_import_rows_total{outcome=\"rejected\"}")).isEqualTo(1);
    }

    @Test
    void aConsumerThatDoesNotReadIsSeen() throws Exception {
        assertThat(value("serialpass_events_behind{consumer=\"reader\"}")).isGreaterThanOrEqualTo(1);
        assertThat(value("serialpass_events_age_seconds{consumer=\"reader\"}")).isPositive();
        assertThat(value("serialpass_push_due_age_seconds")).isZero();
    }

    @Test
    void ofTheCertificatesOfATypeTheOneCountsThatIsValidLongest() throws Exception {
        assertThat(value("serialpass_certificate_days{pass_type=\"pass.com.example.card\"}"))
                .isEqualTo(40);
    }

    @Test
    void whatTheApplicationTellsIsCountedByItsOutcome() throws Exception {
        metrics.application().pushed(PushAnswer.SENT);
        metrics.application().webhookSent(WebhookAnswer.taken(204), 1_000_000);
        metrics.application().webhookSent(WebhookAnswer.none("It did not answer"), 1_000_000);
        metrics.application().packageFound(PackagePlace.STORE);
        metrics.application().packageMade(2_000_000, false);
        assertThat(value("serialpass_pushes_total{outcome=\"sent\"}")).isEqualTo(1);
        assertThat(value("serialpass_pushes_total{outcome=\"gone\"}")).isZero();
        assertThat(value("serialpass_webhooks_sent_seconds_count{outcome=\"taken\"}"))
                .isEqualTo(1);
        assertThat(value("serialpass_webhooks_sent_seconds_count{outcome=\"unanswered\"}"))
                .isEqualTo(1);
        assertThat(value("serialpass_packages_found_total{place=\"store\"}")).isEqualTo(1);
        assertThat(value("serialpass_packages_made_seconds_sum{outcome=\"failed\"}"))
                .isEqualTo(0.002);
    }

    @Test
    void alertsAndDashboardAskForWhatIsThere() throws Exception {
        String there = shown();
        for (String name : new String[] {"serialpass-alerts.yml", "serialpass-dashboard.json", "monitoring.md"}) {
            Set<String> asked = Pattern.compile("\\b(serialpass|jvm|process)_[a-z_]*[a-z]\\b")
                    .matcher(Files.readString(DOCS.resolve(name)))
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.toSet());
            assertThat(asked)
                    .as(name)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(series -> assertThat(there.lines().anyMatch(line -> line.startsWith(series)))
                            .as(series)
                            .isTrue());
        }
    }

    @Test
    void thePageOfOperationsSaysWhatToDoAboutEachAlert() throws Exception {
        String page = Files.readString(DOCS.resolve("operations.md"));
        assertThat(Pattern.compile("alert: (\\w+)")
                        .matcher(Files.readString(DOCS.resolve("serialpass-alerts.yml")))
                        .results()
                        .map(alert -> "\n| `" + alert.group(1) + "` |"))
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @Test
    void promtoolTakesTheAlertsAndTheMeasurements() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
                "promtool is not installed");
        assertThat(promtool(
                        "",
                        "check",
                        "rules",
                        DOCS.resolve("serialpass-alerts.yml").toString()))
                .contains("SUCCESS");
        assertThat(promtool(shown(), "check", "metrics")).doesNotContain("error");
    }

    private static String promtool(String input, String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // 3: a name that is not as the style guide has it, which those of the virtual machine are not either.
        assertThat(process.waitFor()).as(written).isIn(0, 3);
        return written;
    }

    @Test
    void anEmbeddingProgramHasThemInARegistryOfItsOwn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ServerMetrics own = ServerMetrics.in(registry)) {
            own.refresh(app);
            own.requests().answered("GET", "/v1/log", 200, 1_000);
            assertThat(own.routes(app)).isEmpty();
            assertThat(registry.get("serialpass.http.requests").timer().count()).isEqualTo(1);
            assertThat(registry.get("serialpass.storage.readers").gauges()).hasSize(3);
        }
    }
}
