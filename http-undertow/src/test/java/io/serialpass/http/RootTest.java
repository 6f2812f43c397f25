package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever opens the address of the server is told what it is. */
class RootTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer send(String method, String path) throws Exception {
        return server.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    @Test
    void theRootSaysWhatThisIsAndWhereToGo() throws Exception {
        for (String path : new String[] {"/", "", "//"}) {
            Answer answer = send("GET", path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().path("name").asText()).isEqualTo("Serialpass");
            assertThat(answer.json().path("paths").has("/api/v1.0/passes")).isTrue();
        }
        assertThat(send("HEAD", "/").status()).isEqualTo(200);
    }

    @Test
    void whatIsNamedThereIsThere() throws Exception {
        for (String path :
                new String[] {"/api/v1.0/serialNumbers", "/api/v1.0/items", "/api/v1.0/passTypes", "/api/v1.0/passes"
                }) {
            assertThat(send("GET", "/").json().path("paths").has(path)).isTrue();
            assertThat(server.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void otherPathsAndMethodsStayWhatTheyAre() throws Exception {
        assertThat(send("GET", "/favicon.ico").status()).isEqualTo(404);
        assertThat(send("POST", "/").status()).isEqualTo(405);
        assertThat(send("GET", "/api/v1.0/").status()).isEqualTo(401);
    }
}
