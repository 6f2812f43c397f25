#!/usr/bin/env bash
# FastCSV, told to accept text behind a closing quote, glues it to the cell, and nothing tells that it did.
#
# Package:   Maven de.siegmar:fastcsv 4.1.0, JDK 17; needs mvn, java
# Guess:     allowExtraCharsAfterClosingQuote(true) is the way to go on after a broken row and to say which row it was.
# Behaviour: the cell is the quoted text and the rest in one. The record does not tell. With false the reader throws at that
#            row.
# Seen:      [A-1x, T]
# So:        a row with text behind a closing quote is to be rejected and the next ones read: Serialpass reads rows itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>de.siegmar</groupId><artifactId>fastcsv</artifactId><version>4.1.0</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import de.siegmar.fastcsv.reader.CsvReader;
class Look {
    public static void main(String[] arguments) {
        CsvReader.builder()
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord("\"A-1\"x,T\n")
                .forEach(record -> System.out.println(record.getFields()));
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
grep -qxF '[A-1x, T]' seen
