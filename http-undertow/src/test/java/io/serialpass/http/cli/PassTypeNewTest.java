package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pass-type new} makes all that a first pass type takes. */
class PassTypeNewTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Commands.run(out, err, arguments);
    }

    @Test
    void whatItMakesCanBeImportedAndSignedWith() throws IOException {
        Path made = directory.resolve("cards");
        assertThat(run("pass-type", "new", made.toString(), "--pass-type", "pass.com.example.card"))
                .as(err.toString())
                .isZero();
        String store = "--storage=jdbc:sqlite:" + directory.resolve("store.db");
        String certificates = "--certificates=" + made.resolve("certificates");
        assertThat(run("pass-type", "import", made.resolve("Ticket.pass").toString(), store, certificates))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("pass.com.example.card", "10 files").doesNotContain("refuse", "needs");
        if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(made.resolve("certificates/ticket.p12")))
                    .as("nobody else can read the key")
                    .hasSize(2);
        }
    }

    @Test
    void whatIsThereAlreadyStays() throws IOException {
        assertThat(run("pass-type", "new", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(directory.toString(), "already");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whereItCannotBeIsNamed() {
        assertThat(run("pass-type", "new", directory.resolve("nowhere/cards").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("There is no directory", "nowhere");
        assertThat(directory.resolve("nowhere")).doesNotExist();
        assertThat(run("pass-type", "new", "x", "--pass-type", "two words")).isEqualTo(2);
    }
}
