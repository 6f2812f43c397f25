package io.serialpass.simulator.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.Pkpass;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit finds what is known of a service of another project. */
class NodePeerTest {

    private static final Path PEER = Path.of("src/test/peer");
    private static final PassId FIRST = pass("C-1");
    private static final PassId SECOND = pass("C-2");
    private static final String FIRST_TOKEN = "the-token-of-the-first-pass";
    private static final String SECOND_TOKEN = "the-token-of-the-second-pass";

    @TempDir
    private Path directory;

    private static PassId pass(String serialNumber) {
        return new PassId(new PassTypeIdentifier("pass.com.example.card"), new PassSerialNumber(serialNumber));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Test
    void findsWhatIsKnownOfFastifyPasskitWebservice() throws Exception {
        assumeTrue(isInstalled("node"), "node is not installed");
        assumeTrue(
                Files.isDirectory(PEER.resolve("node_modules")),
                "the peer in simulator/src/test/peer is not installed: npm ci");
        byte[] first = Pkpass.of(FIRST, FIRST_TOKEN, "first");
        Process process = new ProcessBuilder(
                        "node",
                        PEER.resolve("server.js").toString(),
                        "C-1",
                        FIRST_TOKEN,
                        Files.write(directory.resolve("1.pkpass"), first).toString(),
                        "C-2",
                        SECOND_TOKEN,
                        Files.write(directory.resolve("2.pkpass"), Pkpass.of(SECOND, SECOND_TOKEN, "first"))
                                .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String url = String.valueOf(out.readLine()).replace("listening on ", "");
            ConformanceReport report = Conformance.of(url, PassFile.read(first))
                    .pass(PassFile.read(Pkpass.of(SECOND, SECOND_TOKEN, "first")))
                    .timeout(Duration.ofSeconds(2))
                    .change(changes(url))
                    .build()
                    .run();
            assertThat(report.with(Outcome.BROKEN))
                    .extracting(RuleResult::rule)
                    .contains(
                            // POST /v1/log never answers.
                            "log",
                            "every-call-is-answered",
                            // The verifier is told the token and not the pass.
                            "fetch-token-of-another-pass",
                            // An unknown pass is 304.
                            "fetch-unknown-pass",
                            // A body without a push token is 201.
                            "register-no-push-token",
                            // Last-Modified is the time of the answer.
                            "last-modified-stays",
                            "two-changes-in-one-second");
            assertThat(report.with(Outcome.KEPT))
                    .extracting(RuleResult::rule)
                    .contains("register-new", "register-again", "list-is-json", "tag-given-back", "fetch");
        } finally {
            process.destroyForcibly();
        }
    }

    private static PassChange changes(String url) {
        HttpClient client = HttpClient.newHttpClient();
        AtomicInteger count = new AtomicInteger();
        return () -> {
            byte[] next = Pkpass.of(FIRST, FIRST_TOKEN, "change " + count.incrementAndGet());
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/change/C-1"))
                    .header("Content-Type", "application/vnd.apple.pkpass")
                    .POST(BodyPublishers.ofByteArray(next))
                    .build();
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() != 204) {
                    throw new IOException("the peer did not take the change");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        };
    }
}
