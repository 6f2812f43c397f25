package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The samples that README shows below a comment with a name, and a directory to run it in as a reader would. */
final class ReadmeSample {

    private ReadmeSample() {}

    /** The blocks below the comments with this name, in order. */
    static List<String> blocks(String name) throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        String readme = Files.readString(root.resolve("README.md"));
        String mark = "<!-- " + name + " -->\n```";
        List<String> blocks = new ArrayList<>();
        for (int at = readme.indexOf(mark); at >= 0; at = readme.indexOf(mark, at + 1)) {
            int begin = readme.indexOf('\n', at + mark.length()) + 1;
            blocks.add(readme.substring(begin, readme.indexOf("```", begin)));
        }
        return blocks;
    }

    /** Compares a program in README with the class that is compiled and run. */
    static void assertShown(Class<?> sample) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/serialpass/readme/" + sample.getSimpleName() + ".java"));
        String program = source.substring(source.indexOf("import "));
        assertThat(blocks(sample.getSimpleName()).stream()
                        .map(ReadmeSample::withoutSpace)
                        .toList())
                .containsExactly(withoutSpace(program));
    }

    /** The formatter breaks lines where README does not. */
    private static String withoutSpace(String code) {
        return code.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }

    /** The command that runs a class of this project in another process. */
    static List<String> java(String mainClass) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass);
    }

    /** Runs a command, and gives what it wrote, both ways. */
    static String run(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(written).isZero();
        return written;
    }
}
