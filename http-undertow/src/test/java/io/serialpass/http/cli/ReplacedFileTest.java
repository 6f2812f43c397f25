package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {

    @TempDir
    private Path directory;

    private static void write(Path target, String text) throws IOException {
        ReplacedFile.write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        assertThatThrownBy(() -> ReplacedFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(file).hasContent("old");
        assertThatThrownBy(() -> ReplacedFile.write(file, out -> {
                    throw new IllegalStateException("the store failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void theOldFileIsThereUntilTheNewOneIsWhole() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        ReplacedFile.write(file, out -> {
            out.write('n');
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("n");
        write(directory.resolve("new.csv"), "new");
        assertThat(directory.resolve("new.csv")).hasContent("new");
        assertThat(files()).isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> write(directory.resolve("nowhere/out.csv"), "new"))
                .isInstanceOf(IOException.class)
                .hasMessage("the directory " + directory.resolve("nowhere") + " does not exist");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void permissionsAndLinksStay() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("out.csv"));
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling.csv"), Path.of("there.csv"));
        write(dangling, "x");
        assertThat(directory.resolve("there.csv")).hasContent("x");
    }

    @Test
    void whatCannotBeReplacedIsRefusedAndDevicesAreWrittenTo() throws Exception {
        assertThatThrownBy(() -> write(directory, "x")).hasMessage("it is a directory");
        assertThatThrownBy(() -> write(directory.resolve("no/where.csv"), "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(Path.of("/dev/full"), "x")).isInstanceOf(IOException.class);
        write(Path.of("/dev/null"), "x");
        assertThat(Path.of("/dev/null")).isWritable();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }
}
