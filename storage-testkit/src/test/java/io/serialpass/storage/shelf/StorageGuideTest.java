package io.serialpass.storage.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.testkit.StoragePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide for those who write a storage shows the code that is compiled and tested here. */
class StorageGuideTest {

    /** A block of code below the name of the class that it is of. */
    private static final Pattern SHOWN = Pattern.compile("<!-- (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    private static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "storage.md"));
    }

    @Test
    void theGuideShowsTheCodeOfTheShelf() throws IOException {
        Set<String> shown = new LinkedHashSet<>();
        for (MatchResult block : SHOWN.matcher(guide()).results().toList()) {
            Path source = Path.of("src/test/java/io/serialpass/storage/shelf", block.group(1) + ".java");
            assertThat(Files.readString(source)).contains("\n" + block.group(2));
            shown.add(block.group(1));
        }
        assertThat(shown)
                .containsExactly(
                        "ShelfStorageTest",
                        "ShelfStorageProvider",
                        "ShelfStorage",
                        "Shelf",
                        "ShelfItems",
                        "Pages",
                        "ShelfSerialNumbers");
    }

    @Test
    void theGuideNamesThePartsInTheirOrder() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                        .matcher(guide())
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(StoragePart.values()).map(Enum::name).toList());
    }
}
