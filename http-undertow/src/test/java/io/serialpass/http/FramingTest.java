package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a body ends has to be plain, or the rest of it could be taken for a request. */
class FramingTest {

    private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    /** Sends a request with some headers and a body that another server may read otherwise, and reads to the connection's end. */
    private static String answer(String version, String headers, String body) throws Exception {
        try (TestServer server = TestServer.start("memory:", ServerOptions.defaults());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            String request = "POST /v1/log " + version + "\r\nHost: x\r\nConnection: keep-alive\r\n"
                    + headers.replace("|", "\r\n") + "\r\n\r\n" + body + SMUGGLED;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "501; Transfer-Encoding: gzip, chunked",
                "501; Transfer-Encoding: chunked, gzip",
                "400; Transfer-Encoding: gzip|Transfer-Encoding: chunked",
                "501; Transfer-Encoding: identity",
                "501; Transfer-Encoding: x",
                "501; Transfer-Encoding: xchunked",
                "400; Transfer-Encoding: chunked, chunked",
                "400; Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "400; Transfer-Encoding:",
                "400; Transfer-Encoding: chunked|Content-Length: 2",
                "400; Transfer-Encoding: identity|Content-Length: 2",
                "400; Content-Length: 2|Content-Length: 2",
                "400; Content-Length: 2|Content-Length: 47",
                "400; Content-Length: 2, 2",
                "400; Content-Length: +2",
                "400; Content-Length: -2",
                "400; Content-Length: 0x2",
                "400; Content-Length:"
            })
    void whatIsNotPlainIsRefusedAndTheConnectionClosed(int status, String headers) throws Exception {
        assertIsOneAnswer(answer("HTTP/1.1", headers, "{}"), status);
    }

    @ParameterizedTest
    @CsvSource("chunked")
    void anOldClientHasNoTransferCodings(String coding) throws Exception {
        assertIsOneAnswer(answer("HTTP/1.0", "Transfer-Encoding: " + coding, "2\r\n{}\r\n0\r\n\r\n"), 400);
    }

    private static void assertIsOneAnswer(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.").contains(" " + status + " ");
        assertThat(answer.split("HTTP/1\\.\\d ", -1)).as(answer).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"chunked", "Chunked", "CHUNKED"})
    void aChunkedBodyIsPlain(String coding) throws Exception {
        String second = SMUGGLED.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        String answer = answer("HTTP/1.1", "Transfer-Encoding: " + coding, "2\r\n{}\r\n0\r\n\r\n" + second);
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(3);
    }
}
