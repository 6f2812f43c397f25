#!/usr/bin/env bash
# jsoup reads the number of half a character as that half, where HTML says that it is the replacement character.
#
# Package:   Maven org.jsoup:jsoup 1.24.1, JDK 17; needs mvn, java
# Guess:     a parser of HTML gives for &#0;, &#xD800; and &#1114112; the replacement character U+FFFD, as the HTML standard and browsers
#            do. So its texts can be written as UTF-8.
# Behaviour: &#0; and &#1114112; (behind the last character) become U+FFFD. &#xD800; becomes a lone half of a surrogate pair, both in
#            Parser.unescapeEntities and in the text of a parsed page. As UTF-8, Java writes it as a question mark.
# Seen:      unescaped: fffd d800 fffd, parsed: fffd d800 fffd, as UTF-8: efbfbd3fefbfbd
# So:        Serialpass puts U+FFFD in place of each such half before it draws a text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.jsoup</groupId><artifactId>jsoup</artifactId><version>1.24.1</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
class Look {
    public static void main(String[] arguments) {
        String markup = "&#0;&#xD800;&#1114112;";
        String unescaped = Parser.unescapeEntities(markup, false);
        System.out.println("unescaped: " + codes(unescaped) + ", parsed: " + codes(Jsoup.parse(markup).body().wholeText())
                + ", as UTF-8: " + HexFormat.of().formatHex(unescaped.getBytes(StandardCharsets.UTF_8)));
    }

    static String codes(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }
}
END
seen=$(java -cp 'lib/*' Look.java)
echo "$seen"
test "$seen" = "unescaped: fffd d800 fffd, parsed: fffd d800 fffd, as UTF-8: efbfbd3fefbfbd"
