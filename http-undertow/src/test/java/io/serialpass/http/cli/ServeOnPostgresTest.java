package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.Program;
import io.serialpass.http.cli.ServerProgram.Answer;
import io.serialpass.http.wallet.Pkpass;
import io.serialpass.http.webhook.Receiver;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.service.ItemService;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.testkit.Await;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program with its store in PostgreSQL, into which it was copied from a file. */
@Timeout(600)
class ServeOnPostgresTest {

    private static final String TYPE = PushingPrograms.TYPE.value();
    private static final String PASS = "/api/v1.0/passes/" + TYPE + "/A-2";
    private static final String DEVICE = "/v1/devices/D-1/registrations/" + TYPE;
    private static final Organization SHOP = new Organization("default");
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private static Path directory;

    private static OwnPostgres postgres;

    private final BlockingQueue<String> pushed = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = OwnPostgres.start(directory);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer await(ServerProgram server, String path, String authorization, Predicate<Answer> wanted)
            throws Exception {
        return Await.answer(() -> server.get(path, authorization), wanted);
    }

    /** Copies a store, and gives what the command prints. */
    private static String copy(String from, String to) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Commands.run(out, err, "copy", "--from=" + from, "--to=" + to);
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString() + err).doesNotContain(OwnPostgres.PASSWORD);
        return out.toString();
    }

    /** A store of the days before the database. */
    private static String oldStore() {
        String url = "jdbc:sqlite:" + directory.resolve("old.db");
        try (Storage storage = Storages.open(url)) {
            new ItemService(storage, Clock.systemUTC()).create(SHOP, ItemDetails.of(new ItemReference("ticket")));
        }
        return url;
    }

    @Test
    void aServerOnACopiedStoreDoesAllItsWorkAndHealsWhenTheDatabaseComesBack() throws Exception {
        new PushingPrograms(directory).writeCertificates();
        String withPassword = postgres.url() + "&password=" + OwnPostgres.PASSWORD;
        assertThat(copy(oldStore(), withPassword)).contains("item: 1 rows");
        try (ApnsStandIn apple = ApnsStandIn.builder().start();
                Receiver receiver = Receiver.start()) {
            apple.onAccepted(push -> pushed.add(push.token()));
            Path trust = Files.writeString(directory.resolve("stand-in.pem"), apple.certificatePem());
            List<String> options = List.of(
                    "--storage=" + postgres.url(),
                    "--certificates=" + directory.resolve("certificates"),
                    "--push-host=localhost",
                    "--push-port=" + apple.port(),
                    "--push-trust=" + trust,
                    "--webhook-allow-private");
            try (ServerProgram server =
                    ServerProgram.start(directory.resolve("err"), OwnPostgres.environment(), options)) {
                String token = "Bearer " + server.shownToken().orElseThrow();
                worksFromTheImportToThePhone(server, token, receiver);
                healsWhenTheDatabaseComesBack(server, token);
                server.signal("TERM");
                assertThat(server.process().waitFor()).isIn(0, 143);
                assertThat(Files.readString(server.errors()))
                        .doesNotContain(OwnPostgres.PASSWORD, "\tat ")
                        .contains("is not ready", "localhost");
                // Java 25 warns of Netty in lines of its own.
                assertThat(Files.readAllLines(server.errors()))
                        .filteredOn(line -> line.matches("\\d{4}-.*"))
                        .as("an outage is told, and not each request that it hurts")
                        .hasSizeLessThan(10);
            }
            assertThat(copy(withPassword, "jdbc:sqlite:" + directory.resolve("new.db")))
                    .contains("item: 2 rows", "serial_number: 3 rows", "registration: 1 rows");
        }
    }

    private void worksFromTheImportToThePhone(ServerProgram server, String token, Receiver receiver) throws Exception {
        Answer imported = server.send(
                "POST",
                "/api/v1.0/serialNumbers/import",
                token,
                utf8("value,itemReference\nA-1,ticket\nA-2,ticket\nB-1,ticket\n"),
                "Content-Type",
                "text/csv");
        assertThat(imported.requires(200).json().path("imported").asInt()).isEqualTo(3);
        JsonNode listed = server.get("/api/v1.0/serialNumbers?value=*-2*", token)
                .requires(200)
                .json();
        assertThat(listed.path("paging").path("total").asInt()).isEqualTo(1);
        long id = listed.path("data").path(0).path("id").asLong();
        server.json(
                        "POST",
                        "/api/v1.0/webhooks",
                        token,
                        "{\"url\":\"" + receiver.url() + "\",\"events\":[\"pass.changed\"]}")
                .requires(201);

        String secret = "ApplePass "
                + server.json(
                                "POST",
                                "/api/v1.0/passes",
                                token,
                                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + id + "}")
                        .requires(201)
                        .json()
                        .path("authenticationToken")
                        .asText();
        upload(server, token, "first");
        server.json("POST", DEVICE + "/A-2", secret, "{\"pushToken\":\"" + PushingPrograms.token(1) + "\"}")
                .requires(201);
        String tag =
                server.get(DEVICE, "").requires(200).json().path("lastUpdated").asText();
        upload(server, token, "second");
        String told = pushed.poll(3, TimeUnit.MINUTES);
        assertThat(told)
                .as(server.process() + Files.readString(server.errors()))
                .isEqualTo(PushingPrograms.token(1));
        assertThat(receiver.next().pass()).isEqualTo("A-2");
        assertThat(server.get(DEVICE + "?passesUpdatedSince=" + tag, "")
                        .requires(200)
                        .json()
                        .path("serialNumbers")
                        .path(0)
                        .asText())
                .isEqualTo("A-2");
        Answer fetched = server.get("/v1/passes/" + TYPE + "/A-2", secret).requires(200);
        assertThat(fetched.body()).isEqualTo(Pkpass.of(TYPE, "A-2", "second"));
        await(server, PASS + "/trace", token, answer -> answer.text().contains("\"state\":\"fetched\""));
        server.json("PUT", "/api/v1.0/serialNumbers/" + id, token, "{\"status\":\"SOLD\"}")
                .requires(200);
    }

    private static void upload(ServerProgram server, String token, String content) throws Exception {
        server.send(
                        "PUT",
                        PASS + "/package",
                        token,
                        Pkpass.of(TYPE, "A-2", content),
                        "Content-Type",
                        "application/vnd.apple.pkpass")
                .requires(200);
    }

    private static void healsWhenTheDatabaseComesBack(ServerProgram server, String token) throws Exception {
        postgres.stop();
        Answer refused = server.json("POST", "/api/v1.0/items", token, "{\"reference\":\"lost\"}")
                .requires(503);
        assertThat(refused.json().path("error").asText()).isEqualTo("unavailable");
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        Answer ready = server.get("/health/ready", "").requires(503);
        assertThat(ready.json().path("reason").asText()).contains("cannot be reached");
        server.get("/health/live", "").requires(200);
        postgres.startAgain();
        await(server, "/health/ready", "", answer -> answer.status() == 200);
        server.json("POST", "/api/v1.0/items", token, "{\"reference\":\"after\"}")
                .requires(201);
        assertThat(server.get("/api/v1.0/items", token).text())
                .contains("ticket", "after")
                .doesNotContain("lost");
    }

    @Test
    void aWrongPasswordIsOneClearLineThatDoesNotShowIt() throws Exception {
        for (String url : List.of(
                postgres.url() + "&password=a-wrong-password",
                postgres.url().replace("//", "//serialpass:a-wrong-password@"))) {
            ProcessBuilder builder = new ProcessBuilder(Program.command(List.of(), "serve", "--port=0"))
                    .redirectError(directory.resolve("refused").toFile());
            builder.environment().putAll(Map.of("SERIALPASS_STORAGE", url, "SERIALPASS_LOG_LEVEL", "TRACE"));
            Process process = builder.start();
            assertThat(process.getInputStream().readAllBytes()).isEqualTo(NOTHING);
            assertThat(process.waitFor()).isEqualTo(1);
            String said = Files.readString(directory.resolve("refused"));
            assertThat(said).doesNotContain("a-wrong-password");
            // Newer versions of Java log at this level where a program ended.
            assertThat(said.lines())
                    .filteredOn(line -> line.startsWith("serialpass: "))
                    .singleElement()
                    .asString()
                    .contains("jdbc:postgresql://localhost");
        }
    }

    @Test
    void backupsNamePostgresqlsOwnPrograms() {
        StringWriter said = new StringWriter();
        int status = Commands.run(new StringWriter(), said, "backup", "file", "--storage=" + postgres.url());
        assertThat(status).isEqualTo(1);
        assertThat(said.toString()).contains("pg_dump").hasLineCount(1);
    }
}
