#!/usr/bin/env bash
# ICU4J puts soft hyphens into numbers that it spells out in German.
#
# Package:   Maven com.ibm.icu:icu4j 79.1, JDK 17; needs mvn, java
# Guess:     RuleBasedNumberFormat(GERMAN, SPELLOUT).format(42) is the word of a dictionary, "zweiundvierzig".
# Behaviour: U+00AD stands between the parts of the word. It is not seen on a screen, and two equal texts are not equal.
# Seen:      zwei\u00adund\u00advierzig, 16 characters; English: forty-two
# So:        the preview takes the soft hyphens out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.ibm.icu</groupId><artifactId>icu4j</artifactId><version>79.1</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.Locale;
class Look {
    public static void main(String[] arguments) {
        String german = new RuleBasedNumberFormat(Locale.GERMAN, RuleBasedNumberFormat.SPELLOUT).format(42);
        String english = new RuleBasedNumberFormat(Locale.ENGLISH, RuleBasedNumberFormat.SPELLOUT).format(42);
        System.out.println(german.replace("\u00ad", "<U+00AD>") + ", " + german.length() + " characters; English: " + english);
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
grep -qx 'zwei<U+00AD>und<U+00AD>vierzig, 16 characters; English: forty-two' seen
