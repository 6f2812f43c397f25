package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.Program;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files that processes leave in the temporary directory. */
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
        assertThat(importing(url, "value,itemReference\n").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> importing(String url, String csv) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1.0/serialNumbers/import"))
                                .header("Authorization", "Bearer secret")
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString(csv))
                                .build(),
                        BodyHandlers.ofString());
    }

    private List<String> logOfTemporaryDirectory() throws Exception {
        return Files.readAllLines(directory.resolve("err")).stream()
                .filter(line -> line.contains("temporary directory"))
                .toList();
    }

    /** The limit of the size of files stands for a disk that is full. */
    @Test
    void anImportThatTheTemporaryDirectoryCannotTakeIsRefusedAndTheLogSaysSoOnce() throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 200; exec \"$@\"", "limited"));
        command.addAll(Program.command(
                List.of("-Djava.io.tmpdir=" + temporary),
                "serve",
                "--port=0",
                "--storage=memory:",
                "--api-token=secret"));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        processes.add(process);
        String url = serve(process);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> refused = importing(url, "value,itemReference\n" + "a,A\n".repeat(200_000));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("\"unavailable\"", "temporary directory", "Nothing was done.")
                    .doesNotContain(temporary.toString());
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            importFile(url);
        }
        assertThat(logOfTemporaryDirectory()).hasSize(1);
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
    void whatOlderProgramsLeftIsRemovedOnceNobodyCanUseIt() throws Exception {
        String library = "sqlite-3.50.3.0-6b0a5ad8-7d6c-4f0b-9d0a-2f1a7d3c5e11-libsqlitejdbc.so";
        Path precious = Files.writeString(directory.resolve("precious"), "x");
        List<Path> old = List.of(
                Files.writeString(temporary.resolve("serialpass-import123.tmp"), "rows"),
                Files.writeString(temporary.resolve(library), "x"),
                Files.writeString(temporary.resolve(library + ".lck"), ""));
        List<Path> kept = List.of(
                Files.writeString(temporary.resolve("serialpass-import123.tmp.csv"), "mine"),
                Files.createDirectory(temporary.resolve("serialpass-import7.tmp")),
                Files.createSymbolicLink(temporary.resolve("serialpass-import8.tmp"), precious),
                Files.writeString(temporary.resolve("sqlite-notes"), "mine"));
        Path young = Files.writeString(temporary.resolve("serialpass-import9.tmp"), "rows of an import under way");
        FileTime aWeekAgo =
                FileTime.from(Instant.now().minus(Duration.ofDays(7)).minusSeconds(60));
        for (Path file : old) {
            Files.setLastModifiedTime(file, aWeekAgo);
        }
        for (Path file : kept) {
            // That of a link itself, and not of what it points to, is not Java's to set.
            assertThat(new ProcessBuilder("touch", "-h", "-d", "8 days ago", file.toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofDays(6))));
        assertThat(start("export").waitFor()).isEqualTo(1);
        assertThat(left()).contains(young).containsAll(kept).doesNotContainAnyElementsOf(old);
        assertThat(precious).hasContent("x");
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
