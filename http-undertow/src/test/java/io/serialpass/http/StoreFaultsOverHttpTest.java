package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import io.serialpass.storage.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The answers to clients and to questions for health while the store cannot be worked with. */
@Timeout(120)
class StoreFaultsOverHttpTest {

    @TempDir
    private Path directory;

    private TestServer server;
    private Path store;

    @BeforeEach
    void start() throws Exception {
        store = directory.resolve("store.db");
        server = TestServer.start("jdbc:sqlite:" + store, ServerOptions.defaults());
    }

    @AfterEach
    void stop() {
        server.stop();
        server.store().storage().close();
    }

    private void assertUnavailable(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("unavailable");
        assertThat(answer.description()).contains(reason).doesNotContain(directory.toString());
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    private void assertNotReady(String reason) throws Exception {
        Answer answer = server.get("/health/ready");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("status").asText()).isEqualTo("DOWN");
        assertThat(answer.json().path("reason").asText()).contains(reason).doesNotContain(directory.toString());
    }

    private void awaitReady() throws Exception {
        Await.until(() -> server.get("/health/ready").status() == 200);
    }

    @Test
    void aStoreThatWasMovedAwayIsNamed() throws Exception {
        server.addItem("before");
        Path moved = Files.move(store, directory.resolve("moved.db"));
        assertNotReady("store.db was moved");
        assertUnavailable(server.post("items", "{\"reference\":\"lost\"}"), "store.db was moved");
        assertThat(server.get("/health/live").status()).isEqualTo(200);
        assertThat(server.get("items").body()).contains("before").doesNotContain("lost");
        Files.move(moved, store);
        awaitReady();
        assertThat(server.post("items", "{\"reference\":\"after\"}").status()).isEqualTo(201);
    }

    @Test
    void workersThatAllMeetALockAnswerTogetherAndWorkOnAfterIt() throws Exception {
        long item = server.addItem("A");
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            long began = System.nanoTime();
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String body = "{\"itemId\":" + item + ",\"value\":\"v" + i + "\"}";
                answers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return server.post("serialNumbers", body);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        threads));
            }
            for (CompletableFuture<Answer> answer : answers) {
                assertUnavailable(answer.join(), "Another program keeps the store locked");
            }
            assertThat(System.nanoTime() - began)
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(4_900), TimeUnit.SECONDS.toNanos(20));
            assertNotReady("Another program keeps the store locked");
            assertThat(server.post("/v1/log", "application/json", "{\"logs\":[\"dropped\"]}")
                            .status())
                    .isEqualTo(200);
            statement.execute("COMMIT");
            awaitReady();
            assertThat(server.get("serialNumbers")
                            .json()
                            .path("paging")
                            .path("total")
                            .asInt())
                    .isZero();
            assertThat(server.add(item, "v0")).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }
}
