package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.Program;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program on a disk that takes no more. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {

    private static final Organization SHOP = new Organization("shop");

    @TempDir
    private Path directory;

    private void makeStore(String name, int items) {
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve(name))) {
            boolean unused = storage.write(tx -> IntStream.range(0, items).allMatch(i -> {
                ItemReference reference = new ItemReference("a rather long reference ".repeat(4) + i);
                return tx.items()
                        .insert(SHOP, ItemDetails.of(reference), Instant.EPOCH)
                        .isPresent();
            }));
        }
    }

    @Test
    void aRestoreThatFindsNoRoomLeavesTheStoreAsItWas() throws Exception {
        makeStore("store.db", 1);
        makeStore("backup.db", 20_000);
        byte[] before = Files.readAllBytes(directory.resolve("store.db"));
        // A file that grows beyond 3 MB is an error of the disk; SQLite's library, which is unpacked, needs two.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 6144; exec \"$@\"", "sh"));
        command.addAll(
                Program.command(List.of("-XX:-UsePerfData"), "restore", "backup.db", "--storage=jdbc:sqlite:store.db"));
        Process restore = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(restore.waitFor()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("err")))
                .hasLineCount(1)
                .contains("cannot be written to", directory.toString(), "Nothing was changed.");
        assertThat(Files.readAllBytes(directory.resolve("store.db"))).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("partial") || name.contains("replaced"));
        }
    }
}
