package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The samples that README and the pages of docs show below a comment with a name, and how a reader would run them. */
final class ReadmeSample {

    private ReadmeSample() {}

    /** The blocks below the comments with this name, in the order in which a page has them. */
    static List<String> blocks(String name) throws IOException {
        String mark = "<!-- " + name + " -->\n```";
        List<String> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                int begin = text.indexOf('\n', at + mark.length()) + 1;
                blocks.add(text.substring(begin, text.indexOf("```", begin)));
            }
        }
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Compares each copy of a program in the pages with the class that is compiled and run. */
    static void assertShown(Class<?> sample) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/serialpass/readme/" + sample.getSimpleName() + ".java"));
        String program = source.substring(source.indexOf("import "));
        assertThat(blocks(sample.getSimpleName()).stream()
                        .map(ReadmeSample::withoutSpace)
                        .toList())
                .isNotEmpty()
                .containsOnly(withoutSpace(program));
    }

    /** The formatter breaks lines where the pages do not. */
    private static String withoutSpace(String code) {
        return code.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }

    /** The command that runs a class of this project in another process. */
    static List<String> java(Class<?> main) {
        return Program.command(main, List.of());
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
