#!/usr/bin/env bash
# The provider tokens of Pushy have a signature in DER, and not in the form of RFC 7518.
#
# Packages:  Maven com.eatthepath:pushy 0.15.4, JDK 17; needs mvn, java
# Guess:     a token for APNs says "alg": "ES256", so its signature is the 64 bytes of RFC 7518, section 3.4 (R and S, 32 bytes each),
#            as JWT libraries write and want it.
# Behaviour: the signature is the DER sequence of R and S that Java's SHA256withECDSA gives, of 70 to 72 bytes mostly. APNs is said to
#            take it. A verifier that goes by the RFC refuses it.
# Seen:      alg ES256: true; 64 bytes: false; DER sequence: true
# So:        a stand-in for APNs that verifies tokens has to take both forms. That of Serialpass does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.eatthepath</groupId><artifactId>pushy</artifactId><version>0.15.4</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.auth.AuthenticationToken;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
class Look {
    public static void main(String[] arguments) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
        String[] token = new AuthenticationToken(new ApnsSigningKey("KEY1234567", "TEAM123456", key), Instant.now())
                .toString().split("\\.");
        String header = new String(Base64.getUrlDecoder().decode(token[0]), StandardCharsets.UTF_8);
        byte[] signature = Base64.getUrlDecoder().decode(token[2]);
        boolean isSequence = signature[0] == 0x30 && signature[1] == signature.length - 2;
        System.out.println("alg ES256: " + header.contains("\"ES256\"") + "; 64 bytes: " + (signature.length == 64)
                + "; DER sequence: " + isSequence);
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
grep -qx 'alg ES256: true; 64 bytes: false; DER sequence: true' seen
