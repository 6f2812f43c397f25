package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who follows a link within the project finds a file, and in it the place that the link names. */
class DocumentLinksTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The target of a link, and the place in it; not the address of another site. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)#]*)(?:#([^)]+))?\\)");

    private static final Pattern CODE_BLOCK = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of(
                "README.md",
                "CONTRIBUTING.md",
                "SECURITY.md",
                "CHANGELOG.md",
                "findings/README.md",
                "benchmarks/README.md")) {
            documents.add(ROOT.resolve(name));
        }
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    private static String prose(Path document) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<MatchResult> links(Path document) throws IOException {
        return LINK.matcher(prose(document)).results().toList();
    }

    private static Path target(Path document, MatchResult link) {
        return link.group(1).isEmpty()
                ? document
                : document.resolveSibling(link.group(1)).normalize();
    }

    /** The names of a page's places, as a page on GitHub has them: the headings without marks, with hyphens for blanks. */
    private static Set<String> places(Path document) throws IOException {
        return HEADING.matcher(prose(document))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void eachLinkLeadsToAFileAndToAPlaceInIt() throws IOException {
        int followed = 0;
        for (Path document : documents()) {
            for (MatchResult link : links(document)) {
                Path target = target(document, link);
                assertThat(target).as("%s in %s", link.group(), document).exists();
                if (link.group(2) != null) {
                    assertThat(places(target))
                            .as("%s in %s", link.group(), document)
                            .contains(link.group(2));
                }
                followed++;
            }
        }
        assertThat(followed).isGreaterThan(100);
    }

    @Test
    void readmeLeadsToEachPage() throws IOException {
        Path readme = ROOT.resolve("README.md");
        List<Path> targets =
                links(readme).stream().map(link -> target(readme, link)).toList();
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            assertThat(targets).containsAll(pages.filter(Files::isRegularFile).toList());
        }
    }
}
