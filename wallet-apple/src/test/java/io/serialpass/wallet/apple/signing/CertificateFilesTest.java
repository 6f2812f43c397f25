package io.serialpass.wallet.apple.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {

    private static final PassTypeIdentifier OTHER = new PassTypeIdentifier("pass.com.example.other");

    @TempDir
    Path directory;

    private final TrialAuthority.Issued issued = issue(Samples.TYPE, "RSA");

    private static TrialAuthority.Issued issue(PassTypeIdentifier type, String keyAlgorithm) {
        return Samples.AUTHORITY.issue(
                type, Samples.TEAM, keyAlgorithm, Samples.NOW, Samples.NOW.plus(Duration.ofDays(30)));
    }

    private void pem(String name, Object... parts) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                writer.writeObject(part);
            }
        }
        Files.writeString(directory.resolve(name), text.toString());
    }

    private void pkcs12(String name, TrialAuthority.Issued content, String passPhrase) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {content.certificate(), Samples.AUTHORITY.intermediate()};
        store.setKeyEntry("pass", content.key(), passPhrase.toCharArray(), chain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, passPhrase.toCharArray());
        Files.write(directory.resolve(name), bytes.toByteArray());
    }

    private CertificateFiles open(Optional<String> passPhrase) {
        return new CertificateFiles(List.of(directory), passPhrase);
    }

    private void assertRefused(Optional<String> passPhrase, String... words) {
        assertThatThrownBy(() -> open(passPhrase))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void pkcs12WithThePassPhraseBesideIt() throws Exception {
        pkcs12("card.p12", issued, "secret of card");
        Files.writeString(directory.resolve("card.p12.passphrase"), "secret of card\n");
        SigningIdentity identity =
                open(Optional.of("another")).find(Samples.TYPE, Samples.NOW).orElseThrow();
        assertThat(identity.certificate()).isEqualTo(issued.certificate());
        assertThat(identity.intermediate()).contains(Samples.AUTHORITY.intermediate());
        assertThat(identity.sign(new byte[1], Samples.NOW)).isNotEmpty();
    }

    @Test
    void severalTypesWithOnePassPhraseAndEveryKindOfFile() throws Exception {
        pkcs12("card.p12", issued, "secret");
        TrialAuthority.Issued other = issue(OTHER, "EC");
        Files.write(directory.resolve("other.cer"), other.certificate().getEncoded());
        pem(
                "other.key",
                new JcaPKCS8Generator(
                        other.key(),
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(BouncyCastle.PROVIDER)
                                .setPassword("secret".toCharArray())
                                .build()));
        Files.write(
                directory.resolve("intermediate.cer"),
                Samples.AUTHORITY.intermediate().getEncoded());
        Files.writeString(directory.resolve("README.txt"), "not a certificate");
        CertificateFiles files = open(Optional.of("secret"));
        assertThat(files.all()).extracting(SigningIdentity::passTypeIdentifier).containsExactly(Samples.TYPE, OTHER);
        assertThat(files.find(OTHER, Samples.NOW).orElseThrow().sign(new byte[1], Samples.NOW))
                .isNotEmpty();
        assertThat(files.find(new PassTypeIdentifier("pass.none"), Samples.NOW)).isEmpty();
    }

    @Test
    void ecKeysInPkcs8() throws Exception {
        TrialAuthority.Issued other = issue(OTHER, "EC");
        Files.writeString(directory.resolve("other.pem"), other.toPem());
        SigningIdentity identity =
                open(Optional.empty()).find(OTHER, Samples.NOW).orElseThrow();
        assertThat(identity.sign(new byte[1], Samples.NOW)).isEqualTo(identity.sign(new byte[1], Samples.NOW));
    }

    /** As {@code openssl ecparam -genkey -name prime256v1} writes one. */
    @Test
    void ecKeysInTheOlderForm() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
        generator.initialize(256);
        pem("old.key", generator.generateKeyPair().getPrivate());
        Path file = directory.resolve("old.key");
        assertThat(Files.readString(file)).contains("BEGIN EC PRIVATE KEY");
        assertThat(KeyMaterial.read(file, Files.readAllBytes(file), Optional.empty())
                        .keys())
                .hasSize(1);
    }

    @Test
    void ofTwoOfOneTypeTheOneThatIsValidLongestIsTaken() throws Exception {
        TrialAuthority.Issued longer = Samples.AUTHORITY.issue(
                Samples.TYPE, Samples.TEAM, "RSA", Samples.NOW, Samples.NOW.plus(Duration.ofDays(400)));
        pem("new.pem", longer.certificate(), longer.key());
        pem("old.pem", issued.certificate(), issued.key());
        assertThat(open(Optional.empty())
                        .find(Samples.TYPE, Samples.NOW)
                        .orElseThrow()
                        .certificate())
                .isEqualTo(longer.certificate());
    }

    @Test
    void oneThatIsNotValidYetWaitsBesideTheOneThatIs() throws Exception {
        TrialAuthority.Issued next = Samples.AUTHORITY.issue(
                Samples.TYPE,
                Samples.TEAM,
                "RSA",
                Samples.NOW.plus(Duration.ofDays(20)),
                Samples.NOW.plus(Duration.ofDays(400)));
        Files.writeString(directory.resolve("next.pem"), next.toPem());
        Files.writeString(directory.resolve("now.pem"), issued.toPem());
        pem("intermediate.crt", Samples.AUTHORITY.intermediate());
        CertificateFiles files = open(Optional.empty());
        assertThat(files.find(Samples.TYPE, Samples.NOW).orElseThrow().certificate())
                .isEqualTo(issued.certificate());
        assertThat(files.find(Samples.TYPE, Samples.NOW.plus(Duration.ofDays(21)))
                        .orElseThrow()
                        .certificate())
                .isEqualTo(next.certificate());
    }

    @Test
    void aRenewedCertificateMayHaveTheSameKeyAndTheSameOneMayBeThereTwice() throws Exception {
        pem("card.pem", issued.certificate());
        pkcs12("card.p12", issued, "secret");
        pem("card.key", issued.key());
        assertThat(open(Optional.of("secret")).all()).hasSize(1);
    }

    @Test
    void aKeyInDerAndAPassPhraseInStrangeBytes() throws Exception {
        Files.write(directory.resolve("card.cer"), issued.certificate().getEncoded());
        Files.write(directory.resolve("card.key"), issued.key().getEncoded());
        Files.write(directory.resolve("card.key.passphrase"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(open(Optional.empty()).all()).hasSize(1);
    }

    @Test
    void anEncryptedKeyInTheOlderForm() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(issued.certificate());
            writer.writeObject(
                    issued.key(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(BouncyCastle.PROVIDER)
                            .build("secret".toCharArray()));
        }
        Files.writeString(directory.resolve("card.pem"), text.toString());
        assertThat(open(Optional.of("secret")).all()).hasSize(1);
        assertRefused(Optional.of("secret no more"), "pass phrase", "card.pem");
    }

    @Test
    void aKeyThatWalletDoesNotKnowIsRefused() throws Exception {
        Files.write(
                directory.resolve("ed.key"),
                KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        Files.writeString(directory.resolve("card.pem"), issued.toPem());
        assertRefused(Optional.empty(), "ed.key");
    }

    @Test
    void aWrongPassPhraseIsNamedAndNotShown() throws Exception {
        pkcs12("card.p12", issued, "secret");
        assertRefused(Optional.of("secret no more"), "pass phrase", "card.p12");
        assertRefused(Optional.empty(), "pass phrase", "card.p12");
    }

    @Test
    void aWrongPassPhraseOfPemIsNamed() throws Exception {
        pem(
                "card.pem",
                issued.certificate(),
                new JcaPKCS8Generator(
                        issued.key(),
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(BouncyCastle.PROVIDER)
                                .setPassword("secret".toCharArray())
                                .build()));
        assertRefused(Optional.of("secret no more"), "pass phrase", "card.pem");
        assertRefused(Optional.empty(), "encrypted", "card.pem.passphrase");
    }

    @Test
    void aCertificateWithoutAKeyIsNamed() throws Exception {
        pem("card.pem", issued.certificate());
        assertRefused(Optional.empty(), "no key", Samples.TYPE.value(), "card.pem");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        pem("card.pem", issued.certificate(), issue(Samples.TYPE, "RSA").key());
        assertRefused(Optional.empty(), "do not belong together", "card.pem");
    }

    @Test
    void aKeyWithoutACertificateIsNamed() throws Exception {
        pem("card.key", issued.key());
        assertRefused(Optional.empty(), "belongs to none", "card.key");
    }

    @Test
    void whatIsNoCertificateIsNamed() throws IOException {
        Files.writeString(directory.resolve("a.p12"), "rubbish");
        assertRefused(Optional.of("secret"), "a.p12");
        Files.delete(directory.resolve("a.p12"));
        Files.writeString(directory.resolve("a.cer"), "rubbish");
        assertRefused(Optional.empty(), "a.cer");
        Files.delete(directory.resolve("a.cer"));
        Files.writeString(
                directory.resolve("a.pem"), "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n");
        assertRefused(Optional.empty(), "a.pem");
        assertThatThrownBy(() -> new CertificateFiles(List.of(directory.resolve("none.p12")), Optional.empty()))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("none.p12");
    }

    @Test
    void aChangeIsLoadedWithoutARestart() throws Exception {
        pem("card.pem", issued.certificate(), issued.key());
        CertificateFiles files = open(Optional.empty());
        assertThat(files.reload()).isFalse();
        TrialAuthority.Issued other = issue(OTHER, "RSA");
        pem("other.pem", other.certificate(), other.key());
        assertThat(files.reload()).isTrue();
        assertThat(files.all()).hasSize(2);
        assertThat(files.reload()).isFalse();
    }

    @Test
    void whatCannotBeLoadedLeavesThoseOfBefore() throws Exception {
        pem("card.pem", issued.certificate(), issued.key());
        CertificateFiles files = open(Optional.empty());
        Files.writeString(directory.resolve("other.p12"), "half a file");
        assertThatThrownBy(files::reload).isInstanceOf(UnusableCertificateException.class);
        assertThat(files.find(Samples.TYPE, Samples.NOW)).isPresent();
        assertThat(files.reload()).as("it is told once").isFalse();
        Files.delete(directory.resolve("other.p12"));
        assertThat(files.reload()).isTrue();
    }

    @Test
    void theAuthoritysOwnKeysDiffer() {
        assertThat(TrialAuthority.create(Samples.NOW, new SecureRandom()).root())
                .isNotEqualTo(Samples.AUTHORITY.root());
    }
}
