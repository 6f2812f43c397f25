package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each jar has a module name of its own, so that programs with modules can require it, and keep its name. */
class ModuleNamesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern NAME = Pattern.compile("<serialpass.module.name>(.*)</serialpass.module.name>");

    @Test
    void eachModuleHasANameOfItsOwn() throws Exception {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(parent).contains("<Automatic-Module-Name>${serialpass.module.name}</Automatic-Module-Name>");
        List<String> names = new ArrayList<>();
        for (Matcher module = MODULE.matcher(parent); module.find(); ) {
            if (!module.group(1).equals("bom")) {
                Matcher name = NAME.matcher(
                        Files.readString(ROOT.resolve(module.group(1)).resolve("pom.xml")));
                assertThat(name.find()).as(module.group(1)).isTrue();
                names.add(name.group(1));
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(7)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("io\\.serialpass(\\.[a-z]+)+"));
    }
}
