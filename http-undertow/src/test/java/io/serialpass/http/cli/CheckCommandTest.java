package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serialpass check}, as an operator and a timer call it. */
class CheckCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String url = "";

    @BeforeEach
    void createStore() {
        url = "jdbc:sqlite:" + directory.resolve("store.db");
        Storages.open(url).close();
    }

    private int run(String... arguments) {
        return Commands.run(out, err, arguments);
    }

    @Test
    void aSoundStoreIsStatusZeroAndALineForEachCheck() {
        try (Storage server = Storages.open(url)) {
            assertThat(run("check", "--storage", url)).isZero();
            server.check();
        }
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.matches("(ok|The store is sound).*"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsWrongIsStatusOneAndSaysWhatToDo() throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO event_consumer VALUES ('push', 7)");
        }
        assertThat(run("check", "--storage", url)).isEqualTo(1);
        assertThat(out.toString())
                .containsOnlyOnce("wrong: ")
                .contains("wrong: consumers: ", "push (7)", "restore a backup");
        assertThat(out.toString()).endsWith("The store is not sound: consumers." + System.lineSeparator());
    }

    @Test
    void aStoreThatIsNotThereIsStatusOneAndIsNotMade() {
        assertThat(run("check", "--storage", "jdbc:sqlite:" + directory.resolve("no.db")))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("no store");
        assertThat(directory.resolve("no.db")).doesNotExist();
        assertThat(run("check", "--unknown")).isEqualTo(2);
    }
}
