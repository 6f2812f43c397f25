package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.pushToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apple's five calls, with every answer that they have. */
class AppleFaceTest {

    private static final String ONE_SECOND_LATER = "Sat, 21 Nov 2026 10:00:01 GMT";

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.start();
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private String shownPushToken(String serialNumber) throws Exception {
        return wallet.server
                .get("passes/" + TYPE + "/" + serialNumber + "/registrations?reveal=pushToken")
                .json()
                .at("/data/0/pushToken")
                .asText();
    }

    @Test
    void aNewRegistrationIs201AndARepeatedOne200() throws Exception {
        String token = wallet.issue("C-1");
        Answer created = wallet.register("D1", "C-1", token);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).isEmpty();
        assertThat(wallet.register("D1", "C-1", token).status()).isEqualTo(200);
        assertThat(wallet.register("D2", "C-1", token).status()).isEqualTo(201);
    }

    @Test
    void aRepeatedRegistrationBringsItsNewPushToken() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        wallet.register(APPLE, "D1", "C-1", token, pushToken("old"));
        String tag = wallet.list(APPLE, "D1", "").json().path("lastUpdated").asText();
        assertThat(wallet.register(APPLE, "D1", "C-1", token, pushToken("old")).status())
                .isEqualTo(200);
        assertThat(wallet.listed("D1", "?passesUpdatedSince=" + tag)).isEmpty();
        assertThat(wallet.register(APPLE, "D1", "C-1", token, pushToken("new")).status())
                .isEqualTo(200);
        assertThat(shownPushToken("C-1")).isEqualTo("new");
        assertThat(wallet.listed("D1", "?passesUpdatedSince=" + tag)).containsExactly("C-1");
    }

    @Test
    void whateverIsWrongWithTokenOrPassHasOneAnswer() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        wallet.issue("C-2");
        Answer expected = wallet.register("D1", "C-1", "");
        assertThat(expected.status()).isEqualTo(401);
        assertThat(expected.header("WWW-Authenticate")).isEqualTo("ApplePass");
        assertThat(expected.error()).isEqualTo("unauthorized");
        List<Answer> answers = List.of(
                wallet.register("D1", "C-1", token + "x"),
                wallet.register("D1", "C-1", token.substring(1)),
                wallet.register("D1", "C-2", token),
                wallet.register("D1", "unknown", token),
                wallet.register("D1", "not%20allowed", token),
                wallet.register(APPLE, "D1", "unknown", token, "no JSON"),
                wallet.register(APPLE, "not%20allowed", "unknown", token, ""),
                wallet.unregister(APPLE, "D1", "C-1", "wrong"),
                wallet.unregister(APPLE, "D1", "unknown", token),
                wallet.unregister(APPLE, "not%20allowed", "C-1", "wrong"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(expected.body());
            assertThat(answer.response().headers().map().keySet())
                    .isEqualTo(expected.response().headers().map().keySet());
        });
        for (String serialNumber : List.of("C-1", "unknown", "not%20allowed")) {
            HttpResponse<byte[]> fetched = wallet.fetch(serialNumber, "wrong");
            assertThat(fetched.statusCode()).isEqualTo(401);
            assertThat(new String(fetched.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(expected.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ApplePass TOKEN",
                "applepass TOKEN",
                "APPLEPASS  TOKEN",
                "ApplePass\tTOKEN",
                "ApplePass \t TOKEN ",
                "AndroidPass TOKEN",
                "WalletUnionPass TOKEN",
                "walletunionhmspass TOKEN"
            })
    void aTokenCountsInEverySchemeOfAWallet(String header) throws Exception {
        String token = wallet.issueWithPackage("C-1");
        assertThat(wallet.fetch("C-1", "", "Authorization", header.replace("TOKEN", token))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN",
                "ApplePass",
                "ApplePass ",
                "Bearer TOKEN",
                "ApplePassTOKEN",
                "ApplePass TOKEN more",
                "Basic TOKEN",
                "ApplePass:TOKEN",
                "ApplePass TOKEN,ApplePass TOKEN"
            })
    void nothingElseIsAToken(String header) throws Exception {
        String token = wallet.issueWithPackage("C-1");
        assertThat(wallet.fetch("C-1", "", "Authorization", header.replace("TOKEN", token))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"pushToken\":\"\"}",
                "{\"pushToken\":null}",
                "{\"pushToken\":7}",
                "{\"pushToken\":1e99999999999}",
                "{\"pushToken\":[\"a\"]}",
                "{\"pushToken\":\"a\\u0000b\"}",
                "{\"pushToken\":\"a\"} b",
                "{\"pushToken\":\"a\"}{\"pushToken\":\"b\"}"
            })
    void aRegistrationNeedsAPushToken(String body) throws Exception {
        String token = wallet.issue("C-1");
        assertThat(wallet.register(APPLE, "D1", "C-1", token, body).status()).isEqualTo(400);
        assertThat(wallet.unregister(APPLE, "D1", "C-1", token).status()).isEqualTo(200);
    }

    @Test
    void aPushTokenHasUpTo4096Characters() throws Exception {
        String token = wallet.issue("C-1");
        assertThat(wallet.register(APPLE, "D1", "C-1", token, pushToken("x".repeat(4096)))
                        .status())
                .isEqualTo(201);
        assertThat(shownPushToken("C-1")).hasSize(4096);
        assertThat(wallet.register(APPLE, "D1", "C-1", token, pushToken("x".repeat(4097)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatADeviceSendsMayHoldMoreAndBeCalledAnything() throws Exception {
        String token = wallet.issue("C-1");
        Answer answer = wallet.server.send(wallet.request(WalletServer.registration(APPLE, "D1", "C-1"))
                .header("Authorization", "ApplePass " + token)
                .header("Content-Type", "text/plain; charset=latin1")
                .POST(BodyPublishers.ofString("{\"more\":{\"a\":[1]},\"pushToken\":\"p\"}"))
                .build());
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aBodyOverTheLimitIs413() throws Exception {
        String token = wallet.issue("C-1");
        String tooMuch = " ".repeat(64 * 1024 + 1);
        assertThat(wallet.register(APPLE, "D1", "C-1", token, tooMuch).status()).isEqualTo(413);
        assertThat(wallet.register(APPLE, "D1", "C-1", "wrong", tooMuch).status())
                .isEqualTo(401);
        assertThat(wallet.server.post("/v1/log", tooMuch).status()).isEqualTo(413);
    }

    @Test
    void aDeviceIdentifierIsVisibleAscii() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        for (String malformed : List.of("a%20b", "%C3%A4", "a%0Ab", "x".repeat(256))) {
            assertThat(wallet.register(malformed, "C-1", token).status()).isEqualTo(400);
            assertThat(wallet.unregister(APPLE, malformed, "C-1", token).status())
                    .isEqualTo(200);
            assertThat(wallet.list(APPLE, malformed, "").status()).isEqualTo(204);
        }
        String odd = "a%2Fb!~%25" + "x".repeat(249);
        assertThat(wallet.register(odd, "C-1", token).status()).isEqualTo(201);
        assertThat(wallet.listed(odd, "")).containsExactly("C-1");
    }

    @Test
    void anUnregistrationIs200AlsoWhereThereWasNothing() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        wallet.register("D1", "C-1", token);
        wallet.register("D2", "C-1", token);
        assertThat(wallet.unregister(APPLE, "D1", "C-1", token).status()).isEqualTo(200);
        assertThat(wallet.unregister(APPLE, "D1", "C-1", token).status()).isEqualTo(200);
        assertThat(wallet.listed("D1", "")).isEmpty();
        assertThat(wallet.listed("D2", "")).containsExactly("C-1");
    }

    @Test
    void aListHoldsWhatChangedForTheDevice() throws Exception {
        String first = wallet.issueWithPackage("C-1");
        String second = wallet.issueWithPackage("C-2");
        wallet.issueWithPackage("C-3");
        assertThat(wallet.list(APPLE, "D1", "").status()).isEqualTo(204);
        wallet.register("D1", "C-1", first);
        wallet.register("D1", "C-2", second);
        Answer all = wallet.list(APPLE, "D1", "");
        assertThat(all.header("Content-Type")).isEqualTo("application/json");
        assertThat(all.json().path("lastUpdated").isTextual()).isTrue();
        assertThat(wallet.listed("D1", "")).containsExactlyInAnyOrder("C-1", "C-2");
        String tag = all.json().path("lastUpdated").asText();
        assertThat(wallet.listed("D1", "?passesUpdatedSince=" + tag)).isEmpty();
        String changed = wallet.upload("C-2", "second").path("updateTag").asText();
        Answer news = wallet.list(APPLE, "D1", "?passesUpdatedSince=" + tag);
        assertThat(news.body()).isEqualTo("{\"serialNumbers\":[\"C-2\"],\"lastUpdated\":\"" + changed + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?passesUpdatedSince=",
                "?passesUpdatedSince",
                "?passesUpdatedSince=abc",
                "?passesUpdatedSince=-1",
                "?passesUpdatedSince=1.5",
                "?passesUpdatedSince=2026-11-21T10:00:00+00:00",
                "?passesUpdatedSince=0",
                "?passesUpdatedSince=99999999999999999999",
                "?passesUpdatedSince=9223372036854775807",
                "?passesUpdatedSince=%2B5",
                "?passesUpdatedSince=%00",
                "?unknown=1",
                "?passesUpdatedSince=1000000000",
                "?passesUpdatedSince=0&passesUpdatedSince=9"
            })
    void aTagThatIsNoneOfOursListsAll(String query) throws Exception {
        wallet.register("D1", "C-1", wallet.issueWithPackage("C-1"));
        assertThat(wallet.listed("D1", query)).containsExactly("C-1");
    }

    @Test
    void ofTwoTagsTheFirstCounts() throws Exception {
        wallet.register("D1", "C-1", wallet.issueWithPackage("C-1"));
        String tag = wallet.list(APPLE, "D1", "").json().path("lastUpdated").asText();
        assertThat(wallet.listed("D1", "?passesUpdatedSince=" + tag + "&passesUpdatedSince=0"))
                .isEmpty();
    }

    @Test
    void aListNeedsNoToken() throws Exception {
        wallet.register("D1", "C-1", wallet.issueWithPackage("C-1"));
        Answer answer = wallet.server.send(wallet.request("/v1/devices/D1/registrations/" + TYPE)
                .header("Authorization", "ApplePass wrong")
                .build());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(wallet.server
                        .get("/v1/devices/D1/registrations/pass.unknown")
                        .status())
                .isEqualTo(204);
        assertThat(wallet.server
                        .get("/v1/devices/D1/registrations/not%20allowed")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aPassWithoutPackageIsNotListedAndNotThere() throws Exception {
        String token = wallet.issue("C-1");
        wallet.register("D1", "C-1", token);
        assertThat(wallet.listed("D1", "")).isEmpty();
        assertThat(wallet.fetch("C-1", token).statusCode()).isEqualTo(404);
        wallet.upload("C-1", "first");
        assertThat(wallet.listed("D1", "")).containsExactly("C-1");
        assertThat(wallet.fetch("C-1", token).statusCode()).isEqualTo(200);
    }

    @Test
    void aFetchGivesThePackageAndItsVersion() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        HttpResponse<byte[]> fetched = wallet.fetch("C-1", token);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(Pkpass.of(TYPE, "C-1", "first"));
        assertThat(header(fetched, "Content-Type")).isEqualTo("application/vnd.apple.pkpass");
        assertThat(header(fetched, "Last-Modified")).isEqualTo("Sat, 21 Nov 2026 10:00:00 GMT");
        assertThat(header(fetched, "Content-Length")).isEqualTo(Integer.toString(fetched.body().length));
        String tag = wallet.server
                .get("passes/" + TYPE + "/C-1")
                .json()
                .path("updateTag")
                .asText();
        assertThat(header(fetched, "ETag")).isEqualTo("\"" + tag + "\"");
    }

    @Test
    void headIsAnsweredAsGetIsWithoutABody() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        HttpResponse<byte[]> get = wallet.fetch("C-1", token);
        HttpResponse<byte[]> head = wallet.get(APPLE, "HEAD", "C-1", token);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("Content-Type", "Content-Length", "Last-Modified", "ETag", "Date")) {
            assertThat(header(head, name)).isEqualTo(header(get, name));
        }
        assertThat(wallet.get(APPLE, "HEAD", "C-1", token, "If-None-Match", header(get, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(wallet.get(APPLE, "HEAD", "C-1", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void whatTheDeviceHasIs304() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        HttpResponse<byte[]> fetched = wallet.fetch("C-1", token);
        String etag = header(fetched, "ETag");
        String lastModified = header(fetched, "Last-Modified");
        for (String[] condition : new String[][] {
            {"If-None-Match", etag},
            {"If-None-Match", "W/" + etag},
            {"If-None-Match", "\"x\", " + etag},
            {"If-None-Match", "*"},
            {"If-Modified-Since", lastModified},
            {"If-Modified-Since", "Sat, 21 Nov 2026 10:00:07 GMT"},
            {"If-Modified-Since", "Sat Nov 21 10:00:00 2026"},
            {"If-Modified-Since", "Tue Dec  1 10:00:00 2026"},
            {"If-Modified-Since", "Saturday, 21-Nov-26 10:00:00 GMT"},
            {"If-None-Match", "\"x\"", "If-None-Match", etag},
            {"If-None-Match", etag, "If-Modified-Since", "Sat, 21 Nov 2020 10:00:00 GMT"}
        }) {
            HttpResponse<byte[]> answer = wallet.fetch("C-1", token, condition);
            assertThat(answer.statusCode()).as(String.join(" ", condition)).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(etag);
            assertThat(header(answer, "Last-Modified")).isEqualTo(lastModified);
        }
        for (String[] condition : new String[][] {
            {"If-None-Match", "\"x\""},
            {"If-None-Match", "\"x\"", "If-Modified-Since", lastModified},
            {"If-None-Match", "garbage"},
            {"If-Modified-Since", "Sat, 21 Nov 2026 09:59:59 GMT"},
            {"If-Modified-Since", "1795255200000"},
            {"If-Modified-Since", "(null)"},
            {"If-Modified-Since", ""}
        }) {
            assertThat(wallet.fetch("C-1", token, condition).statusCode())
                    .as(String.join(" ", condition))
                    .isEqualTo(200);
        }
    }

    @Test
    void twoVersionsInOneSecondAreTwo() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        String lastModified = header(wallet.fetch("C-1", token), "Last-Modified");
        wallet.upload("C-1", "second");
        HttpResponse<byte[]> second = wallet.fetch("C-1", token, "If-Modified-Since", lastModified);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Pkpass.contentOf(second.body())).isEqualTo("second");
        // Its own second is still to come, so the header shows this one, and the next fetch is a needless 200.
        assertThat(header(second, "Last-Modified")).isEqualTo(lastModified).isEqualTo(header(second, "Date"));
        wallet.server.clock.advance(Duration.ofSeconds(5));
        HttpResponse<byte[]> again = wallet.fetch("C-1", token, "If-Modified-Since", lastModified);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(header(again, "Last-Modified")).isEqualTo(ONE_SECOND_LATER);
        assertThat(wallet.fetch("C-1", token, "If-Modified-Since", ONE_SECOND_LATER)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aClockThatGoesBackLosesNoVersion() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        String lastModified = header(wallet.fetch("C-1", token), "Last-Modified");
        wallet.server.clock.advance(Duration.ofHours(-1));
        wallet.upload("C-1", "second");
        HttpResponse<byte[]> second = wallet.fetch("C-1", token, "If-Modified-Since", lastModified);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(header(second, "Last-Modified"))
                .isEqualTo("Sat, 21 Nov 2026 09:00:00 GMT")
                .isEqualTo(header(second, "Date"));
    }

    @Test
    void aLogIs200WhateverItHolds() throws Exception {
        for (String body : List.of(
                "{\"logs\":[\"a\"]}",
                "{\"logs\":[7,null,{},\"b\",[\"c\"]]}",
                "{\"logs\":\"c\"}",
                "{\"logs\":[]}",
                "{}",
                "[]",
                "no JSON",
                "",
                "{\"logs\":[\"\"]}",
                "{\"logs\":[\"d\"],\"more\":1}",
                "\u0000",
                "{\"logs\":[\"e\",1e99999999999]}",
                "{\"logs\":[\"f\",-1E+2147483648.5]}")) {
            Answer answer = wallet.server.send(wallet.request("/v1/log")
                    .POST(BodyPublishers.ofString(body))
                    .build());
            assertThat(answer.status()).as(body).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        List<String> messages = new ArrayList<>();
        wallet.server
                .get("deviceLogs")
                .json()
                .path("data")
                .forEach(entry -> messages.add(entry.path("message").asText()));
        assertThat(messages).containsExactly("e", "d", "b", "a");
    }

    @Test
    void aWrongMethodIs405BeforeAToken() throws Exception {
        Answer answer = wallet.server.send(wallet.request(WalletServer.registration(APPLE, "D1", "C-1"))
                .PUT(BodyPublishers.ofString("{}"))
                .build());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, POST");
        assertThat(wallet.server.send(wallet.request("/v1/log").build()).status())
                .isEqualTo(405);
        assertThat(wallet.server
                        .send(wallet.request("/v1/passes/" + TYPE).build())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void twoSlashesAreOne() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        assertThat(wallet.register("//v1", "D1", "C-1", token, pushToken("p")).status())
                .isEqualTo(201);
        assertThat(wallet.server.get("//v1//devices/D1/registrations/" + TYPE).status())
                .isEqualTo(200);
    }

    @Test
    void percentEncodedSegmentsAreDecodedOnce() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        assertThat(wallet.fetch("C%2D1", token).statusCode()).isEqualTo(200);
        assertThat(wallet.fetch("C%252D1", token).statusCode()).isEqualTo(401);
        assertThat(wallet.fetch("C%2F1", token).statusCode()).isEqualTo(401);
        assertThat(wallet.fetch("C%FF1", token).statusCode()).isEqualTo(400);
    }

    @Test
    void registeringAndUnregisteringAtOnceEndsInOneOfBoth() throws Exception {
        String token = wallet.issueWithPackage("C-1");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                List<Callable<Integer>> tasks = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    boolean registers = i % 2 == 0;
                    tasks.add(() -> registers
                            ? wallet.register("D1", "C-1", token).status()
                            : wallet.unregister(APPLE, "D1", "C-1", token).status());
                }
                for (Future<Integer> status : threads.invokeAll(tasks)) {
                    assertThat(status.get()).isIn(200, 201);
                }
                int count = wallet.server
                        .get("passes/" + TYPE + "/C-1/registrations")
                        .json()
                        .at("/paging/total")
                        .asInt();
                assertThat(count).isIn(0, 1);
                assertThat(wallet.listed("D1", "")).hasSize(count);
            }
        } finally {
            threads.shutdown();
        }
    }
}
