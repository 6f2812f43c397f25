package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-TW|zh-Hant zh-Hans zh en|zh-Hant",
                "zh-TW|zh-TW zh-Hant|zh-TW",
                "zh-Hant-TW|zh-TW en|zh-TW",
                "zh-HK|zh-Hant|zh-Hant",
                "zh-CN|zh-Hans zh-Hant|zh-Hans",
                "zh-CN|zh_CN|zh_CN",
                "zh-SG|zh zh-Hant|zh",
                "pt-PT|pt-PT pt-BR pt|pt-PT",
                "pt-PT|pt pt-BR|pt-BR",
                "pt-PT|pt en|pt",
                "pt-BR|pt-PT en|pt-PT",
                "de-AT|de en|de",
                "de-CH|de-AT|de-AT",
                "en-GB|en en-US|en",
                "de-CH|de-AT de|de",
                "es-MX|es es-419|es-419",
                "de-CH-u-tz-chzrh|de|de"
            })
    void theNearestFolderOfTheLanguageIsTaken(String phone, String folders, String taken) {
        assertThat(folder(phone, folders)).hasValue(taken + ".lproj/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"zh-TW|zh-Hans zh-CN zh en", "ca|es fr", "fr|de en", "en|.hidden x/en"})
    void theTopFolderCountsWhereNoFolderIsOfTheLanguageAndScript(String phone, String folders) {
        assertThat(folder(phone, folders)).isEmpty();
    }

    private static Optional<String> folder(String phone, String folders) {
        List<String> files = Stream.of(folders.split(" "))
                .map(folder -> folder + ".lproj/pass.strings")
                .toList();
        return PassLanguage.folder(files, ULocale.forLanguageTag(phone));
    }
}
