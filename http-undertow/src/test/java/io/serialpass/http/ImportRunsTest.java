package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.storage.testkit.Await;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports that go on without their clients, over HTTP. */
@Timeout(300)
class ImportRunsTest {

    private static final String RUNS = "serialNumbers/imports";

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(TestServer.SQLITE, ServerOptions.defaults());
        server.addItem("A");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer begin(String csv) throws Exception {
        return server.post(RUNS, "text/csv", csv);
    }

    /** Many more rows than a server imports while it answers some requests. */
    private static String many(String prefix) {
        return "value,itemReference\n"
                + IntStream.range(0, 150_000).mapToObj(i -> prefix + i + ",A\n").collect(Collectors.joining());
    }

    private JsonNode run(Answer begun) throws Exception {
        return server.get(begun.json().path("href").asText()).json();
    }

    private JsonNode ended(Answer begun) throws Exception {
        return Await.answer(() -> run(begun), run -> !run.path("state").asText().equals("running"));
    }

    private long total(String list) throws Exception {
        return server.get(list).json().at("/paging/total").asLong();
    }

    @Test
    void anImportGoesOnAfterItsAnswerAndTellsWhatBecameOfItsRows() throws Exception {
        Answer begun = begin("value,itemReference,dateCreated\na,A,x\na,A,x\n,,\nb,none,x\nc,A,x\n");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Location")).isEqualTo(begun.json().path("href").asText());
        assertThat(begun.json().path("state").asText()).isEqualTo("running");
        JsonNode run = ended(begun);
        assertThat(run.path("state").asText()).isEqualTo("done");
        assertThat(run.path("reason").isNull()).isTrue();
        assertThat(run.path("imported").asInt()).isEqualTo(2);
        assertThat(run.path("rejectedCount").asInt()).isEqualTo(2);
        assertThat(run.path("blank").asInt()).isEqualTo(1);
        assertThat(run.path("bytesRead")).isEqualTo(run.path("bytes"));
        assertThat(run.path("passedOver").path(0).asText()).isEqualTo("dateCreated");
        assertThat(run.path("rejected").findValuesAsText("error")).containsExactly("not_unique", "not_found");
        assertThat(run.path("rejected").findValuesAsText("line")).containsExactly("3", "5");
        assertThat(run.path("dateEnded").isTextual()).isTrue();
        assertThat(total("serialNumbers")).isEqualTo(2);

        Answer second = server.post(RUNS, "application/x-ndjson", "{\"value\":\"d\",\"itemReference\":\"A\"}\n");
        assertThat(ended(second).path("imported").asInt()).isEqualTo(1);
        JsonNode list = server.get(RUNS + "?max=1").json();
        assertThat(list.at("/paging/total").asInt()).isEqualTo(2);
        assertThat(list.path("data").findValuesAsText("id"))
                .as("the newest comes first")
                .containsExactly(second.json().path("id").asText());
        assertThat(server.get(list.at("/paging/next").asText())
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .containsExactly(begun.json().path("id").asText());
    }

    @Test
    void aRunOfAnotherOrganizationIsNotThere() throws Exception {
        Answer begun = begin("value,itemReference\na,A\n");
        ended(begun);
        for (String path : List.of(RUNS, begun.json().path("href").asText())) {
            Answer answer = server.send(server.request(path)
                    .setHeader("Authorization", "Bearer other-secret")
                    .build());
            assertThat(answer.json().at("/paging/total").asInt()).as(path).isZero();
            assertThat(answer.status()).as(path).isEqualTo(path.equals(RUNS) ? 200 : 404);
        }
    }

    @Test
    void aWrongRequestBeginsNothing() throws Exception {
        assertThat(begin("colour\nred\n").error()).isEqualTo("invalid_param");
        assertThat(begin("").error()).isEqualTo("missing_param");
        assertThat(server.post(RUNS, "application/json", "{}").status()).isEqualTo(415);
        assertThat(server.post(RUNS + "?max=1", "text/csv", "value,itemReference\na,A\n")
                        .error())
                .isEqualTo("invalid_param");
        assertThat(server.get(RUNS + "/1").status()).isEqualTo(404);
        assertThat(server.get(RUNS + "/1").description()).isEqualTo("The import with the id 1 doesn't exist.");
        assertThat(server.get(RUNS + "/first").error()).isEqualTo("invalid_param_type");
        assertThat(server.get(RUNS + "?state=done").error()).isEqualTo("invalid_param");
        assertThat(total(RUNS)).isZero();
        assertThat(total("serialNumbers")).isZero();
    }

    @Test
    void aServerRunsFewAtOnceAndItsStopTellsHowFarTheyHaveCome() throws Exception {
        List<Answer> begun = List.of(begin(many("F-")), begin(many("S-")));
        Answer tooMany = begin("value,itemReference\na,A\n");
        assertThat(tooMany.status()).isEqualTo(503);
        assertThat(tooMany.error()).isEqualTo("overloaded");
        assertThat(tooMany.header("Retry-After")).isNotEmpty();
        for (Answer one : begun) {
            Await.until(() -> run(one).path("imported").asLong() > 0);
        }
        server.restart();
        long imported = 0;
        for (Answer one : begun) {
            JsonNode run = run(one);
            assertThat(run.path("state").asText()).isEqualTo("stopped");
            long rows = run.path("imported").asLong();
            assertThat(rows).isBetween(1L, 149_999L);
            assertThat(run.path("lastLine").asLong()).isEqualTo(rows + 1);
            assertThat(run.path("reason").asText())
                    .contains(rows + " rows were kept", "begin after line " + (rows + 1) + ".");
            imported += rows;
        }
        assertThat(total("serialNumbers")).isEqualTo(imported);
        assertThat(ended(begin("value,itemReference\na,A\n")).path("state").asText())
                .as("there is room again")
                .isEqualTo("done");
    }
}
