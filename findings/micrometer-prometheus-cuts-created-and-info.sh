#!/usr/bin/env bash
# Micrometer's Prometheus registry cuts "created", "info" and "bucket" off the names of counters, and shows a gauge named info as 1.
#
# Package:   Maven io.micrometer:micrometer-registry-prometheus 1.17.2, JDK 17; needs mvn, java
# Guess:     the counter passes.created is passes_created_total, as passes.voided is passes_voided_total. A gauge shows its value.
# Behaviour: these endings are words of the format (OpenMetrics), so they are cut off: the counter is passes_total. A gauge passes
#            beside it has the same name then, and the second of them is not shown; nothing is thrown. The value of a gauge whose name
#            ends with info is 1, whatever was measured.
# Seen:      passes_total 7.0, passes_voided_total 2.0, certificate_info 1 (the gauge has 17); the gauge passes is not shown
# So:        a name ends with what is counted, as in serialpass.packages.found, and never with one of these words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.micrometer</groupId><artifactId>micrometer-registry-prometheus</artifactId><version>1.17.2</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
class Look {
    public static void main(String[] arguments) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Counter.builder("passes.created").register(registry).increment(7);
        Counter.builder("passes.voided").register(registry).increment(2);
        Gauge.builder("certificate.info", () -> 17).register(registry);
        Gauge.builder("passes", () -> 5).register(registry);
        registry.scrape().lines().filter(line -> !line.startsWith("#")).sorted().forEach(System.out::println);
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
cmp - seen <<'END'
certificate_info 1
passes_total 7.0
passes_voided_total 2.0
END
