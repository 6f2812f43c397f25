#!/usr/bin/env bash
# Three makers of barcodes take some accented letters for control codes of Code 128: the letters are lost, and nothing tells.
#
# Packages:  Maven com.google.zxing:core 3.5.4 and net.sf.barcode4j:barcode4j 2.1, JDK 17; npm jsbarcode 3.12.3 (node 20);
#            needs mvn, java, node, npm
# Guess:     Code 128 holds ISO-8859-1 by its function character FNC4. A maker either writes such letters, or refuses all of them, as
#            the first two refuse u umlaut.
# Behaviour: the makers keep the function characters at the places of letters in their strings. ZXing and barcode4j take n tilde,
#            o grave, o acute and o circumflex for FNC1 to FNC4. JsBarcode takes the letters from E grave to O acute for codes of the
#            symbology: E acute is FNC3. The barcode is a valid one of another text.
# Seen:      ZXing: Espa<f1>a is read as Espaa; ZXing: M<fc>ller is refused
#            barcode4j: Espa<f1>a is read as Espaa; barcode4j: M<fc>ller is refused
#            JsBarcode: CAF<c9> is read as CAF
# So:        a text that is not ASCII is to be refused before it is drawn as Code 128.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > npm.log
npm install --silent --no-audit --no-fund jsbarcode@3.12.3 >> npm.log
cat > draw.cjs <<'END'
const jsBarcode = require("jsbarcode");
const drawn = {};
jsBarcode(drawn, "CAF\u00c9", { format: "CODE128" });
console.log(drawn.encodings.map(part => part.data).join(""));
END
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.google.zxing</groupId><artifactId>core</artifactId><version>3.5.4</version></dependency>
    <dependency><groupId>net.sf.barcode4j</groupId><artifactId>barcode4j</artifactId><version>2.1</version>
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
  </dependencies>
</project>
END
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Look.java <<'END'
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.oned.Code128Writer;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.krysalis.barcode4j.impl.code128.Code128Bean;
import org.krysalis.barcode4j.output.bitmap.BitmapCanvasProvider;
class Look {
    interface Maker {
        String draw(String text) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        for (String text : new String[] {"Espa\u00f1a", "M\u00fcller"}) {
            look("ZXing", text, Look::zxing);
            look("barcode4j", text, Look::barcode4j);
        }
        look("JsBarcode", "CAF\u00c9", text -> arguments[0]);
    }

    static void look(String maker, String text, Maker drawing) throws Exception {
        String seen;
        try {
            String bars = drawing.draw(text);
            BitArray row = new BitArray(bars.length() + 40);
            for (int i = 0; i < bars.length(); i++) {
                if (bars.charAt(i) == '1') {
                    row.set(20 + i);
                }
            }
            seen = "read as " + inAscii(new Code128Reader().decodeRow(0, row, Map.of()).getText());
        } catch (IllegalArgumentException e) {
            seen = "refused";
        }
        System.out.println(maker + ": " + inAscii(text) + " is " + seen);
    }

    static String zxing(String text) {
        StringBuilder bars = new StringBuilder();
        for (boolean dark : new Code128Writer().encode(text)) {
            bars.append(dark ? '1' : '0');
        }
        return bars.toString();
    }

    static String barcode4j(String text) throws Exception {
        Code128Bean bean = new Code128Bean();
        bean.setModuleWidth(0.5);
        var canvas = new BitmapCanvasProvider(150, BufferedImage.TYPE_BYTE_GRAY, false, 0);
        bean.generateBarcode(canvas, text);
        canvas.finish();
        StringBuilder bars = new StringBuilder();
        for (int x = 0; x < canvas.getBufferedImage().getWidth(); x++) {
            bars.append((canvas.getBufferedImage().getRGB(x, 5) & 0xFF) < 128 ? '1' : '0');
        }
        return bars.toString();
    }

    static String inAscii(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c < 127 ? String.valueOf((char) c) : "<%02x>".formatted(c)));
        return shown.toString();
    }
}
END
java -Djava.awt.headless=true -cp 'lib/*' Look.java "$(node draw.cjs)" 2> err | tee seen
cmp - seen <<'END'
ZXing: Espa<f1>a is read as Espaa
barcode4j: Espa<f1>a is read as Espaa
ZXing: M<fc>ller is refused
barcode4j: M<fc>ller is refused
JsBarcode: CAF<c9> is read as CAF
END
