package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A sample in README, compared with the test that compiles and runs it. */
final class ReadmeSample {

    private static final String BEGIN = "// README begins";
    private static final String END = "// README ends";

    private ReadmeSample() {}

    /** Compares what README shows below the comment of a test's name with what stands in the test between two comments. */
    static void assertShown(Class<?> test) throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        String readme = Files.readString(root.resolve("README.md"));
        int begin =
                readme.indexOf("```java", readme.indexOf("<!-- " + test.getSimpleName() + " -->")) + "```java".length();
        String shown = readme.substring(begin, readme.indexOf("```", begin));
        String source =
                Files.readString(Path.of("src/test/java/io/serialpass/readme/" + test.getSimpleName() + ".java"));
        String run = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END));
        assertThat(withoutSpace(shown)).isEqualTo(withoutSpace(run));
    }

    /** The formatter breaks lines where README does not. */
    private static String withoutSpace(String code) {
        return code.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }
}
