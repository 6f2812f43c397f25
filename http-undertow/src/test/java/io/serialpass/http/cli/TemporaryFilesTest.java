package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes leave in the temporary directory. */
@Timeout(120)
class TemporaryFilesTest {

    @TempDir
    private Path directory;

    private Path temporary = Path.of("");
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void createDirectory() throws Exception {
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Program.command(List.of("-Djava.io.tmpdir=" + temporary), arguments))
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    /** Starts a server and gives its address. */
    private String serve(Process process) throws Exception {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Serialpass is listening on ")) {
                return line.substring("Serialpass is listening on ".length());
            }
        }
        throw new AssertionError(Files.readString(directory.resolve("err")));
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.sorted().toList();
        }
    }

    private static void importFile(String url) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1.0/serialNumbers/import"))
                                .header("Authorization", "Bearer secret")
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString("value,itemReference\n"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextStartAndNothingElse() throws Exception {
        Process killed = start("serve", "--port", "0", "--api-token", "secret");
        String url = serve(killed);
        importFile(url);
        assertThat(left()).hasSize(1);
        Path leftover = left().get(0);
        killed.destroyForcibly().waitFor();
        assertThat(leftover).isNotEmptyDirectory();
        Files.writeString(leftover.resolve("serialpass-import1.tmp"), "rows");

        Process running = start("serve", "--port", "0", "--api-token", "secret", "--storage", "jdbc:sqlite:other.db");
        String other = serve(running);
        assertThat(leftover).doesNotExist();
        assertThat(left()).hasSize(1);

        // Nobody knows whose these are, or they are not what they look like.
        Path foreign = Files.createDirectory(temporary.resolve("serialpass-run-foreign"));
        Files.writeString(foreign.resolve("file"), "x");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("in-use"), "");
        Files.writeString(elsewhere.resolve("file"), "x");
        Path link = Files.createSymbolicLink(temporary.resolve("serialpass-run-link"), elsewhere);
        List<Path> before = left();
        assertThat(start("export").waitFor()).isZero();
        assertThat(left()).isEqualTo(before);
        assertThat(elsewhere.resolve("file")).exists();
        assertThat(link).isSymbolicLink();
        assertThat(foreign.resolve("file")).exists();
        importFile(other);
        running.destroy();
        running.waitFor();
        assertThat(left()).containsExactly(foreign, link);
    }

    @Test
    void aLinkWithinALeftoverIsRemovedAndNotFollowed() throws Exception {
        Path leftover = Files.createDirectory(temporary.resolve("serialpass-run-1"));
        Files.createFile(leftover.resolve("in-use"));
        Path precious = Files.writeString(directory.resolve("precious"), "x");
        Files.createSymbolicLink(leftover.resolve("link"), precious);
        assertThat(start("export").waitFor()).isEqualTo(1);
        assertThat(left()).isEmpty();
        assertThat(precious).hasContent("x");
    }

    @Test
    void aTemporaryDirectoryThatIsNotThereIsNamed() throws Exception {
        Files.delete(temporary);
        assertThat(start("export").waitFor()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("err")))
                .contains(temporary.toString(), "java.io.tmpdir")
                .doesNotContain("Exception");
    }
}
