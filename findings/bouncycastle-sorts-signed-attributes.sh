#!/usr/bin/env bash
# Bouncy Castle refuses signatures whose signed attributes are not sorted, since it sorts them before it verifies.
#
# Packages:  Maven org.bouncycastle:bcpkix-jdk18on 1.86, JDK 17; npm passkit-generator 3.6.1 (node 20), the most used maker of
#            passes; needs mvn, java, node, npm, openssl, unzip
# Guess:     CMSSignedData verifies what OpenSSL and phones verify.
# Behaviour: passkit-generator signs its attributes in the order type, digest, time. SignerInformation.verify() encodes them
#            again as a sorted SET, so that the bytes differ from those that were signed. OpenSSL takes them as they stand.
# Seen:      OpenSSL: CMS Verification successful; Bouncy Castle: false
# So:        a verifier of other people's packages verifies over the attributes as they were sent.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 \
    -subj "/C=US/O=Trial/OU=G6/CN=Trial Intermediate" 2> openssl.log
openssl req -newkey rsa:2048 -nodes -keyout pass.key -out pass.csr \
    -subj "/UID=pass.com.example.trial/CN=Pass Type ID: pass.com.example.trial/OU=ABCDE12345" 2>> openssl.log
openssl x509 -req -in pass.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out pass.pem 2>> openssl.log
npm init -y > npm.log
npm install --silent --no-audit --no-fund passkit-generator@3.6.1 >> npm.log
cat > make.mjs <<'END'
import { readFileSync, writeFileSync } from "node:fs";
import { PKPass } from "passkit-generator";
writeFileSync("made.pkpass", new PKPass(
  { "icon.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
    "pass.json": Buffer.from(JSON.stringify({ formatVersion: 1, passTypeIdentifier: "pass.com.example.trial",
    teamIdentifier: "ABCDE12345", organizationName: "Trial", description: "Trial", serialNumber: "T-1", generic: {} })) },
  { wwdr: readFileSync("ca.pem"), signerCert: readFileSync("pass.pem"), signerKey: readFileSync("pass.key") }).getAsBuffer());
END
node make.mjs
unzip -q made.pkpass signature manifest.json
openssl cms -verify -inform DER -in signature -content manifest.json -noverify -out verified 2>&1 | tee openssl.seen
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>org.bouncycastle</groupId><artifactId>bcpkix-jdk18on</artifactId><version>1.86</version></dependency></dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
class Look {
    public static void main(String[] arguments) throws Exception {
        CMSSignedData signed = new CMSSignedData(
                new CMSProcessableByteArray(Files.readAllBytes(Path.of("manifest.json"))), Files.readAllBytes(Path.of("signature")));
        SignerInformation signer = signed.getSignerInfos().iterator().next();
        X509CertificateHolder certificate =
                (X509CertificateHolder) signed.getCertificates().getMatches(signer.getSID()).iterator().next();
        boolean verified;
        try {
            verified = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (CMSException e) {
            System.out.println(e.getMessage());
            verified = false;
        }
        System.out.println("Bouncy Castle: " + verified);
    }
}
END
java -cp 'lib/*' Look.java | tee seen
grep -q 'CMS Verification successful' openssl.seen
grep -qx 'Bouncy Castle: false' seen
