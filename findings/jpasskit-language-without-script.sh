#!/usr/bin/env bash
# jpasskit keeps the language alone of a Locale: Simplified and Traditional Chinese are one folder, and the last one wins.
#
# Package:   Maven de.brendamour:jpasskit 0.5.0, JDK 17; needs mvn, java
# Guess:     addFile("pass.strings", Locale, text) writes zh-Hans.lproj, zh-Hant.lproj, pt-BR.lproj, as phones look for them.
# Behaviour: the folder is Locale.getLanguage(): zh.lproj and pt.lproj. The second Chinese text replaces the first.
# Seen:      pt.lproj/pass.strings zh.lproj/pass.strings; zh.lproj holds the Traditional text
# So:        passes of the field have plain zh and pt folders; a preview looks at those too where a language has a script
#            or a region.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>de.brendamour</groupId><artifactId>jpasskit</artifactId><version>0.5.0</version></dependency></dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import de.brendamour.jpasskit.signing.PKPassTemplateInMemory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
class Look {
    public static void main(String[] arguments) throws Exception {
        PKPassTemplateInMemory template = new PKPassTemplateInMemory();
        template.addFile("pass.strings", Locale.forLanguageTag("zh-Hans"), "simplified");
        template.addFile("pass.strings", Locale.forLanguageTag("zh-Hant"), "traditional");
        template.addFile("pass.strings", Locale.forLanguageTag("pt-BR"), "brazilian");
        new TreeMap<>(template.getAllFiles())
                .forEach((name, text) -> System.out.println(name + " " + StandardCharsets.UTF_8.decode(text)));
    }
}
END
java -cp 'lib/*' Look.java 2> /dev/null | tee seen
printf 'pt.lproj/pass.strings brazilian\nzh.lproj/pass.strings traditional\n' | cmp - seen
