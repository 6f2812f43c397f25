package io.serialpass.wallet.apple.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.wallet.Finding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassStringsTest {

    private final List<Finding> findings = new ArrayList<>();

    private Map<String, String> read(byte[] content) {
        return PassStrings.read("de.lproj/pass.strings", content, findings);
    }

    private Map<String, String> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void escapesAreReadInOnePass() {
        assertThat(
                        read(
                                "\"a\" = \"C:\\\\new\\tGr\\U00f6\\U00dfe \\\"x\\\" \\' \\101 \\q \\UD83D\\UDE00\";\"b\" = \"one\\r\\ntwo\";"))
                .containsOnly(
                        Map.entry("a", "C:\\new\tGr\u00f6\u00dfe \"x\" ' A q \ud83d\ude00"),
                        Map.entry("b", "one\r\ntwo"));
        assertThat(findings).isEmpty();
    }

    @Test
    void keysWithoutQuotesAndCommentsAnywhereAreRead() {
        assertThat(read("/* a */ LBL /* b */ = /* c */ \"G\u00f6\" /* d */ ; // e\n a.b-c = 1; \"same\"; 'x' = y; //"))
                .containsOnly(
                        Map.entry("LBL", "G\u00f6"),
                        Map.entry("a.b-c", "1"),
                        Map.entry("same", "same"),
                        Map.entry("x", "y"));
        assertThat(read("{ a = \"http://x/*y*/\"; }")).containsOnly(Map.entry("a", "http://x/*y*/"));
        assertThat(read("")).isEmpty();
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE"})
    void everyEncodingIsReadWithAMarkAndWithout(String encoding) {
        byte[] text = "\"LBL\" = \"\u4e00 G\u00f6\";\n".getBytes(Charset.forName(encoding));
        assertThat(read(text)).containsOnly(Map.entry("LBL", "\u4e00 G\u00f6"));
        String mark = encoding.equals("UTF-16") ? "" : "\ufeff";
        assertThat(read((mark + "LBL = \"x\";").getBytes(Charset.forName(encoding))))
                .containsKey("LBL");
        assertThat(findings).isEmpty();
    }

    @Test
    void aListInXmlIsReadAndNothingOutsideOfIt() {
        String head =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
                        + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";
        assertThat(
                        read(
                                head
                                        + "<plist version=\"1.0\"><dict><!-- c --><key>a</key><string>x &amp; y</string></dict></plist>"))
                .containsOnly(Map.entry("a", "x & y"));
        assertThat(findings).isEmpty();
        assertThat(read("<!DOCTYPE p [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><plist><dict><key>a</key>"
                                + "<string>&f;</string></dict></plist>")
                        .values())
                .allMatch(String::isEmpty);
        read("<plist><dict><key>a</key><array/></dict></plist>");
        assertThat(findings).isNotEmpty().allMatch(Finding::isError);
    }

    /** As Apple's plutil writes {"a": "x", "LBL": "G\u00f6"}. */
    private static final byte[] BINARY = Base64.getDecoder()
            .decode("YnBsaXN0MDDSAQIDBFFhU0xCTFF4YgBHAPYIDQ8TFQAAAAAAAAEBAAAAAAAAAAUAAAAAAAAAAAAAAAAAAAAa");

    @Test
    void aBinaryListIsRead() {
        assertThat(read(BINARY)).containsOnly(Map.entry("a", "x"), Map.entry("LBL", "G\u00f6"));
        assertThat(findings).isEmpty();
    }

    @Test
    void whateverIsDamagedGivesFindingsAndNoException() {
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(BINARY, random.nextInt(BINARY.length)) : BINARY.clone();
            for (int i = 1 + random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(damaged)).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"a\" = \"b\"", "\"a\" \"b\";", "a = {b = c;};", "\"a\" = \"b;", "{a = b;", "a = b;}", "/* a"})
    void whatIsBrokenIsAnErrorWithItsPlace(String text) {
        read(text);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.what()).contains("breaks");
        });
    }

    @Test
    void aTextThatIsThereTwiceIsAWarning() {
        assertThat(read("\"a\" = \"x\"; a = y;")).containsOnly(Map.entry("a", "y"));
        assertThat(findings).singleElement().matches(finding -> !finding.isError());
    }
}
