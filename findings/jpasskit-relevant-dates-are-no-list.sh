#!/usr/bin/env bash
# jpasskit writes relevantDates as one object, where Apple's key is a list of objects.
#
# Packages:  Maven de.brendamour:jpasskit 0.5.0 (the newest there), JDK 17; needs mvn, java, openssl, unzip
# Guess:     relevantDatesBuilder adds one of several dates, as barcodeBuilder and locationBuilder do, and pass.json has a list.
# Behaviour: there is room for one, the second call replaces the first, and pass.json has an object in place of the list. The pass
#            is valid by isValid().
# Seen:      valid: true; "relevantDates":{"date":"2026-12-02T19:00:00Z"} of two calls
# So:        a doctor has to look at the type of the value, not at its keys alone. That of Serialpass reports the object.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 \
    -subj "/C=US/O=Trial/OU=G6/CN=Trial Intermediate" 2> openssl.log
openssl req -newkey rsa:2048 -nodes -keyout pass.key -out pass.csr \
    -subj "/UID=pass.com.example.trial/CN=Pass Type ID: pass.com.example.trial/OU=ABCDE12345" 2>> openssl.log
openssl x509 -req -in pass.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out pass.pem 2>> openssl.log
openssl pkcs12 -export -in pass.pem -inkey pass.key -passout pass:trial -out pass.p12
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>de.brendamour</groupId><artifactId>jpasskit</artifactId><version>0.5.0</version></dependency></dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Make.java <<'END'
import de.brendamour.jpasskit.PKPass;
import de.brendamour.jpasskit.PKPassBuilder;
import de.brendamour.jpasskit.PKRelevantDates;
import de.brendamour.jpasskit.enums.PKPassType;
import de.brendamour.jpasskit.passes.PKGenericPass;
import de.brendamour.jpasskit.signing.PKInMemorySigningUtil;
import de.brendamour.jpasskit.signing.PKPassTemplateInMemory;
import de.brendamour.jpasskit.signing.PKSigningInformationUtil;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
class Make {
    public static void main(String[] arguments) throws Exception {
        PKPassBuilder pass = PKPass.builder()
                .pass(PKGenericPass.builder().passType(PKPassType.PKEventTicket))
                .formatVersion(1)
                .passTypeIdentifier("pass.com.example.trial")
                .teamIdentifier("ABCDE12345")
                .organizationName("Trial")
                .description("Two evenings")
                .serialNumber("T-1")
                .relevantDatesBuilder(PKRelevantDates.builder().date(Instant.parse("2026-12-01T19:00:00Z")))
                .relevantDatesBuilder(PKRelevantDates.builder().date(Instant.parse("2026-12-02T19:00:00Z")));
        System.out.println("valid: " + pass.isValid());
        PKPassTemplateInMemory template = new PKPassTemplateInMemory();
        template.addFile("icon.png", new ByteArrayInputStream(new byte[] {1}));
        Files.write(Path.of("made.pkpass"), new PKInMemorySigningUtil().createSignedAndZippedPkPassArchive(pass.build(), template,
                new PKSigningInformationUtil()
                        .loadSigningInformationFromPKCS12AndIntermediateCertificate("pass.p12", "trial", "ca.pem")));
    }
}
END
java -cp 'lib/*' Make.java 2> err | tee seen
unzip -p made.pkpass pass.json | tee pass.json
echo
grep -qx 'valid: true' seen
grep -qF '"relevantDates":{"date":"2026-12-02T19:00:00Z"}' pass.json
! grep -qF '2026-12-01' pass.json
