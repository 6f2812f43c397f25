package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.AccessEntry;
import io.serialpass.organization.Organization;
import io.serialpass.storage.testkit.Await;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request has a name, and the access log tells of each and gives nothing away. */
class RequestNamesTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final Queue<AccessEntry> entries = new ConcurrentLinkedQueue<>();
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("memory:", ServerOptions.defaults().withAccessLog(entries::add));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        entries.clear();
    }

    private static Answer ask(String path, String header, String value) throws Exception {
        return server.send(server.request(path).header(header, value).build());
    }

    /** The entry comes after the last byte of the answer. */
    private static AccessEntry entry() {
        return Await.answer(() -> Optional.ofNullable(entries.poll()), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void eachAnswerHasANameOfItsOwn() throws Exception {
        List<String> names = List.of(
                server.get("items").header("X-Request-Id"),
                server.get("items").header("X-Request-Id"),
                server.get("nowhere").header("X-Request-Id"),
                server.get("/health/live").header("X-Request-Id"));
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[0-9a-f]{16}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Root=1-67891233-abc:x/y+z@here_."})
    void aNameThatTheCallerGaveIsTaken(String given) throws Exception {
        assertThat(ask("items", "X-Request-Id", given).header("X-Request-Id")).isEqualTo(given);
        assertThat(entry().requestId()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "a;b", "<a>", "{\"a\":1}"})
    void aNameThatIsNoneIsReplaced(String given) throws Exception {
        assertThat(ask("items", "X-Request-Id", given).header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(ask("items", "X-Request-Id", "x".repeat(129)).header("X-Request-Id"))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void theAccessLogTellsTheCallAndNotThePath() throws Exception {
        Answer answer = ask("/api/v1.0/serialNumbers/4711?reveal=nothing", "traceparent", PARENT);
        AccessEntry entry = entry();
        assertThat(entry.method()).isEqualTo("GET");
        assertThat(entry.template()).isEqualTo("/api/v1.0/serialNumbers/{id}");
        assertThat(entry.status()).isEqualTo(answer.status());
        assertThat(entry.bytes()).isEqualTo(answer.body().length());
        assertThat(entry.micros()).isPositive();
        assertThat(entry.organization()).contains(new Organization("acme"));
        assertThat(entry.traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(entry.toString()).doesNotContain("4711", "nothing", "secret");
    }

    @Test
    void theAccessLogTellsOfWhatNamesNoCall() throws Exception {
        server.get("/nowhere/at/all");
        AccessEntry entry = entry();
        assertThat(entry.template()).isEqualTo("none");
        assertThat(entry.method()).isEqualTo("none");
        assertThat(entry.status()).isEqualTo(404);
        assertThat(entry.organization()).isEmpty();
        assertThat(entry.traceId()).isEmpty();
    }

    @Test
    void aTraceThatIsNonsenseIsIgnored() throws Exception {
        assertThat(ask("items", "traceparent", "00-nonsense").status()).isEqualTo(200);
        assertThat(entry().traceId()).isEmpty();
    }

    @Test
    void browsersAreToldToRunAndFetchNothing() throws Exception {
        for (String path : List.of("items", "nowhere", "/health/live", "/openapi.json")) {
            Answer answer = server.get(path);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
    }
}
