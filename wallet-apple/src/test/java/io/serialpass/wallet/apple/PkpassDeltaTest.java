package io.serialpass.wallet.apple;

import static io.serialpass.wallet.apple.Samples.content;
import static io.serialpass.wallet.apple.Samples.pass;
import static io.serialpass.wallet.apple.Samples.points;
import static io.serialpass.wallet.apple.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PkpassDeltaTest {

    private static final Instant TIME = Samples.NOW;

    private final PkpassDelta differences = new PkpassDelta();

    private static byte[] made(String serialNumber, PassDetails details, long tag) {
        return new ApplePassPackager(SigningIdentities.of(Samples.IDENTITY), Optional.empty(), Samples.CLOCK)
                .make(content(pass(serialNumber, details, tag), type(Samples.TEMPLATE, 1)))
                .pkpass();
    }

    @Test
    void packagesOfATypeDifferInFewBytesAndComeBackAsTheyWere() {
        byte[] base = made("S-1", points(5), 1);
        assertThat(differences.restore(base, differences.between(base, base))).isEqualTo(base);
        byte[] another = made("another-serial-number", points(1_234), 99);
        byte[] difference = differences.between(base, another);
        assertThat(differences.restore(base, difference)).isEqualTo(another);
        assertThat(difference)
                .as("a signature of 256 bytes, three hashes, and little else")
                .hasSizeLessThan(600);
        assertThat(base.length).isGreaterThan(3_500);
    }

    @Test
    void anyTwoArchivesComeBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] base = archive(random);
            byte[] another = archive(random);
            assertThat(differences.restore(base, differences.between(base, another)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(another);
        }
    }

    /** Files whose names and contents are those of other archives at times, in any order. */
    private static byte[] archive(Random random) {
        List<PkpassFile> files = new ArrayList<>();
        for (String name : List.of("pass.json", "icon.png", "de.lproj/pass.strings", "manifest.json", "signature")) {
            if (random.nextInt(4) > 0) {
                byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(50_000) : random.nextInt(3)];
                random.nextBytes(content);
                files.add(random.nextInt(files.size() + 1), PkpassFile.unlisted(name, content));
            }
        }
        files.add(PkpassFile.unlisted("always", new byte[1]));
        return PkpassArchive.write(files, TIME.plusSeconds(2L * random.nextInt(100_000)));
    }

    @Test
    void aDifferenceFromAnotherBaseIsNotTaken() {
        byte[] base = made("S-1", points(5), 1);
        byte[] difference = differences.between(base, made("S-2", points(6), 2));
        byte[] other = PkpassArchive.write(List.of(PkpassFile.unlisted("pass.json", new byte[9])), TIME);
        assertThatThrownBy(() -> differences.restore(other, difference)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> differences.restore(base, new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> differences.between(base, new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }
}
