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
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TransferCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String url = "";

    @BeforeEach
    void createStore() {
        url = "jdbc:sqlite:" + directory.resolve("store.db");
        createStoreAt(url);
    }

    private static void createStoreAt(String url) {
        try (Storage storage = Storages.open(url)) {
            new ItemService(storage, Clock.systemUTC())
                    .create(new Organization("shop"), ItemDetails.of(new ItemReference("A")));
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

    private int runOnStore(String command, String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = command;
        System.arraycopy(new String[] {"--storage", url, "--organization", "shop"}, 0, arguments, 1, 4);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    @Test
    void whatIsImportedIsExported() throws Exception {
        Path file = Files.writeString(
                directory.resolve("in.csv"), "value,itemReference,status\nx1,A,sold\nx2,A,\ny1,A,sold\n");
        assertThat(runOnStore("import", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("Imported 3, rejected 0." + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
        Path exported = directory.resolve("out.ndjson");
        assertThat(runOnStore("export", "-o", exported.toString(), "--value", "X*", "--status", "sold"))
                .isZero();
        assertThat(Files.readString(exported)).hasLineCount(1).contains("\"value\":\"x1\"");
    }

    @Test
    void anExportForASpreadsheetHoldsNoFormulaAndIsImportedAsItWas() throws Exception {
        List<String> values = List.of(
                "=1+1", "+49", "-5", "@SUM(1)", "'x", "'=x", "''", "\uff1d1", "a=b", "12", "\"=\"", "=\"a,b\"", "'");
        String rows = values.stream()
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\",A\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(directory.resolve("in.csv"), "value,itemReference\n" + rows);
        assertThat(runOnStore("import", file.toString())).as(err.toString()).isZero();
        Path sheet = directory.resolve("sheet.csv");
        assertThat(runOnStore("export", "--excel", "-o", sheet.toString())).isZero();
        String text = Files.readString(sheet);
        assertThat(text).startsWith("\ufeffid,value,status,");
        for (String line : text.lines().skip(1).toList()) {
            assertThat(line.replaceFirst("^[0-9]+,\"?", "")).doesNotContainPattern("^[=+\\-@\uff1d]");
        }
        Path plain = directory.resolve("plain.csv");
        assertThat(runOnStore("export", "-o", plain.toString())).isZero();
        String store = url;
        url = "jdbc:sqlite:" + directory.resolve("other.db");
        createStoreAt(url);
        assertThat(runOnStore("import", sheet.toString())).as(err.toString()).isZero();
        Path again = directory.resolve("again.csv");
        assertThat(runOnStore("export", "-o", again.toString())).isZero();
        assertThat(store).isNotEqualTo(url);
        assertThat(valuesOf(again)).isEqualTo(valuesOf(plain)).hasSize(values.size() + 1);
        assertThat(runOnStore("export", "--excel", "--format", "ndjson")).isEqualTo(2);
    }

    private static List<String> valuesOf(Path csv) throws Exception {
        return Files.readString(csv)
                .lines()
                .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
                .toList();
    }

    @Test
    void whatIsExportedIsImportedAndWhatIsPassedOverIsSaidOnce() throws Exception {
        Path file = Files.writeString(
                directory.resolve("in.csv"), "id,value,ItemReference,organization\n1,a,A,x\n2,b,A,y\n,,,\n");
        assertThat(runOnStore("import", file.toString())).isZero();
        assertThat(out.toString()).contains("Imported 2, rejected 0, passed over 1 empty rows.");
        assertThat(err.toString()).containsOnlyOnce("Passed over").contains("id, organization");
    }

    @Test
    void rejectedRowsAreListedAndGiveAStatusOfTheirOwn() throws Exception {
        Path file = Files.writeString(
                directory.resolve("in.jsonl"), "{\"value\":\"a\",\"itemReference\":\"A\"}\nnonsense\n");
        assertThat(runOnStore("import", file.toString())).isEqualTo(3);
        assertThat(out.toString()).contains("Imported 1, rejected 1.");
        assertThat(err.toString()).contains("line 2: invalid_json: ");
    }

    @Test
    void whatCannotBeReadOrWrittenIsOneLine() throws Exception {
        assertThat(runOnStore("import", directory.toString())).isEqualTo(1);
        assertThat(runOnStore("import", directory.resolve("none.csv").toString()))
                .isEqualTo(1);
        Path wrong = Files.writeString(directory.resolve("wrong.csv"), "colour\nred\n");
        assertThat(runOnStore("import", wrong.toString())).isEqualTo(1);
        assertThat(runOnStore("export", "-o", directory.resolve("no/where.csv").toString()))
                .isEqualTo(1);
        assertThat(runOnStore("export", "-o", "/dev/full")).isEqualTo(1);
        assertThat(runOnStore("export", "--value", "")).isEqualTo(2);
        assertThat(run("export", "--storage", "memory:")).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(7).doesNotContain("Exception");
    }
}
