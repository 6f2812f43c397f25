package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Route;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.turn.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of all pages says of each whom it lets in, and all texts are in one place. */
class ConsoleRoutesTest {

    /** Where a page or its class names a text; the fields of forms are read in a like way. */
    private static final Pattern TEXT =
            Pattern.compile("(?<!form\\.)(?:text|get)\\((?:[^\"()]*\\? )?\"([a-zA-Z.-]+)\"");

    private static List<Route> routes() {
        try (StorageUnderTest store = StorageUnderTest.open("memory:");
                Serialpass app = Serialpass.builder(store.storage()).build()) {
            return new Console(app).routes();
        }
    }

    @Test
    void nobodySeesMoreThanTheSignInWithoutASession() {
        assertThat(routes())
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(route.access().needsApiToken())
                        .as(route.template())
                        .isEqualTo(!route.template().matches("/console/(sign-(in|out)|assets/.*)")));
    }

    @Test
    void aChangeIsAFormThatNeedsTheRoleOfTheApi() {
        assertThat(routes())
                .filteredOn(route -> !route.method().equals("GET"))
                .isNotEmpty()
                .allSatisfy(route -> {
                    assertThat(route.method()).isEqualTo("POST");
                    assertThat(route.body())
                            .isIn(Route.BodyKind.FORM, Route.BodyKind.FILE_FORM, Route.BodyKind.IMPORT_FORM);
                    assertThat(route.guard()).as("looks where it comes from").isPresent();
                    assertThat(route.access()).isIn(Access.WRITER, Access.ADMINISTRATOR, Access.ANYONE);
                });
    }

    @Test
    void noPageMakesPhonesWait() {
        assertThat(routes())
                .allSatisfy(route -> assertThat(route.share()).isEqualTo(Optional.of(Share.ADMINISTRATION)));
    }

    @Test
    void eachTextThatAPageNamesIsThereAndNoOther() throws IOException {
        Set<String> texts = ResourceBundle.getBundle(Texts.class.getPackageName() + ".texts")
                .keySet();
        String pages = pages();
        // The beginning of a name ends in a point, and the rest is known only when the page is shown.
        Set<String> named = TEXT.matcher(pages)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(texts)
                        .as(name)
                        .anyMatch(key -> name.endsWith(".") ? key.startsWith(name) : key.equals(name)));
        assertThat(texts)
                .allMatch(key -> pages.contains('"' + key + '"')
                        || named.stream().anyMatch(name -> name.endsWith(".") && key.startsWith(name)));
    }

    private static String pages() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String directory : List.of("src/main/jte", "src/main/java/io/serialpass/http/console")) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
