#!/usr/bin/env bash
# A Java client of openapi-generator ignores unknown properties though it is told to refuse them, and so cannot read a oneOf.
#
# Packages:  Maven org.openapitools:openapi-generator-cli 7.25.0 (generator java, library native); JDK 17; needs mvn, java
# Guess:     with the option failOnUnknownProperties=true the client refuses properties that a schema does not name. So of a oneOf of
#            two objects that share no property, exactly one matches.
# Behaviour: the class JSON has the option, and the client does not use it: ApiClient makes a mapper of its own that ignores unknown
#            properties. Any object then matches both schemas, and the answer is refused.
# Seen:      of JSON: One; of ApiClient: 2 classes match result, expected 1
# So:        docs/api.md tells whoever generates a client to set the option on the mapper of ApiClient, as the test of a client does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.openapitools</groupId><artifactId>openapi-generator-cli</artifactId><version>7.25.0</version>
    </dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib \
  -DincludeArtifactIds=openapi-generator-cli
cat > api.yaml <<'END'
openapi: 3.0.3
info: {title: Things, version: "1"}
paths:
  /things:
    get:
      operationId: show
      responses:
        "200":
          description: one or many
          content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}
components:
  schemas:
    Answer: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Many'}]}
    One: {type: object, additionalProperties: false, properties: {value: {type: string}}}
    Many: {type: object, additionalProperties: false, properties: {data: {type: array, items: {type: string}}}}
END
java -cp 'lib/*' org.openapitools.codegen.OpenAPIGenerator generate -i api.yaml -g java --library native \
  --additional-properties=failOnUnknownProperties=true -o client > generator.log 2>&1
mvn -q -f client/pom.xml compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory="$work/client/lib" > client.log 2>&1
cat > Look.java <<'END'
import com.fasterxml.jackson.databind.ObjectMapper;
import org.openapitools.client.ApiClient;
import org.openapitools.client.JSON;
import org.openapitools.client.model.Answer;
class Look {
    static String read(ObjectMapper mapper) {
        try {
            return mapper.readValue("{\"value\":\"a\"}", Answer.class).getActualInstance().getClass().getSimpleName();
        } catch (Exception e) {
            return e.getMessage().replaceAll("(?s).*(\\d classes match result, expected 1).*", "$1");
        }
    }
    public static void main(String[] arguments) {
        System.out.println("of JSON: " + read(JSON.getDefault().getMapper())
                + "; of ApiClient: " + read(ApiClient.createDefaultObjectMapper()));
    }
}
END
seen=$(java -cp 'client/target/classes:client/lib/*' Look.java 2> /dev/null)
echo "$seen"
test "$seen" = "of JSON: One; of ApiClient: 2 classes match result, expected 1"
