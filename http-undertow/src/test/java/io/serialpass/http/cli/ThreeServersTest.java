package io.serialpass.http.cli;

import static io.serialpass.http.cli.PassChanges.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer;
import io.serialpass.http.cli.ServerProgram.Answer;
import io.serialpass.http.webhook.Receiver;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.phone.RetryDelays;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.storage.testkit.Await;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on one PostgreSQL, whose clocks differ by minutes. Issuers, shops, phones, pushes and a webhook use all of them at once.
 * The server that pushes is killed, the database is started again, and the next server that pushes stands still for a while.
 */
@Timeout(900)
class ThreeServersTest {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int PASSES = 30;
    private static final int PHONES = 2 * PASSES;
    private static final int STOCK = 2_000;
    private static final int ISSUERS = 3;
    private static final int SHOPS = 2;
    private static final int SOME = 20;

    /** Of the server that pushes: a kill, an outage, a pause and its end; and a server takes the work from one whose clock is behind. */
    private static final int MOST_MOVES = 8;

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String WEB_SERVICE = "https://passes.example.com";
    private static final String TEMPLATE = """
            {"description": "DESCRIPTION", "organizationName": "Acme",
             "eventTicket": {"primaryFields": [{"key": "seat", "label": "Seat", "value": "{{fields.seat}}"}]}}""";

    @TempDir
    private Path directory;

    private final ServersInUse servers = new ServersInUse();
    private final Map<ServerProgram, String> ids = new HashMap<>();
    private final ToldTokens told = new ToldTokens();
    private final ToldTokens everTold = new ToldTokens();
    private final Random random = new Random(16);
    private OwnPostgres postgres;
    private List<String> options;
    private String token;

    /** Starts a server, and waits until it has told the others that it is ready, so that the test knows its name. */
    private ServerProgram start(Duration ahead) throws Exception {
        Path errors = directory.resolve("err-" + ids.size());
        ServerProgram server = ServerProgram.start(errors, OwnPostgres.environment(), options, ahead);
        Set<String> before = new HashSet<>(ids.values());
        ids.put(
                server,
                Await.answer(
                                () -> postgres.list("SELECT server FROM ready_server").stream()
                                        .filter(id -> !before.contains(id))
                                        .findFirst(),
                                Optional::isPresent)
                        .orElseThrow());
        servers.add(server);
        return server;
    }

    /** The server that pushes. */
    private ServerProgram sender() throws Exception {
        String id = Await.answer(
                        () -> postgres.list("SELECT server FROM lease WHERE name = 'push'").stream()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        return ids.keySet().stream()
                .filter(server -> ids.get(server).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Answer json(String method, String path, String json, int status) throws InterruptedException {
        return servers.ask(random, server -> server.json(method, path, token, json))
                .requires(status);
    }

    /** Gives the item's id. */
    private long fill(Receiver receiver) throws Exception {
        long item = json("POST", "/api/v1.0/items", "{\"reference\":\"ticket\"}", CREATED)
                .json()
                .path("id")
                .asLong();
        StringBuilder rows = new StringBuilder("value,itemReference\n");
        IntStream.range(0, STOCK).forEach(i -> rows.append("T-").append(i).append(",ticket\n"));
        servers.any(random)
                .send(
                        "POST",
                        StockSales.SERIAL_NUMBERS + "/import",
                        token,
                        rows.toString().getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv")
                .requires(OK);
        json(
                "POST",
                "/api/v1.0/passTypes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE + "}",
                CREATED);
        byte[] icon = TestServer.icon();
        servers.ask(
                        random,
                        server -> server.send(
                                "PUT",
                                "/api/v1.0/passTypes/" + TYPE + "/files/icon.png",
                                token,
                                icon,
                                "Content-Type",
                                "image/png"))
                .requires(OK);
        for (int i = 0; i < PASSES; i++) {
            json(
                    "POST",
                    "/api/v1.0/passes",
                    "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + PassChanges.name(i)
                            + "\",\"fields\":{\"seat\":\"0\"}}",
                    CREATED);
        }
        json(
                "POST",
                "/api/v1.0/webhooks",
                "{\"url\":\"" + receiver.url() + "\",\"events\":[\"pass.changed\"]}",
                CREATED);
        return item;
    }

    private List<PassFile> passes() throws Exception {
        List<PassFile> files = new ArrayList<>();
        for (int i = 0; i < PASSES; i++) {
            String path = PassChanges.path(i) + "/package";
            files.add(PassFile.read(servers.ask(random, server -> server.get(path, token))
                    .requires(OK)
                    .body()));
        }
        return files;
    }

    @Test
    void nothingIsLostAndEachPhoneEndsWithTheNewestPass() throws Exception {
        new PushingPrograms(directory).writeCertificates();
        FleetStatistics statistics = new FleetStatistics();
        try (OwnPostgres own = OwnPostgres.start(directory);
                ApnsStandIn apple = ApnsStandIn.builder().start();
                Receiver receiver = Receiver.start();
                Balancer balancer = Balancer.start(servers);
                PhoneNetwork network = PhoneNetwork.builder()
                        .webServiceUrl(balancer.url())
                        .timeout(Duration.ofSeconds(5))
                        .retries(new RetryDelays(Duration.ofMillis(200), Duration.ofSeconds(2), 100))
                        .random(new Random(1))
                        .check(new ApplePassFormat(Clock.systemUTC()).check())
                        .listener(statistics)
                        .build()) {
            postgres = own;
            options = List.of(
                    "--storage=" + own.url(),
                    "--certificates=" + directory.resolve("certificates"),
                    "--web-service-url=" + WEB_SERVICE,
                    "--push-host=localhost",
                    "--push-port=" + apple.port(),
                    "--push-trust=" + Files.writeString(directory.resolve("stand-in.pem"), apple.certificatePem()),
                    "--webhook-allow-private");
            token = "Bearer " + start(Duration.ZERO).shownToken().orElseThrow();
            start(Duration.ofMinutes(4));
            start(Duration.ofMinutes(-5));
            long item = fill(receiver);
            PhoneFleet fleet = new PhoneFleet(network, passes(), PHONES, 1, new Random(2));
            apple.onAccepted(push -> {
                told.tell(push.token());
                everTold.tell(push.token());
                fleet.pushed(new PushToken(push.token()), PushingPrograms.TYPE);
            });
            fleet.addPasses();
            Await.until(() -> statistics.of(PhoneAction.REGISTERED) >= PHONES);

            StockSales sales = new StockSales(servers, token, item);
            PassChanges changes = new PassChanges(servers, token, ISSUERS, PASSES);
            Traffic changing = Traffic.start(ISSUERS, 100, changes::once);
            Traffic selling = Traffic.start(SHOPS, 200, sales::once);
            hurt(changing, selling);
            changing.end();
            selling.end();

            // Only a push has told a phone of the newest pass.
            Await.until(() -> network.awaitQuiet(Duration.ofSeconds(10))
                    && fleet.oldPasses().isEmpty());
            requireWrites(changes, sales);
            requireWebhooks(changes, receiver);
            requirePushes(fleet, changes);
            assertThat(statistics.of(PhoneAction.COMPLAINED)).isZero();
            assertThat(statistics.of(PhoneAction.GAVE_UP)).isZero();
        } finally {
            ids.keySet().forEach(ServerProgram::close);
        }
    }

    /** Hurts the servers while they work. */
    private void hurt(Traffic changing, Traffic selling) throws Exception {
        changing.awaitMore(SOME, LONGEST);
        selling.awaitMore(SOME, LONGEST);

        ServerProgram killed = sender();
        killed.process().destroyForcibly().waitFor();
        servers.remove(killed);
        changing.awaitMore(SOME, LONGEST);
        selling.awaitMore(SOME, LONGEST);
        Await.until(() -> sender() != killed);
        start(Duration.ofMinutes(2));

        postgres.stop();
        postgres.startAgain();
        changing.awaitMore(SOME, LONGEST);
        selling.awaitMore(SOME, LONGEST);

        ServerProgram still = sender();
        still.signal("STOP");
        servers.remove(still);
        Await.until(() -> sender() != still);
        told.clear();
        // This goes to each phone while the server stands still, whatever the issuers wait for.
        json("PUT", "/api/v1.0/passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("DESCRIPTION", "new") + "}", OK);
        assertThat(told.await(PHONES, 1, LONGEST)).isTrue();
        still.signal("CONT");
        servers.add(still);
        changing.awaitMore(SOME, LONGEST);
        selling.awaitMore(SOME, LONGEST);
    }

    /** The ids of all serial numbers of a status. */
    private Set<Long> ids(String status) throws InterruptedException {
        Set<Long> ids = new HashSet<>();
        String next = StockSales.SERIAL_NUMBERS + "?max=1000&status=" + status;
        while (!next.isEmpty()) {
            String page = next;
            JsonNode answer = servers.ask(random, server -> server.get(page, token))
                    .requires(OK)
                    .json();
            answer.path("data").forEach(row -> ids.add(row.path("id").asLong()));
            next = answer.at("/paging/next").asText("");
        }
        return ids;
    }

    private void requireWrites(PassChanges changes, StockSales sales) throws Exception {
        assertThat(changes.compared()).isPositive();
        for (int i = 0; i < PASSES; i++) {
            String path = PassChanges.path(i);
            assertThat(servers.ask(random, server -> server.get(path, token))
                            .json()
                            .at("/fields/seat")
                            .asText())
                    .isEqualTo(Integer.toString(changes.versionsOf(i)));
        }
        Set<Long> taken = new HashSet<>(sales.reserved());
        taken.removeAll(sales.sold());
        assertThat(ids("SOLD")).isEqualTo(sales.sold());
        assertThat(ids("RESERVED")).isEqualTo(taken);
        assertThat(ids("NEW")).hasSize(STOCK - sales.reserved().size());
    }

    /** The name and update tag of each pass that the event log says was changed, in order. */
    private List<String> loggedChanges() throws InterruptedException {
        List<String> changes = new ArrayList<>();
        long after = 0;
        while (true) {
            String page = "/api/v1.0/events?max=1000&after=" + after;
            JsonNode answer = servers.ask(random, server -> server.get(page, token))
                    .requires(OK)
                    .json();
            if (answer.path("data").isEmpty()) {
                return changes;
            }
            for (JsonNode event : answer.path("data")) {
                if (event.path("type").asText().equals("pass.changed")) {
                    changes.add(change(event));
                }
            }
            after = answer.path("next").asLong();
        }
    }

    private static String change(JsonNode event) {
        return event.path("serialNumbers").path(0).asText() + " "
                + event.path("updateTag").asText();
    }

    /** Each change is in the log, and each one in the log came to the webhook, those of a pass in order. */
    private void requireWebhooks(PassChanges changes, Receiver receiver) throws InterruptedException {
        List<String> logged = loggedChanges();
        assertThat(logged).doesNotHaveDuplicates().containsAll(changes.acknowledged());
        Set<String> came = new LinkedHashSet<>();
        while (!came.containsAll(logged)) {
            came.add(change(receiver.next().json().path("data")));
        }
        for (int i = 0; i < PASSES; i++) {
            String begin = PassChanges.name(i) + " ";
            assertThat(came.stream().filter(change -> change.startsWith(begin)))
                    .as("the first message of each change comes after those of the changes before")
                    .containsExactlyElementsOf(logged.stream()
                            .filter(change -> change.startsWith(begin))
                            .toList());
        }
    }

    /**
     * No phone was told more often than its pass has changed: once for each change, of the pass or of its template, and once for each time
     * that another server began to push, or the same one began again, since it does not know what was under way.
     */
    private void requirePushes(PhoneFleet fleet, PassChanges changes) {
        for (int i = 0; i < PHONES; i++) {
            String phone = fleet.phones().get(i).pushToken().value();
            assertThat(everTold.counts().getOrDefault(phone, 0))
                    .isBetween(1, changes.versionsOf(i % PASSES) + 1 + MOST_MOVES);
        }
    }
}
