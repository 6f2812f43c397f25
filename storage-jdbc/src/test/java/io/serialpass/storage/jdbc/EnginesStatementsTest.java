package io.serialpass.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The statements for PostgreSQL use nothing that distributed engines with its protocol, or poolers in transaction mode, are known to
 * refuse. The page docs/deployment.md names the documentation of each.
 */
class EnginesStatementsTest {

    private static final Path JAVA = Path.of("src/main/java/io/serialpass/storage/jdbc");
    private static final Path SQL = Path.of("src/main/resources/io/serialpass/storage/jdbc/postgres");

    private static final List<Pattern> REFUSED = Stream.of(
                    "\\bpg_(try_)?advisory_\\w+",
                    "\\b(UN)?LISTEN\\b|\\bNOTIFY\\b",
                    "\\b(xmin|xmax|cmin|cmax|ctid|tableoid)\\b",
                    "\\bLOCK TABLE\\b",
                    "\\bDEFERRABLE\\b",
                    "\\bEXCLUDE USING\\b",
                    "\\bUSING gist\\b",
                    "\\bINHERITS\\b",
                    "\\bPREPARE (TRANSACTION|\\w+ (AS|\\())",
                    "\\b(TEMP|TEMPORARY|UNLOGGED) TABLE\\b",
                    "\\bWITH HOLD\\b",
                    "\\bSTORED\\b",
                    "\\bSET (SESSION\\b|search_path\\b|\\w+_timeout\\b)")
            .map(Pattern::compile)
            .toList();

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|//.*?$|--.*?$", Pattern.DOTALL | Pattern.MULTILINE);

    private static List<String> foundIn(String name, String text) {
        String code = COMMENT.matcher(text).replaceAll("").replaceAll("\\s+", " ");
        List<String> found = new ArrayList<>();
        for (Pattern pattern : REFUSED) {
            pattern.matcher(code).results().forEach(hit -> found.add(name + ": " + hit.group()));
        }
        return found;
    }

    private static List<String> foundIn(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.addAll(foundIn(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return found;
    }

    @Test
    void noStatementForPostgresqlUsesWhatOtherEnginesRefuse() throws IOException {
        List<String> found = new ArrayList<>();
        for (String room : List.of("", "sql", "unit", "postgres", "postgres/lists")) {
            found.addAll(foundIn(JAVA.resolve(room)));
        }
        found.addAll(foundIn(SQL));
        assertThat(found).isEmpty();
    }

    /** So that the search above can be seen to find something. */
    @Test
    void suchStatementsAreFound() {
        for (String statement : List.of(
                "SELECT pg_try_advisory_xact_lock(1)",
                "LISTEN events",
                "SELECT ctid FROM item",
                "LOCK TABLE item",
                "SET SESSION lock_timeout = 1",
                "SET lock_timeout = '1s'")) {
            assertThat(foundIn("x", "/* none */ \"" + statement + "\""))
                    .as(statement)
                    .hasSize(1);
        }
        assertThat(foundIn(
                        "x",
                        "// LISTEN\n/** {@code ctid} */ -- xmin\n SET LOCAL lock_timeout = '1s'; UPDATE a SET b = 1"))
                .isEmpty();
    }
}
