package io.serialpass.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates and keys as people have them. */
class TlsFilesTest {

    @TempDir
    private Path directory;

    private static TestPem rsa;
    private static TestPem ec;

    @BeforeAll
    static void makeCertificates() throws Exception {
        rsa = TestPem.create("RSA", "rsa.example.com");
        ec = TestPem.create("EC", "ec.example.com");
    }

    private TlsFiles open() {
        return TlsFiles.open(directory.resolve("server.crt"), directory.resolve("server.key"), Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, PKCS8",
        "RSA, PKCS8-encrypted",
        "RSA, traditional",
        "RSA, traditional-encrypted",
        "EC, PKCS8",
        "EC, PKCS8-encrypted",
        "EC, traditional"
    })
    void eachFormOfAKeyIsRead(String kind, String form) throws Exception {
        TestPem pem = kind.equals("RSA") ? rsa : ec;
        pem.write(directory);
        Files.writeString(directory.resolve("server.key"), "Bag Attributes\n\ufeff" + pem.keyText(form));
        Files.writeString(directory.resolve("server.key.passphrase"), TestPem.PASS_PHRASE + "\n");
        try (TlsFiles files = open()) {
            assertThat(files.context().getProtocol()).isEqualTo("TLS");
        }
    }

    @Test
    void theKeyMayStandInTheFileOfTheCertificate() throws Exception {
        Path both = Files.writeString(directory.resolve("both.pem"), ec.keyText("PKCS8") + ec.certificateText());
        try (TlsFiles files = TlsFiles.open(both, both, Clock.systemUTC())) {
            assertThat(files.context().getProtocol()).isEqualTo("TLS");
        }
    }

    @Test
    void theCertificateOfTheKeyComesFirstWhateverTheOrderInTheFile() throws Exception {
        ec.write(directory);
        Files.writeString(directory.resolve("server.crt"), rsa.certificateText() + ec.certificateText());
        TlsIdentity identity = TlsIdentity.of(
                PemFile.read(directory.resolve("server.crt"), Optional.empty()),
                PemFile.read(directory.resolve("server.key"), Optional.empty()));
        assertThat(identity.chain()).containsExactly(ec.certificate());
    }

    @Test
    void whatCannotBeUsedIsNamedWithTheRemedy() throws Exception {
        assertThatThrownBy(this::open).hasMessageMatching("There is no file .*server.crt\\.");
        ec.write(directory);
        Files.writeString(directory.resolve("server.key"), rsa.keyText("PKCS8"));
        assertThatThrownBy(this::open)
                .isInstanceOf(UnusableTlsFilesException.class)
                .hasMessageMatching("The key in .*server.key does not belong to a certificate in .*server.crt\\.");
        Files.writeString(directory.resolve("server.key"), ec.keyText("PKCS8-encrypted"));
        assertThatThrownBy(this::open).hasMessageContaining("Put its pass phrase into the file");
        Files.writeString(directory.resolve("server.key.passphrase"), "another one");
        assertThatThrownBy(this::open).hasMessageContaining("cannot be decrypted with the pass phrase in");
        Files.writeString(directory.resolve("server.key"), "no key");
        assertThatThrownBy(this::open).hasMessageContaining("holds no private key in PEM");
        Files.writeString(directory.resolve("server.key"), ec.keyText("PKCS8") + rsa.keyText("PKCS8"));
        assertThatThrownBy(this::open).hasMessageContaining("holds several private keys");
        Files.writeString(directory.resolve("server.crt"), "no certificate");
        assertThatThrownBy(this::open).hasMessageContaining("holds no certificate in PEM");
        Files.writeString(
                directory.resolve("server.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(this::open).hasMessageContaining("has a part that is broken");
    }

    @Test
    void filesThatDidNotChangeAreNotReadAgain() throws Exception {
        ec.write(directory);
        try (TlsFiles files = open()) {
            assertThat(files.reload()).isFalse();
            Files.setLastModifiedTime(directory.resolve("server.crt"), FileTime.from(Instant.EPOCH));
            assertThat(files.reload()).isTrue();
        }
    }
}
