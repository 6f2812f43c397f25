#!/usr/bin/env bash
# Undertow makes one blank of several within the value of a header, in quoted strings too.
#
# Package:   Maven io.undertow:undertow-core 2.4.4.Final, JDK 17; needs mvn, java
# Guess:     a handler sees the value of a header as it was sent, but for blanks at both ends. The asctime form of an HTTP date has a
#            day of two places, of which the first is a blank for the first nine days of a month.
# Behaviour: several blanks or tabs within a value come as one, also between quotes, where RFC 9110 gives them a meaning. A strict
#            pattern of an asctime date, whose day has two places, does not fit what comes.
# Seen:      [Sun Jan  1 00:00:00 2040] comes as [Sun Jan 1 00:00:00 2040], ["a  b"] comes as ["a b"]
# So:        Serialpass reads asctime dates with one blank or two before the day.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.undertow</groupId><artifactId>undertow-core</artifactId><version>2.4.4.Final</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import io.undertow.Undertow;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
class Look {
    public static void main(String[] arguments) throws Exception {
        Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(exchange -> {
            String value = exchange.getRequestHeaders().getFirst("If-Modified-Since");
            exchange.getResponseSender().send("[" + value + "]");
        }).build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        for (String sent : new String[] {"Sun Jan  1 00:00:00 2040", "Sun Jan 15 00:00:00 2040", "\"a  b\""}) {
            System.out.println("[" + sent + "] comes as " + ask(port, sent));
        }
        server.stop();
    }

    static String ask(int port, String value) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: " + value
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            return last;
        }
    }
}
END
TZ=UTC java -cp 'lib/*' Look.java 2> err | tee seen
cmp - seen <<'END'
[Sun Jan  1 00:00:00 2040] comes as [Sun Jan 1 00:00:00 2040]
[Sun Jan 15 00:00:00 2040] comes as [Sun Jan 15 00:00:00 2040]
["a  b"] comes as ["a b"]
END
