package io.serialpass.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements of the shared room are written in SQL that SQLite and PostgreSQL both understand. */
class SharedStatementsTest {

    private static final Path SHARED = Path.of("src/main/java/io/serialpass/storage/jdbc");

    /** SQL that SQLite alone understands, or understands in a way of its own. */
    private static final List<Pattern> OF_SQLITE_ALONE = Stream.of(
                    "CROSS JOIN \\w+( \\w+)?( INDEXED BY \\w+)? ON",
                    "\\?\\d",
                    "(UPDATE|INSERT) OR \\w+",
                    "INDEXED BY|NOT INDEXED",
                    "sqlite_\\w+",
                    "PRAGMA",
                    "\\biif\\(",
                    "COLLATE NOCASE",
                    "\\browid\\b",
                    "\\bMATCH \\?")
            .map(Pattern::compile)
            .toList();

    private static final Pattern MIN_OR_MAX = Pattern.compile("(?<!Math\\.)\\b(min|max)\\(");

    private static List<String> foundIn(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replaceAll("\\s+", " ");
                for (Pattern pattern : OF_SQLITE_ALONE) {
                    pattern.matcher(text).results().forEach(hit -> found.add(file.getFileName() + ": " + hit.group()));
                }
                Matcher call = MIN_OR_MAX.matcher(text);
                while (call.find()) {
                    if (hasSeveralArguments(text, call.end())) {
                        found.add(file.getFileName() + ": " + call.group());
                    }
                }
            }
        }
        return found;
    }

    /** Whether there is a comma before the parenthesis closes. */
    private static boolean hasSeveralArguments(String text, int begin) {
        int depth = 1;
        for (int at = begin; at < text.length() && depth > 0; at++) {
            char character = text.charAt(at);
            if (character == ',' && depth == 1) {
                return true;
            }
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
        }
        return false;
    }

    @Test
    void theSharedRoomHasNoSqlOfSqliteAlone() throws IOException {
        assertThat(foundIn(SHARED)).isEmpty();
        assertThat(foundIn(SHARED.resolve("sql"))).isEmpty();
        assertThat(foundIn(SHARED.resolve("unit"))).isEmpty();
    }

    /** So that the search above can be seen to find something. */
    @Test
    void theRoomOfSqliteHas() throws IOException {
        assertThat(foundIn(SHARED.resolve("sqlite")))
                .anyMatch(hit -> hit.contains("PRAGMA"))
                .anyMatch(hit -> hit.endsWith("?1"));
        assertThat(foundIn(SHARED.resolve("sqlite/lists")))
                .anyMatch(hit -> hit.contains("CROSS JOIN"))
                .anyMatch(hit -> hit.contains("INDEXED BY"));
        assertThat(hasSeveralArguments("max(a, b)", 4)).isTrue();
        assertThat(hasSeveralArguments("max(coalesce(a, b)), c", 4)).isFalse();
    }
}
