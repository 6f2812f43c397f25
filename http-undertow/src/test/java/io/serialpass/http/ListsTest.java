package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        for (String reference : List.of("ref-60", "REF-61", "x&y=z +%")) {
            long item = server.addItem(reference);
            for (int i = 0; i < 9; i++) {
                long id = server.add(item, reference + "/" + "cab".charAt(i % 3) + i);
                server.clock.advance(Duration.ofMillis(300));
                if (i % 2 == 0) {
                    server.put(
                            "serialNumbers/" + id, i % 4 == 0 ? "{\"status\":\"SOLD\"}" : "{\"status\":\"RESERVED\"}");
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode list(String query) throws Exception {
        TestServer.Answer answer = server.get("serialNumbers" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.path("data").forEach(row -> ids.add(row.path("id").asLong()));
        return ids;
    }

    @Test
    void aListHasDocumentedDefaults() throws Exception {
        JsonNode page = list("");
        assertThat(page.path("paging").toString())
                .isEqualTo("{\"total\":27,\"max\":100,\"offset\":0,\"previous\":null,\"next\":null}");
        assertThat(ids(page)).isSorted().hasSize(27);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "value", "status", "itemReference", "dateCreated", "lastUpdated"})
    void followingLinksVisitsEachRowOnceInOrder(String sort) throws Exception {
        for (String order : List.of("asc", "desc")) {
            List<Long> whole = ids(list("?sort=" + sort + "&order=" + order));
            assertThat(follow("?max=4&sort=" + sort + "&order=" + order)).isEqualTo(whole);
            assertThat(follow("?cursor=&max=4&sort=" + sort + "&order=" + order))
                    .isEqualTo(whole);
            assertThat(whole).hasSize(27).doesNotHaveDuplicates();
        }
    }

    @Test
    void ascendingIsDescendingReversed() throws Exception {
        List<Long> descending = ids(list("?sort=status&order=desc"));
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ids(list("?sort=status")));
    }

    private static List<Long> follow(String query) throws Exception {
        List<Long> visited = new ArrayList<>();
        JsonNode page = list(query);
        while (true) {
            visited.addAll(ids(page));
            JsonNode next = page.path("paging").path("next");
            if (next.isNull()) {
                return visited;
            }
            page = server.get(next.asText()).json();
        }
    }

    @Test
    void linksCarryEveryFilterOn() throws Exception {
        String filters = "?itemReference=x%26y%3Dz+%2B%25&status=NEW&dateCreated_gte=2026-01-01T00:00:00Z&value=*c*";
        JsonNode page = list(filters + "&max=1&offset=1&sort=value&order=desc");
        assertThat(page.path("paging").path("previous").asText())
                .isEqualTo("/api/v1.0/serialNumbers?value=%2Ac%2A&itemReference=x%26y%3Dz%20%2B%25&status=new"
                        + "&dateCreated_gte=2026-01-01T00%3A00%3A00Z&max=1&offset=0&sort=value&order=desc");
        assertThat(follow(filters + "&max=1"))
                .hasSize(page.path("paging").path("total").asInt());
        assertThat(follow(filters + "&max=1&cursor="))
                .hasSize(page.path("paging").path("total").asInt());
    }

    @Test
    void previousIsNeverBeforeTheStart() throws Exception {
        assertThat(list("?max=5&offset=3").path("paging").path("previous").asText())
                .contains("offset=0");
        assertThat(list("?offset=9223372036854775807")
                        .path("paging")
                        .path("next")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ref-6*, 18",
        "*ef-6, 0",
        "*ef-6*, 18",
        "REF-60, 9",
        "ref-60, 9",
        "*0, 9",
        "r*0, 9",
        "*%, 9",
        "x&*+%, 9",
        "*, 27"
    })
    void itemReferencesMatchWildcards(String pattern, int total) throws Exception {
        String encoded = java.net.URLEncoder.encode(pattern, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(list("?itemReference=" + encoded)
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(total);
    }

    @Test
    void filtersApplyTogether() throws Exception {
        for (JsonNode row : list("?status=sold&value=ref-60*").path("data")) {
            assertThat(row.path("status").asText()).isEqualTo("SOLD");
            assertThat(row.path("item").path("reference").asText()).isEqualTo("ref-60");
        }
        assertThat(list("?status=sold&value=ref-60*")
                        .path("paging")
                        .path("total")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void timesFilterByWhatIsShown() throws Exception {
        JsonNode all = list("");
        String middle = all.path("data").path(13).path("dateCreated").asText();
        for (String operator : List.of("gt", "gte", "lt", "lte")) {
            List<Long> expected = new ArrayList<>();
            all.path("data").forEach(row -> {
                int comparison = row.path("dateCreated").asText().compareTo(middle);
                boolean matches = operator.startsWith("g") ? comparison > 0 : comparison < 0;
                if (matches || (operator.endsWith("e") && comparison == 0)) {
                    expected.add(row.path("id").asLong());
                }
            });
            assertThat(ids(list("?dateCreated_" + operator + "=" + middle))).isEqualTo(expected);
        }
    }

    @Test
    void aCursorIsOfItsListAlone() throws Exception {
        String next =
                list("?cursor=&max=2&sort=value").path("paging").path("next").asText();
        assertThat(server.get(next).status()).isEqualTo(200);
        assertThat(server.get(next.replace("max=2", "max=3")).status()).isEqualTo(200);
        for (String other : List.of(
                next.replace("sort=value", "sort=id"),
                next.replace("order=asc", "order=desc"),
                next + "&status=new",
                next.replace("serialNumbers", "items").replace("sort=value", "sort=name"),
                next.replace("&sort", "A&sort"))) {
            assertThat(server.get(other).error()).as(other).isEqualTo("invalid_param_value");
        }
    }

    @Test
    void aCursorOutlivesWrites() throws Exception {
        try (TestServer fresh = TestServer.start("memory:", ServerOptions.defaults())) {
            long item = fresh.addItem("A");
            List<String> there = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                there.add("m" + (char) ('a' + i));
                fresh.add(item, "m" + (char) ('a' + i));
            }
            List<String> visited = new ArrayList<>();
            String link = "/api/v1.0/serialNumbers?cursor=&max=3&sort=value";
            for (int i = 0; !link.isEmpty(); i++) {
                JsonNode page = fresh.get(link).json();
                visited.addAll(page.path("data").findValuesAsText("value"));
                link = page.path("paging").path("next").asText("");
                fresh.add(item, "a" + i);
            }
            assertThat(visited)
                    .isEqualTo(there.stream().sorted(Comparator.naturalOrder()).toList());
        }
    }
}
