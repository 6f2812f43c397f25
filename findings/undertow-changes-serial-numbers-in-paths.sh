#!/usr/bin/env bash
# Undertow's routes decode a path but for its slashes, and end it at a question mark: serial numbers become others.
#
# Package:   Maven io.undertow:undertow-core 2.4.4.Final, JDK 17; needs mvn, java
# Guess:     a parameter of a path is decoded, or it is not. A phone asks for the serial number A/B as A%2FB, for A%2FB as A%252FB, and
#            for A?B as A%3FB.
# Behaviour: the parameter is decoded, but %2F and %5C stay as they are. So A/B and A%2FB both come as A%2FB. Who decodes once more
#            gets A/B for both. With ALLOW_ENCODED_SLASH the slash is decoded before the routes are looked at, so A/B has no route any
#            more. %3F is decoded before that too, and the route takes what follows for a query: A?B comes as A.
# Seen:      as it comes: A%2FB is A%2FB, A%252FB is A%2FB, A%5CB is A%5CB, A%3FB is A, A%23B is A#B
#            ALLOW_ENCODED_SLASH: A%2FB is 404, A%252FB is A%2FB, A%5CB is A\B, A%3FB is A, A%23B is A#B
# So:        Serialpass splits the path as it was sent (getRequestURI), and decodes each part once.
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
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.util.PathTemplateMatch;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
class Look {
    public static void main(String[] arguments) throws Exception {
        HttpHandler routes = Handlers.routing().get("/v1/passes/{type}/{serialNumber}", exchange -> exchange.getResponseSender()
                .send(exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY).getParameters().get("serialNumber")));
        look("as it comes", Undertow.builder(), routes);
        look("ALLOW_ENCODED_SLASH", Undertow.builder().setServerOption(UndertowOptions.ALLOW_ENCODED_SLASH, true), routes);
    }

    static void look(String setting, Undertow.Builder builder, HttpHandler routes) throws Exception {
        Undertow server = builder.addHttpListener(0, "127.0.0.1").setHandler(routes).build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        System.out.println(setting + ": " + List.of("A%2FB", "A%252FB", "A%5CB", "A%3FB", "A%23B").stream()
                .map(sent -> sent + " is " + answer(port, sent))
                .collect(Collectors.joining(", ")));
        server.stop();
    }

    static String answer(int port, String sent) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/v1/passes/pass.com.example.trial/" + sent);
            var response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
cmp - seen <<'END'
as it comes: A%2FB is A%2FB, A%252FB is A%2FB, A%5CB is A%5CB, A%3FB is A, A%23B is A#B
ALLOW_ENCODED_SLASH: A%2FB is 404, A%252FB is A%2FB, A%5CB is A\B, A%3FB is A, A%23B is A#B
END
