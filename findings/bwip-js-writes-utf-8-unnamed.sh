#!/usr/bin/env bash
# bwip-js draws a text in UTF-8 and does not say so in the barcode: the ticket on the web page is another one than that in Wallet.
#
# Packages:  npm bwip-js 4.11.4 (node 20); the reader is Maven com.google.zxing:core 3.5.4, JDK 17; needs node, npm, mvn, java
# Guess:     the bytes of these formats are ISO-8859-1 as long as the barcode names nothing else (an ECI). So a text of that character
#            set is drawn in it, as Wallet does with the messageEncoding iso-8859-1.
# Behaviour: the text is drawn as UTF-8 without an ECI. With binarytext: true each character is one byte.
# Seen:      Code 128, PDF417 and Aztec of M<fc>ller are read as M<c3><bc>ller; with binarytext: true as M<fc>ller
# So:        who shows one barcode both on a page and in a pass has to draw it from the same bytes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund bwip-js@4.11.4 >> npm.log
cat > draw.cjs <<'END'
const { writeFileSync } = require("fs");
const bwip = require("bwip-js");
(async () => {
  for (const bcid of ["code128", "pdf417", "azteccode"]) {
    for (const binarytext of [false, true]) {
      writeFileSync(`${bcid}-${binarytext}.png`, await bwip.toBuffer({ bcid, text: "M\u00fcller", scale: 3, paddingwidth: 10,
        paddingheight: 10, backgroundcolor: "ffffff", ...(binarytext ? { binarytext } : {}) }));
    }
  }
})();
END
node draw.cjs
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
import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.io.File;
import javax.imageio.ImageIO;
class Look {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            var image = ImageIO.read(new File(file));
            int width = image.getWidth();
            int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
            var picture = new RGBLuminanceSource(width, image.getHeight(), pixels);
            String text = new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText();
            StringBuilder shown = new StringBuilder();
            text.chars().forEach(c -> shown.append(c < 127 ? String.valueOf((char) c) : "<%02x>".formatted(c)));
            System.out.println(file + " " + shown);
        }
    }
}
END
java -Djava.awt.headless=true -cp 'lib/*' Look.java {code128,pdf417,azteccode}-{false,true}.png 2> err | tee seen
cmp - seen <<'END'
code128-false.png M<c3><bc>ller
code128-true.png M<fc>ller
pdf417-false.png M<c3><bc>ller
pdf417-true.png M<fc>ller
azteccode-false.png M<c3><bc>ller
azteccode-true.png M<fc>ller
END
