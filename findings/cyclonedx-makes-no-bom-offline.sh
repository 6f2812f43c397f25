#!/usr/bin/env bash
# cyclonedx-maven-plugin makes no SBOM in an offline build, and the build succeeds: an old SBOM stays as if it were the new one.
#
# Package:   Maven org.cyclonedx:cyclonedx-maven-plugin 2.9.1, Maven 3, JDK 17; needs mvn, java
# Guess:     makeBom needs what is in the local repository. `mvn -o package` makes the SBOM, or fails.
# Behaviour: the goal is marked requiresOnline. Where it is named on the command line, `mvn -o` fails; where the pom binds it to a
#            phase, Maven passes over it with one line of warning, which `-q` hides, and ends with 0. What lies in target stays.
# Seen:      online: target/bom.json; then with one more dependency and -o: BUILD SUCCESS, the SBOM without the new dependency
# So:        a release is built online, or looks whether its SBOM is of this build.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
pom() {
  cat > pom.xml <<END
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>$1</dependencies>
  <build><plugins><plugin><groupId>org.cyclonedx</groupId><artifactId>cyclonedx-maven-plugin</artifactId><version>2.9.1</version>
    <executions><execution><phase>package</phase><goals><goal>makeBom</goal></goals></execution></executions></plugin></plugins></build>
</project>
END
}
one='<dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId><version>1.0.0</version></dependency>'
two='<dependency><groupId>com.google.zxing</groupId><artifactId>core</artifactId><version>3.5.4</version></dependency>'
pom "$one$two"
mvn -B -q package > fill.log                       # the local repository has all that is needed now
pom "$one"
rm -rf target
mvn -B -q package > online.log
pom "$one$two"
mvn -B -o package > offline.log
grep -o 'requires online mode.*' offline.log
grep -q 'BUILD SUCCESS' offline.log
echo "jspecify: $(grep -c 'pkg:maven/org.jspecify/jspecify@' target/bom.json | sed 's/[1-9][0-9]*/yes/'), zxing: $(grep -c 'pkg:maven/com.google.zxing/core@' target/bom.json || true)" | tee seen
grep -qx 'jspecify: yes, zxing: 0' seen
if mvn -B -q -o org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom > direct.log 2>&1; then echo "named on the command line it works"; exit 1; fi
