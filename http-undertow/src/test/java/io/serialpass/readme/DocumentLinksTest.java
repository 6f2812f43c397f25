package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who follows a link within the project finds a file. */
class DocumentLinksTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The target of a link; not one of another site, and not a place in the same page. */
    private static final Pattern RELATIVE_LINK = Pattern.compile("\\]\\((?![a-z]+:|#)([^)#]+)");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md")) {
            documents.add(ROOT.resolve(name));
        }
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    private static List<Path> targets(Path document) throws IOException {
        return RELATIVE_LINK
                .matcher(Files.readString(document))
                .results()
                .map(link -> document.resolveSibling(link.group(1)).normalize())
                .toList();
    }

    @Test
    void eachRelativeLinkLeadsToAFile() throws IOException {
        for (Path document : documents()) {
            assertThat(targets(document))
                    .as("links of %s", document)
                    .allSatisfy(target -> assertThat(target).exists());
        }
    }

    @Test
    void readmeLeadsToEachPage() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            assertThat(targets(ROOT.resolve("README.md"))).containsAll(pages.toList());
        }
    }
}
