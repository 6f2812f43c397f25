package io.serialpass.wallet.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.UnmadePackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassFolderTest {

    @TempDir
    Path folder;

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    @Test
    void aFolderIsReadWithItsLanguagesAndWithoutLitter() throws IOException {
        write("pass.json");
        write("icon@2x.png");
        write("pt-BR.lproj/pass.strings");
        write(".DS_Store");
        write("de.lproj/.DS_Store");
        write("._icon.png");
        write("de.lproj/._pass.strings");
        write("Thumbs.db");
        write("manifest.json");
        write("signature");
        assertThat(PassFolder.ofDirectory(folder).keySet())
                .extracting(PassFileName::value)
                .containsExactly("icon@2x.png", "pass.json", "pt-BR.lproj/pass.strings");
    }

    @Test
    void whatAPassTypeCannotHaveIsNamed() throws IOException {
        write("pass.json");
        write("notes.txt");
        assertThatThrownBy(() -> PassFolder.ofDirectory(folder))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("notes.txt");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        write("pass.json");
        Files.createSymbolicLink(folder.resolve("icon.png"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> PassFolder.ofDirectory(folder))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("icon.png")
                .hasMessageContaining("link");
    }

    @Test
    void whatIsTooLargeIsNamed() throws IOException {
        write("pass.json");
        Files.write(folder.resolve("strip.png"), new byte[11 << 20]);
        assertThatThrownBy(() -> PassFolder.ofDirectory(folder))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("10 MB");
    }
}
