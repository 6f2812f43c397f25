package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.service.ItemService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code backup}, {@code restore} and {@code copy}, as an operator calls them. */
class BackupCommandsTest {

    private static final Organization SHOP = new Organization("shop");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String url = "";
    private String backup = "";

    @BeforeEach
    void createStore() {
        url = "jdbc:sqlite:" + directory.resolve("store.db");
        backup = directory.resolve("backup.db").toString();
        create("A");
    }

    private void create(String reference) {
        try (Storage storage = Storages.open(url)) {
            new ItemService(storage, Clock.systemUTC()).create(SHOP, ItemDetails.of(new ItemReference(reference)));
        }
    }

    private boolean holds(String reference) {
        try (Storage storage = Storages.open(url)) {
            return storage.read(view -> view.items().find(SHOP, new ItemReference(reference)))
                    .isPresent();
        }
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
        return commandLine.execute(arguments);
    }

    @Test
    void whatWasBackedUpBesideAServerIsRestoredWhenItHasStopped() {
        try (Storage server = Storages.open(url)) {
            assertThat(run("backup", backup, "--storage", url)).isZero();
            assertThat(run("restore", backup, "--storage", url)).isEqualTo(1);
            assertThat(err.toString()).hasLineCount(1).contains("store.db is in use", "Stop the server");
            server.check();
        }
        create("B");
        assertThat(run("restore", "--storage", url, backup)).isZero();
        assertThat(out.toString())
                .contains("The backup " + backup + " is complete", "kept as " + directory, "Start the server");
        assertThat(holds("A")).isTrue();
        assertThat(holds("B")).isFalse();
    }

    @Test
    void aStoreThatNobodyUsesIsCopiedIntoANewOne() {
        String copy = "jdbc:sqlite:" + directory.resolve("copy.db");
        try (Storage server = Storages.open(url)) {
            assertThat(run("copy", "--from", url, "--to", copy)).isEqualTo(1);
            assertThat(err.toString()).hasLineCount(1).contains("store.db is in use", "Stop the server");
            server.check();
        }
        assertThat(run("copy", "--from", url, "--to", copy)).isZero();
        assertThat(out.toString()).contains("item: 1 rows, SHA-256 ", "The copy is complete");
        assertThat(run("copy", "--from", url)).isEqualTo(2);
        url = copy;
        assertThat(holds("A")).isTrue();
    }

    @Test
    void whatCannotBeDoneIsOneLineAndAStatus() throws Exception {
        assertThat(run("restore", backup, "--storage", url)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("There is no file " + backup);
        Files.writeString(Path.of(backup), "in the way");
        assertThat(run("backup", backup, "--storage", url)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(2).contains("--overwrite");
        assertThat(run("backup", backup, "--storage", url, "--overwrite")).isZero();
        assertThat(run("backup")).isEqualTo(2);
        assertThat(run("restore", backup, "--storage", "memory:")).isEqualTo(1);
        assertThat(holds("A")).isTrue();
    }
}
