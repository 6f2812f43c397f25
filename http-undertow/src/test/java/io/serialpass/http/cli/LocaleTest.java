package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.Program;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ItemService;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in locales that cannot hold what it is given. A shell makes the bytes, so that the test's own locale is none. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class LocaleTest {

    private static final String MUELLER = "M\\0303\\0274ller";
    private static final String MOELLER = "M\\0303\\0266ller";

    @TempDir
    private Path directory;

    @BeforeEach
    void createStore() {
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("serialpass.db"))) {
            for (String name : List.of("M\u00fcller", "M\u00f6ller")) {
                Organization organization = new Organization(name);
                new ItemService(storage, Clock.systemUTC())
                        .create(organization, ItemDetails.of(new ItemReference("\u00e4")));
                new SerialNumberService(storage, Clock.systemUTC())
                        .create(organization, new ItemReference("\u00e4"), List.of(SerialNumberValue.of(name)));
            }
        }
    }

    /** Runs the program; in its arguments and variables {@code \\0} and three octal digits are a byte. */
    private int run(String locale, Map<String, String> variables, String... arguments) throws Exception {
        StringBuilder script = new StringBuilder();
        variables.forEach((name, value) -> script.append("export ")
                .append(name)
                .append("=\"$(printf %b '")
                .append(value)
                .append("')\"; "));
        script.append("exec");
        for (String word : Program.command(List.of(), arguments)) {
            script.append(" \"$(printf %b '").append(word).append("')\"");
        }
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.toString())
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("LC_ALL", locale);
        return builder.start().waitFor();
    }

    private String out() throws Exception {
        return Files.readString(directory.resolve("out"), StandardCharsets.UTF_8);
    }

    private String err() throws Exception {
        return Files.readString(directory.resolve("err"), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void twoNamesThatDifferByAnUmlautAreTwoOrganizations(String locale) throws Exception {
        assertThat(run(locale, Map.of(), "export", "--organization", MUELLER, "--value=M\\0303\\0274*"))
                .as(err())
                .isZero();
        assertThat(out()).contains("M\u00fcller").doesNotContain("M\u00f6ller");
        assertThat(run(locale, Map.of("SERIALPASS_ORGANIZATION", MOELLER), "export"))
                .as(err())
                .isZero();
        assertThat(out()).contains("M\u00f6ller").doesNotContain("M\u00fcller");
    }

    @Test
    void bytesThatAreNoTextAreRefusedAndTheLocaleNamed() throws Exception {
        for (String locale : List.of("C", "C.UTF-8")) {
            assertThat(run(locale, Map.of(), "export", "--organization", "M\\0374ller"))
                    .isEqualTo(2);
            assertThat(err())
                    .contains("--organization", "cannot be read in this locale", "LC_ALL=C.UTF-8")
                    .doesNotContain("Exception", "ller");
        }
        assertThat(run("C.UTF-8", Map.of("SERIALPASS_ORGANIZATION", "M\\0374ller"), "export"))
                .isEqualTo(2);
        assertThat(err()).contains("SERIALPASS_ORGANIZATION", "LC_ALL=C.UTF-8").doesNotContain("Exception", "ller");
    }

    @Test
    void fileNamesThatTheLocaleCannotWriteAreRefused() throws Exception {
        for (String[] arguments : new String[][] {
            {"export", "-o", MUELLER + ".csv"},
            {"export", "--storage", "jdbc:sqlite:" + MUELLER + ".db"},
            {"import", MUELLER + ".csv"},
            {"serve", "--port", "0", "--certificates", MUELLER}
        }) {
            assertThat(run("C", Map.of(), arguments)).isEqualTo(2);
            assertThat(err())
                    .contains("locale", "LC_ALL=C.UTF-8")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
        }
        assertThat(run("C.UTF-8", Map.of(), "export", "--organization", MUELLER, "-o", MUELLER + ".csv"))
                .as(err())
                .isZero();
    }
}
