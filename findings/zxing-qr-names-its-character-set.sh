#!/usr/bin/env bash
# ZXing writes an ECI (a name of a character set) into a QR code as soon as it is told a character set, also the usual one.
#
# Package:   Maven com.google.zxing:core 3.5.4, JDK 17; needs mvn, java
# Guess:     with EncodeHintType.CHARACTER_SET = ISO-8859-1, which QR codes have anyway, the code is the same as without it.
# Behaviour: the hint costs 12 bits, an ECI, in front of the bytes. Some scanners at doors cannot read an ECI, or hand it on as
#            text. Wallet draws none.
# Seen:      with the hint: 16 letters fit into version 1; without the hint: 17 letters fit into version 1
# So:        barcodes are drawn from bytes, without the hint.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.google.zxing</groupId><artifactId>core</artifactId><version>3.5.4</version></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Map;
class Look {
    public static void main(String[] arguments) throws Exception {
        System.out.println("with the hint: " + mode(Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1")));
        System.out.println("without the hint: " + mode(Map.of()));
    }

    /** How many letters beyond ASCII fit into the smallest code: one byte fewer where an ECI stands before them. */
    static String mode(Map<EncodeHintType, ?> hints) throws Exception {
        for (int length = 1; length < 18; length++) {
            QRCode code = Encoder.encode("\u00fc".repeat(length), ErrorCorrectionLevel.L, hints);
            if (code.getVersion().getVersionNumber() > 1) {
                return (length - 1) + " letters fit into version 1";
            }
        }
        return "17 letters fit into version 1";
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
grep -qx 'with the hint: 16 letters fit into version 1' seen
grep -qx 'without the hint: 17 letters fit into version 1' seen
