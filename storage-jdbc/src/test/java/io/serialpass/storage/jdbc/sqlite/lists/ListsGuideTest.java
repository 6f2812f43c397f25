package io.serialpass.storage.jdbc.sqlite.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about lists has a chapter for each threshold of the planner, with the number that the code has. */
class ListsGuideTest {

    private static final Path PLANNER =
            Path.of("src/main/java", Listings.class.getPackageName().replace('.', '/'));

    private static final Pattern THRESHOLD = Pattern.compile("(?m)^### `(\\w+\\.\\w+)` = ([\\d,]+)$");

    private static List<String> thresholds() throws Exception {
        List<String> thresholds = new ArrayList<>();
        try (Stream<Path> files = Files.list(PLANNER)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.equals("package-info")) {
                    addThresholds(thresholds, Class.forName(Listings.class.getPackageName() + "." + name));
                }
            }
        }
        return thresholds;
    }

    private static void addThresholds(List<String> thresholds, Class<?> type) throws Exception {
        for (Field field : type.getDeclaredFields()) {
            boolean isNumber = field.getType() == int.class || field.getType() == long.class;
            if (Modifier.isStatic(field.getModifiers()) && isNumber) {
                field.setAccessible(true);
                thresholds.add(String.format(
                        Locale.ROOT, "%s.%s = %,d", type.getSimpleName(), field.getName(), field.getLong(null)));
            }
        }
    }

    @Test
    void eachThresholdStandsThereAsItIs() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "lists.md"));
        assertThat(THRESHOLD.matcher(guide).results().map(found -> found.group(1) + " = " + found.group(2)))
                .containsExactlyInAnyOrderElementsOf(thresholds());
    }

    @Test
    void eachThresholdHasAnExample() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "lists.md"));
        assertThat(Pattern.compile("(?m)^#+ ").splitAsStream(guide).filter(part -> part.startsWith("`")))
                .isNotEmpty()
                .allSatisfy(chapter -> assertThat(chapter).contains("Example: "));
    }
}
