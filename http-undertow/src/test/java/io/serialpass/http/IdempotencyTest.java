package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with a key is carried out once, and gets its first answer again. */
class IdempotencyTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestServer server;
    private long item;

    @BeforeEach
    void start() throws Exception {
        // Each unit of work runs twice, the first time undone, as a storage may do at any time.
        server = TestServer.start("twice:" + TestServer.SQLITE, ServerOptions.defaults());
        item = server.addItem("A");
        for (int i = 0; i < 10; i++) {
            server.add(item, "stock-" + i);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        server.close();
    }

    private HttpRequest.Builder post(String path, String body) {
        return server.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private Answer send(String path, String key, String body) throws Exception {
        return server.send(post(path, body).header("Idempotency-Key", key).build());
    }

    private String reserve(int quantity) {
        return "{\"itemId\":" + item + ",\"quantity\":" + quantity + "}";
    }

    private int total(String query) throws Exception {
        return server.get(query).json().at("/paging/total").asInt();
    }

    private static void assertReplayed(Answer replayed, Answer first) {
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(replayed.status()).isEqualTo(first.status());
        assertThat(replayed.body()).isEqualTo(first.body());
        assertThat(replayed.header("Location")).isEqualTo(first.header("Location"));
        assertThat(replayed.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "serialNumbers         | {\"value\":\"v\",\"itemId\":ITEM}                         | 201",
                "serialNumbers         | {\"values\":[\"v\",\"w\"],\"itemId\":\"A\",\"useExternalId\":true} | 201",
                "serialNumbers/reserve | {\"itemId\":ITEM,\"quantity\":3}                          | 200",
                "items                 | {\"reference\":\"B\"}                                    | 201",
                "passes                | {\"passTypeIdentifier\":\"pass.a\"}                      | 201",
                "passes                | {\"passes\":[{\"passTypeIdentifier\":\"pass.a\"},{\"passTypeIdentifier\":\"pass.a\"}]} | 201"
            })
    void theSameRequestAgainIsAnsweredAsTheFirstTime(String path, String body, int status) throws Exception {
        String json = body.replace("ITEM", Long.toString(item));
        Answer first = send(path, "key", json);
        assertThat(first.status()).as(first.body()).isEqualTo(status);
        String everything = everything();
        server.clock.advance(Duration.ofSeconds(7));
        for (int i = 0; i < 3; i++) {
            assertReplayed(send(path, "key", json), first);
        }
        assertThat(everything()).isEqualTo(everything);
        server.restart();
        assertReplayed(send(path, "key", json), first);
        assertThat(everything()).isEqualTo(everything);
        assertThat(send(path, "another", json).header("Idempotency-Replayed")).isEmpty();
    }

    private String everything() throws Exception {
        return server.get("serialNumbers").body()
                + server.get("items").body()
                + server.get("passes").body();
    }

    @Test
    void theKeyWithAnotherRequestIsRefused() throws Exception {
        assertThat(send("serialNumbers/reserve", "key", reserve(2)).status()).isEqualTo(200);
        for (Answer other : List.of(
                send("serialNumbers/reserve", "key", reserve(3)),
                send("serialNumbers/reserve", "key", reserve(2) + " "),
                send("serialNumbers/reserve?", "key", " " + reserve(2)),
                send("serialNumbers/reserve?&", "key", reserve(2)),
                send("items", "key", "{\"reference\":\"B\"}"))) {
            assertThat(other.status()).as(other.body()).isEqualTo(422);
            assertThat(other.error()).isEqualTo("idempotency_key_reused");
        }
        assertThat(total("serialNumbers?status=reserved")).isEqualTo(2);
        assertThat(total("items")).isEqualTo(1);
    }

    @Test
    void whileTheFirstIsUnderWayTheSameWaitsAndAnotherIsRefused() throws Exception {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = CompletableFuture.supplyAsync(
                () -> server.store().storage().write(tx -> {
                    holding.countDown();
                    try {
                        return release.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }),
                threads);
        assertThat(holding.await(30, TimeUnit.SECONDS)).isTrue();
        // Which of the two comes first is open; it waits for the writer, and the other one is refused at once.
        CompletableFuture<Answer> first = async("key", reserve(2));
        CompletableFuture<Answer> second = async("key", reserve(3));
        boolean firstWon = CompletableFuture.anyOf(first, second)
                .thenApply(any -> second.isDone())
                .join();
        String winner = reserve(firstWon ? 2 : 3);
        Answer refused = (firstWon ? second : first).join();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).isEqualTo("idempotency_key_reused");
        Answer same = send("serialNumbers/reserve", "key", winner);
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.error()).isEqualTo("idempotency_key_in_use");
        assertThat(same.header("Retry-After")).isEqualTo("1");
        release.countDown();
        assertThat(holder.join()).isTrue();
        Answer done = (firstWon ? first : second).join();
        assertThat(done.status()).isEqualTo(200);
        assertReplayed(send("serialNumbers/reserve", "key", winner), done);
        assertThat(total("serialNumbers?status=reserved")).isEqualTo(firstWon ? 2 : 3);
    }

    private CompletableFuture<Answer> async(String key, String body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return send("serialNumbers/reserve", key, body);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    @Test
    void manyAtOnceReserveOnce() throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(async("key", reserve(2)));
        }
        List<Answer> done = answers.stream().map(CompletableFuture::join).toList();
        assertThat(done).extracting(Answer::status).containsOnly(200, 409).contains(200);
        assertThat(done.stream().filter(answer -> answer.status() == 200).map(Answer::body))
                .containsOnly(send("serialNumbers/reserve", "key", reserve(2)).body());
        assertThat(total("serialNumbers?status=reserved")).isEqualTo(2);
    }

    @Test
    void anErrorIsNotKept() throws Exception {
        assertThat(send("serialNumbers/reserve", "key", reserve(11)).error()).isEqualTo("insufficient_stock");
        server.add(item, "one more");
        Answer done = send("serialNumbers/reserve", "key", reserve(11));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("Idempotency-Replayed")).isEmpty();
        assertThat(send("serialNumbers", "other", "{\"value\":\"stock-1\",\"itemId\":" + item + "}")
                        .error())
                .isEqualTo("not_unique");
        assertThat(send("serialNumbers", "other", "{\"value\":\"new\",\"itemId\":" + item + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDayLaterTheKeyIsFree() throws Exception {
        Answer first = send("serialNumbers/reserve", "key", reserve(2));
        server.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertReplayed(send("serialNumbers/reserve", "key", reserve(2)), first);
        server.clock.advance(Duration.ofSeconds(1));
        Answer second = send("serialNumbers/reserve", "key", reserve(3));
        assertThat(second.status()).isEqualTo(200);
        assertReplayed(send("serialNumbers/reserve", "key", reserve(3)), second);
        assertThat(total("serialNumbers?status=reserved")).isEqualTo(5);
    }

    @Test
    void aKeyIsItsOrganizations() throws Exception {
        Answer mine = send("items", "key", "{\"reference\":\"B\"}");
        HttpRequest theirs = post("items", "{\"reference\":\"B\"}")
                .header("Idempotency-Key", "key")
                .setHeader("Authorization", "Bearer other-secret")
                .build();
        Answer other = server.send(theirs);
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.header("Idempotency-Replayed")).isEmpty();
        assertThat(other.body()).isNotEqualTo(mine.body());
        assertReplayed(server.send(theirs), other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\t", "LONG"})
    void aMalformedKeyIsRefusedByName(String key) throws Exception {
        for (String path : List.of("serialNumbers/reserve", "items")) {
            String body = path.equals("items") ? "{\"reference\":\"B\"}" : reserve(1);
            Answer refused = send(path, key.replace("LONG", "x".repeat(256)), body);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("invalid_param_value");
            assertThat(refused.description()).contains("Idempotency-Key");
        }
        assertThat(total("serialNumbers?status=reserved")).isZero();
        assertThat(send("serialNumbers/reserve", "x".repeat(255), reserve(1)).status())
                .isEqualTo(200);
        assertThat(send("serialNumbers/reserve", "!\"~,;=", reserve(1)).status())
                .isEqualTo(200);
    }

    @Test
    void aKeyBeyondAsciiIsRefused() throws Exception {
        // The JDK's client would send a question mark.
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String body = reserve(1);
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1.0/serialNumbers/reserve HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
                                            + "Content-Type: application/json\r\nIdempotency-Key: m\u00fcller\r\nContent-Length: "
                                            + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Idempotency-Key");
        }
        assertThat(total("serialNumbers?status=reserved")).isZero();
    }

    @Test
    void aKeyIsSentOnceAndComesAfterWhatIsWrongWithTheRest() throws Exception {
        Answer twice = server.send(post("items", "{\"reference\":\"B\"}")
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "a")
                .build());
        assertThat(twice.error()).isEqualTo("invalid_param_value");
        assertThat(twice.description()).contains("Idempotency-Key");
        assertThat(send("items", "", "{}").error()).isEqualTo("missing_param");
        assertThat(send("items", "", "{\"reference\":1}").error()).isEqualTo("invalid_param_type");
    }

    @Test
    void otherCallsDoNotLookAtIt() throws Exception {
        for (String name : List.of("one", "two")) {
            Answer changed = server.send(server.request("items/" + item)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "key")
                    .header("Idempotency-Key", "")
                    .PUT(BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                    .build());
            assertThat(changed.json().path("name").asText()).isEqualTo(name);
        }
        Answer imported = server.send(server.request("serialNumbers/import")
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "")
                .POST(BodyPublishers.ofString("value,itemReference\nx,A\n"))
                .build());
        assertThat(imported.json().path("imported").asInt()).isEqualTo(1);
    }

    @Test
    void anAnswerOfTenThousandIsKeptToo() throws Exception {
        String values =
                IntStream.range(0, 10_000).mapToObj(i -> "\"many-" + i + "\"").collect(Collectors.joining(","));
        String body = "{\"values\":[" + values + "],\"itemId\":" + item + "}";
        Answer first = send("serialNumbers", "key", body);
        assertThat(first.status()).isEqualTo(201);
        assertReplayed(send("serialNumbers", "key", body), first);
        assertThat(total("serialNumbers?value=many*")).isEqualTo(10_000);
    }
}
