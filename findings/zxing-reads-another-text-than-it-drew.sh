#!/usr/bin/env bash
# In four formats that Wallet draws from iOS 27 on, ZXing reads another text than the one that it drew.
#
# Package:   Maven com.google.zxing:core 3.5.4, JDK 17; needs mvn, java
# Guess:     MultiFormatWriter refuses a text that a format cannot hold. What it draws, MultiFormatReader gives back.
# Behaviour: Code 39: small letters are written as pairs (Full ASCII), and the reader leaves the pairs as they are. EAN-13: a code that
#            begins with 0 is read as UPC-A, without the 0. Codabar: the letters at both ends are cut off. Interleaved 2 of 5: four
#            digits are drawn, and the reader takes no fewer than six. No hint is given in any of this.
# Seen:      CODE_39 Seat 7b: CODE_39 S+E+A+T 7+B
#            EAN_13 0012345678905: UPC_A 012345678905
#            CODABAR A12345B: CODABAR 12345
#            ITF 1234: nothing
# So:        at a door, what a scanner sends need not be the message of the pass. Try each format with the scanner that is used.
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
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
class Look {
    public static void main(String[] arguments) throws Exception {
        look(BarcodeFormat.CODE_39, "SEAT 7");
        look(BarcodeFormat.CODE_39, "Seat 7b");
        look(BarcodeFormat.EAN_13, "4006381333931");
        look(BarcodeFormat.EAN_13, "0012345678905");
        look(BarcodeFormat.CODABAR, "A12345B");
        look(BarcodeFormat.ITF, "123456");
        look(BarcodeFormat.ITF, "1234");
    }

    static void look(BarcodeFormat format, String text) throws Exception {
        BitMatrix modules = new MultiFormatWriter().encode(text, format, 400, 80);
        int[] pixels = new int[modules.getWidth() * modules.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = modules.get(i % modules.getWidth(), i / modules.getWidth()) ? 0xFF000000 : 0xFFFFFFFF;
        }
        var picture = new RGBLuminanceSource(modules.getWidth(), modules.getHeight(), pixels);
        String read;
        try {
            Result result = new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(picture)));
            read = result.getBarcodeFormat() + " " + result.getText();
        } catch (NotFoundException e) {
            read = "nothing";
        }
        System.out.println(format + " " + text + ": " + read);
    }
}
END
java -cp 'lib/*' Look.java 2> err | tee seen
cmp - seen <<'END'
CODE_39 SEAT 7: CODE_39 SEAT 7
CODE_39 Seat 7b: CODE_39 S+E+A+T 7+B
EAN_13 4006381333931: EAN_13 4006381333931
EAN_13 0012345678905: UPC_A 012345678905
CODABAR A12345B: CODABAR 12345
ITF 123456: ITF 123456
ITF 1234: nothing
END
