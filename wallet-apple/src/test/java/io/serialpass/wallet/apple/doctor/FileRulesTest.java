package io.serialpass.wallet.apple.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRulesTest {

    private final Map<String, byte[]> files = new TreeMap<>();
    private final ObjectNode pass = JsonNodeFactory.instance.objectNode();

    FileRulesTest() {
        files.put("icon.png", Samples.png(38, 38));
        files.put("icon@2x.png", Samples.png(76, 76));
        files.put("icon@3x.png", Samples.png(114, 114));
        pass.putObject("eventTicket");
    }

    private List<Finding> check() {
        return FileRules.check(files, pass);
    }

    private void put(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void goodFilesHaveNoFindings() {
        files.put("logo.png", Samples.png(160, 50));
        files.put("strip@2x.png", Samples.png(750, 196));
        put("zh-Hans.lproj/pass.strings", "\"a\" = \"b\";");
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"._icon.png, true", ".DS_Store, true", "__MACOSX/._icon.png, true", "Thumbs.db, false"})
    void aFileThatASystemLeftBehindIsToBeLeftOut(String name, boolean error) {
        put(name, "x");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isEqualTo(error);
            assertThat(finding.remedy()).contains("without it");
        });
    }

    @Test
    void aCharacterThatPhonesDoNotShowIsFoundInATranslation() {
        put("de.lproj/pass.strings", "\"LBL\" = \"a\u0085b\"; \"OTHER\" = \"fine\";");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.where()).isEqualTo("de.lproj/pass.strings: LBL");
        });
    }

    @Test
    void anImageThatIsCutOffIsAnError() {
        files.put("icon.png", Arrays.copyOf(files.get("icon.png"), 60));
        assertThat(FileRules.damages(files)).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.where()).isEqualTo("icon.png");
            assertThat(finding.what()).contains("damaged");
        });
    }

    @Test
    void aFileOfTranslationsWithoutATextIsFound() {
        files.put("de.lproj/pass.strings", new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.where()).isEqualTo("de.lproj/pass.strings");
            assertThat(finding.what()).isEqualTo("It has no text.");
        });
    }

    @Test
    void anImageMayBePdf() {
        files.keySet().removeIf(name -> name.startsWith("icon"));
        assertThat(check()).singleElement().matches(Finding::isError);
        put("icon.pdf", "%PDF-1.7");
        assertThat(check()).isEmpty();
        put("icon.pdf", "no PDF");
        assertThat(check()).singleElement().matches(Finding::isError);
    }

    @ParameterizedTest
    @CsvSource({
        "icon.png, 20, 20",
        "logo@2x.png, 321, 100",
        "strip.png, 400, 144",
        "background.png, 90, 110",
        "personalizationLogo.png, 200, 40"
    })
    void anImageThatIsScaledOrCutIsAWarning(String name, int width, int height) {
        files.put(name, Samples.png(width, height));
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(name);
            assertThat(finding.isError()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"zh_CN, zh-Hans", "zh_TW, zh-Hant", "pt_BR, pt-BR", "English, en", "xx, ISO 639"})
    void aLanguageAsOldToolsWriteItIsAWarningThatSaysWhatToWrite(String language, String remedy) {
        put(language + ".lproj/pass.strings", "\"a\" = \"b\";");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(language + ".lproj");
            assertThat(finding.isError()).isFalse();
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @Test
    void aMessageHasThePlaceOfTheNewValueItselfOrInItsTranslations() {
        pass.withArray("/eventTicket/primaryFields").addObject().put("key", "a").put("changeMessage", "CHANGED");
        assertThat(check()).extracting(Finding::where).containsExactly("eventTicket.primaryFields[0].changeMessage");
        put("en.lproj/pass.strings", "\"CHANGED\" = \"It is %@.\";");
        assertThat(check()).isEmpty();
        put("de.lproj/pass.strings", "\"CHANGED\" = \"Es ist neu.\";");
        assertThat(check()).extracting(Finding::what).singleElement().asString().contains("in every language");
    }

    @Test
    void aFileOfPassDesignerIsNoPartOfAPass() {
        put("tooling.json", "{}");
        assertThat(check()).extracting(Finding::where).containsExactly("tooling.json");
    }

    @Test
    void aPosterWithoutAPictureIsAWarning() {
        pass.putArray("preferredStyleSchemes").add("posterEventTicket").add("eventTicket");
        assertThat(check()).extracting(Finding::where).containsExactly("artwork.png");
        files.put("artwork.png", Samples.png(358, 448));
        assertThat(check()).isEmpty();
    }
}
