package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates are taken in the forms in which programs write them, and nothing is guessed. */
class DatesTest {

    private static final String HINT = " Dates look like 2016-08-15T14:52:48Z.";

    private static TestServer server;
    private static int passes;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        server.add(server.addItem("A"), "1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The link of a list carries the date as it was understood. */
    private static String understoodInQuery(String sent) throws Exception {
        Answer answer = server.get("serialNumbers?max=1&offset=1&lastUpdated_gte=" + sent);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String previous = answer.json().path("paging").path("previous").asText();
        return previous.replaceAll(".*lastUpdated_gte=([^&]*).*", "$1").replace("%3A", ":");
    }

    private static Answer issue(String expirationDate) throws Exception {
        return server.post(
                "passes",
                "{\"passTypeIdentifier\":\"pass.a\",\"serialNumber\":\"" + passes++ + "\",\"expirationDate\":\""
                        + expirationDate + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-08-15T14:52:48Z,           2016-08-15T14:52:48Z",
        "2016-08-15t14:52:48z,           2016-08-15T14:52:48Z",
        "2016-08-15T14:52Z,              2016-08-15T14:52:00Z",
        "2016-08-15T14:52:48.999Z,       2016-08-15T14:52:48Z",
        "1969-12-31T23:59:59.9999999999Z,1969-12-31T23:59:59Z",
        "2016-08-15T14:52:48+02:00,      2016-08-15T12:52:48Z",
        "2016-08-15T00:30-05:45,         2016-08-15T06:15:00Z",
        "2016-08-15T14:52:48.5-00:00,    2016-08-15T14:52:48Z",
        "2016-08-15T14:52:48+23:59,      2016-08-14T14:53:48Z",
        "2016-08-15,                     2016-08-15T00:00:00Z",
        "2024-02-29,                     2024-02-29T00:00:00Z",
        "0000-01-01,                     0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9+00:01,    9999-12-31T23:58:59Z"
    })
    void eachFormIsReadInQueriesAndBodies(String sent, String understood) throws Exception {
        assertThat(understoodInQuery(sent.replace("+", "%2B"))).isEqualTo(understood);
        Answer issued = issue(sent);
        assertThat(issued.json().path("expirationDate").asText())
                .as(issued.body())
                .isEqualTo(understood);
    }

    @ParameterizedTest
    @CsvSource({
        "2016-08-15T14:52:48+02:00,   2016-08-15T12:52:48Z",
        "2016-08-15T14:52:48%2002:00, 2016-08-15T12:52:48Z",
        "2016-08-15t14:52+00:30,      2016-08-15T14:22:00Z"
    })
    void inAQueryABlankBeforeTheOffsetIsAPlus(String sent, String understood) throws Exception {
        assertThat(understoodInQuery(sent)).isEqualTo(understood);
    }

    private static List<String> none() {
        return List.of(
                "2016-08-15T14:52:48",
                "2016-08-15T14Z",
                "2016-08-15T14:52:48.Z",
                "2016-08-15T14:52:48,5Z",
                "2016-08-15T14:52:48%2B0200",
                "2016-08-15T14:52:48%2B02",
                "2016-08-15T14:52:48%2B24:00",
                "2016-08-15T14:52:48%2B02:60",
                "2016-08-15T14:52:48ZZ",
                "2016-08-15Z",
                "2016-08-15%2B02:00",
                "2016-08-15%2014:52:48Z",
                "2016-08-15+14:52",
                "+2016-08-15",
                "2016-08-15+",
                "%2B2016-08-15T14:52:48Z",
                "-2016-08-15T14:52:48Z",
                "12016-08-15T14:52:48Z",
                "2016-8-15",
                "20160815",
                "2016-W33-1",
                "2016-13-01",
                "2023-02-29",
                "2016-08-15T24:00:00Z",
                "2016-08-15T23:60:00Z",
                "2016-12-31T23:59:60Z",
                "0000-01-01T00:00%2B00:01",
                "9999-12-31T23:59:59-00:01",
                "%D9%A2%D9%A0%D9%A1%D9%A6-08-15",
                "1471272768",
                "now");
    }

    @Test
    void anythingElseIsNoDateAndTheErrorShowsOne() throws Exception {
        List<String> taken = new ArrayList<>();
        for (String sent : none()) {
            Answer answer = server.get("serialNumbers?dateCreated_lt=" + sent);
            if (answer.status() != 400
                    || !answer.error().equals("invalid_param_type")
                    || !answer.description()
                            .equals("The type of parameter dateCreated_lt you provided is not valid for this request."
                                    + HINT)) {
                taken.add(sent + " " + answer.body());
            }
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-08-15T14:52:48", "2016-08-15T14:52:48 02:00", "tomorrow", " 2016-08-15"})
    void inABodyABlankIsNoPlus(String sent) throws Exception {
        Answer refused = issue(sent);
        assertThat(refused.error()).isEqualTo("invalid_param_type");
        assertThat(refused.description()).contains("expirationDate").endsWith(HINT);
    }
}
