package io.serialpass.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two slashes in a path are one, and a body that is coded is refused and not misread. */
class PathsAndCodingsTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        server.addItem("A");
        assertThat(server.post("passes", "{\"passTypeIdentifier\":\"pass.a\",\"serialNumber\":\"S\"}")
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Past a client that would clean the path. */
    private static String status(String method, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII).split(" ", 3)[1];
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  //api/v1.0/items,                           200",
        "GET,  /api//v1.0//items//1,                       200",
        "GET,  ///api///v1.0/items,                        200",
        "GET,  //api//v1.0/passes//pass.a//S,              200",
        "GET,  //health//live,                             200",
        "GET,  //v1/devices/D/registrations//pass.a,       204",
        "GET,  /v1//devices//D//registrations/pass.a,      204",
        "GET,  //v1//passes//pass.a//S,                    401",
        "POST, //v1//log,                                  200",
        "GET,  //api//v1//passes/pass.a//S,                401",
        "GET,  /api//v1/devices//D/registrations//pass.a,  400",
        "POST, /v1/devices//D/registrations/pass.a//S,     401"
    })
    void twoSlashesAreOne(String method, String path, String expected) throws Exception {
        assertThat(status(method, path)).isEqualTo(expected);
    }

    private static Answer send(String method, String path, String contentType, String coding, String token)
            throws Exception {
        HttpRequest.Builder request = server.request(path)
                .setHeader("Authorization", token)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString("{}"));
        for (String one : coding.split(";", -1)) {
            request.header("Content-Encoding", one);
        }
        return server.send(request.build());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, items,                                     application/json,             gzip",
        "PUT,  items/1,                                   application/json,             GZip",
        "POST, serialNumbers/import,                      text/csv,                     deflate",
        "POST, serialNumbers/import,                      text/csv,                     identity;br",
        "PUT,  passes/pass.a/S/package,                   application/vnd.apple.pkpass, zstd",
        "PUT,  passTypes/pass.a/files/icon.png,           image/png,                    x-gzip",
        "POST, items,                                     text/html,                    aws-chunked"
    })
    void aCodedBodyIsRefusedByName(String method, String path, String contentType, String coding) throws Exception {
        Answer answer = send(method, path, contentType, coding, "Bearer secret");
        assertThat(answer.status()).as(answer.body()).isEqualTo(415);
        assertThat(answer.error()).isEqualTo("unsupported_media_type");
        assertThat(answer.description()).contains(coding.substring(coding.indexOf(';') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "identity;identity"})
    void identityIsNoCoding(String coding) throws Exception {
        assertThat(send("PUT", "items/1", "application/json", coding, "Bearer secret")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRegistrationIsRefusedTooOnceItsTokenIsRight() throws Exception {
        String token = "ApplePass "
                + server.get("passes/pass.a/S?reveal=authenticationToken")
                        .json()
                        .path("authenticationToken")
                        .asText();
        for (String face : new String[] {"/v1", "/api/v1"}) {
            String path = face + "/devices/D/registrations/pass.a/S";
            assertThat(send("POST", path, "application/json", "gzip", token + "x")
                            .status())
                    .isEqualTo(401);
            assertThat(send("POST", path, "application/json", "gzip", token).status())
                    .isEqualTo(415);
        }
    }

    @Test
    void aCodedLogIsDropped() throws Exception {
        assertThat(send("POST", "/v1/log", "application/json", "gzip", "none").status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/v1/log", "application/json", "gzip", "none")
                        .status())
                .isEqualTo(200);
        assertThat(server.get("deviceLogs").json().path("paging").path("total").asInt())
                .isZero();
    }
}
