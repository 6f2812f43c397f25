package io.serialpass.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is recognised, and a mistyped one is told from an unknown one. */
class ApiTokenTest {

    private static final String SECRET = ApiToken.generate(new SecureRandom()).secret();

    @Test
    void aTokenHasAFormThatProgramsFind() {
        assertThat(SECRET).matches("serialpass_[A-Za-z0-9_-]{49}");
        assertThat(new ApiToken(SECRET).isMistyped()).isFalse();
        assertThat(ApiToken.generate(new SecureRandom()).secret()).isNotEqualTo(SECRET);
    }

    /** The checksum is a part of the form, which programs outside of this one may check. */
    @Test
    void theChecksumIsTheCrc32OfAllBeforeIt() {
        assertThat(new ApiToken("serialpass_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").isMistyped())
                .isTrue();
        assertThat(new ApiToken("serialpass_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAcgscCw").isMistyped())
                .isFalse();
    }

    @Test
    void eachWrongCharacterIsFound() {
        for (int i = ApiToken.PREFIX.length(); i < SECRET.length(); i++) {
            char wrong = SECRET.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = SECRET.substring(0, i) + wrong + SECRET.substring(i + 1);
            assertThat(new ApiToken(mistyped).isMistyped()).as(mistyped).isTrue();
        }
    }

    @Test
    void aTokenThatIsNotWholeIsFound() {
        for (int i = ApiToken.PREFIX.length(); i < SECRET.length(); i++) {
            assertThat(new ApiToken(SECRET.substring(0, i)).isMistyped()).isTrue();
        }
        assertThat(new ApiToken(SECRET + "x").isMistyped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "6YZ2VX_c_wODj4HVvZY53n5XQFOH5fCk35hQ84TgNzM", "Serialpass_x", "xserialpass_"})
    void aTokenOfAnotherFormIsNeverMistyped(String secret) {
        assertThat(new ApiToken(secret).isMistyped()).isFalse();
    }
}
