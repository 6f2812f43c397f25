package io.serialpass.wallet.apple.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.wallet.apple.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngCheckTest {

    /** What is damaged, told by pieces of some bytes. */
    private static Optional<String> damage(byte[] content) {
        Optional<String> whole = damage(content, content.length);
        assertThat(damage(content, 1)).isEqualTo(whole);
        assertThat(damage(content, 7)).isEqualTo(whole);
        return whole;
    }

    private static Optional<String> damage(byte[] content, int piece) {
        try (PngCheck check = new PngCheck()) {
            for (int at = 0; at < content.length; at += piece) {
                check.update(content, at, Math.min(piece, content.length - at));
            }
            return check.damage();
        }
    }

    private static byte[] png(int type, int width, int height, boolean interlaced) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(new BufferedImage(width, height, type), null, null), how);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "ARGB, 1, 1, false",
        "ARGB, 38, 38, true",
        "RGB, 87, 3, false",
        "RGB, 3, 9, true",
        "GRAY, 30, 31, false",
        "BINARY, 13, 17, false",
        "BINARY, 13, 17, true",
        "INDEXED, 5, 2, true"
    })
    void imagesOfEveryKindAreWhole(String kind, int width, int height, boolean interlaced) throws Exception {
        int type = switch (kind) {
            case "ARGB" -> BufferedImage.TYPE_INT_ARGB;
            case "RGB" -> BufferedImage.TYPE_INT_RGB;
            case "GRAY" -> BufferedImage.TYPE_USHORT_GRAY;
            case "BINARY" -> BufferedImage.TYPE_BYTE_BINARY;
            default -> BufferedImage.TYPE_BYTE_INDEXED;
        };
        byte[] content = png(type, width, height, interlaced);
        assertThat(damage(content)).isEmpty();
    }

    @Test
    void aFileThatIsCutOffAnywhereIsDamaged() {
        byte[] whole = Samples.png(38, 38);
        for (int length = 8; length < whole.length; length++) {
            assertThat(damage(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isPresent();
        }
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] content = Samples.png(38, 38);
        for (int at = 8; at < content.length; at++) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            assertThat(damage(changed)).as("byte %d", at).isPresent();
        }
    }

    @Test
    void fewerLinesThanItsHeaderSaysAreMissing() {
        byte[] content = Samples.png(38, 38);
        ByteBuffer header = ByteBuffer.wrap(content);
        header.putInt(20, 39);
        CRC32 checksum = new CRC32();
        checksum.update(content, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        assertThat(damage(content)).contains("Some of its pixels are missing.");
    }

    @Test
    void whatDoesNotBeginAsOneIsNotLookedInto() {
        assertThat(damage(new byte[100])).isEmpty();
        assertThat(damage(new byte[0])).isEmpty();
    }
}
