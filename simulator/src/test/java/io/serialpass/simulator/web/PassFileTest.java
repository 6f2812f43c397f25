package io.serialpass.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.Pkpass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PassFileTest {

    private static final PassId ID =
            new PassId(new PassTypeIdentifier("pass.com.example.card"), new PassSerialNumber("A/1=:"));
    private static final String TOKEN = "a-token-of-the-pass";

    @Test
    void readsWhosePassItIsAndWhereItsUpdatesAre() {
        PassFile file = PassFile.read(Pkpass.of(ID, TOKEN, "first"));
        assertThat(file.pass()).isEqualTo(ID);
        assertThat(file.token().orElseThrow().value()).isEqualTo(TOKEN);
        assertThat(file.webServiceUrl()).contains("https://passes.example.com/wallet/");
        assertThat(file.toString()).doesNotContain(TOKEN);
    }

    @Test
    void tellsVersionsApartByTheirFiles() {
        String version = PassFile.read(Pkpass.of(ID, TOKEN, "first")).version();
        assertThat(PassFile.read(Pkpass.of(ID, TOKEN, "first")).version()).isEqualTo(version);
        assertThat(PassFile.read(Pkpass.of(ID, TOKEN, "second")).version()).isNotEqualTo(version);
    }

    @Test
    void saysWhatIsWrongWithOtherBytes() {
        assertThatThrownBy(() -> PassFile.read("no zip".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadablePassException.class)
                .hasMessageContaining("no pass.json");
        byte[] whole = Pkpass.of(ID, TOKEN, "first");
        assertThatThrownBy(() -> PassFile.read(Arrays.copyOf(whole, whole.length / 3)))
                .isInstanceOf(UnreadablePassException.class);
    }
}
