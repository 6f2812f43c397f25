package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever uses a public type can read since which version it is there. */
class PublicTypesTest {

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public .*\\b(class|interface|enum|record) \\w", Pattern.MULTILINE);

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(PublicTypesTest::isReleased).toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static boolean isReleased(Path module) {
        return !module.endsWith("benchmarks") && Files.isDirectory(module.resolve("src/main/java"));
    }

    @Test
    void everyPublicTypeSaysSinceWhen() throws IOException {
        List<String> without = new ArrayList<>();
        int types = 0;
        for (Path source : sources()) {
            String text = Files.readString(source);
            if (PUBLIC_TYPE.matcher(text).find()) {
                types++;
                if (!text.contains(" * @since ")) {
                    without.add(source.getFileName().toString());
                }
            }
        }
        assertThat(types).isGreaterThan(100);
        assertThat(without).isEmpty();
    }
}
