package io.serialpass.wallet.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PkpassBundleTest {

    @Test
    void aBundleHoldsOneToTenPackages() {
        assertThat(PkpassBundle.of(Collections.nCopies(10, new byte[7]))).isNotEmpty();
        assertThatThrownBy(() -> PkpassBundle.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PkpassBundle.of(Collections.nCopies(11, new byte[7])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBundleHoldsAtMost150Megabytes() {
        byte[] large = new byte[20 << 20];
        assertThatThrownBy(() -> PkpassBundle.of(Collections.nCopies(8, large)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("150 MB");
    }

    @Test
    void theSamePackagesAreTheSameBundle() {
        assertThat(PkpassBundle.of(List.of(new byte[7]))).isEqualTo(PkpassBundle.of(List.of(new byte[7])));
    }
}
