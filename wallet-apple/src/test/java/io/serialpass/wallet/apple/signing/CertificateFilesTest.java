package io.serialpass.wallet.apple.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import io.serialpass.wallet.apple.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {

    private static final PassTypeIdentifier OTHER = new PassTypeIdentifier("pass.com.example.other");

    @TempDir
    Path directory;

    /** Keys take a moment to make, so that the tests share one. */
    private static final TrialAuthority.Issued ISSUED = issue(Samples.TYPE, "RSA");

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

    /** Names each file itself. */
    private CertificateFiles openFiles(Optional<String> passPhrase) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new CertificateFiles(
                    files.filter(file -> !file.toString().endsWith(".passphrase"))
                            .sorted()
                            .toList(),
                    passPhrase);
        }
    }

    /** A file that is named itself is refused by name; in a directory it is passed over. */
    private void assertRefused(Optional<String> passPhrase, String... words) {
        open(passPhrase);
        assertThatThrownBy(() -> openFiles(passPhrase))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void pkcs12WithThePassPhraseBesideIt() throws Exception {
        pkcs12("card.p12", ISSUED, "secret of card");
        Files.writeString(directory.resolve("card.p12.passphrase"), "secret of card\n");
        SigningIdentity identity =
                open(Optional.of("another")).find(Samples.TYPE, Samples.NOW).orElseThrow();
        assertThat(identity.certificate()).isEqualTo(ISSUED.certificate());
        assertThat(identity.intermediate()).contains(Samples.AUTHORITY.intermediate());
        assertThat(identity.sign(new byte[1], Samples.NOW)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"card.jks", "card.keystore", "Card.PKCS12"})
    void pkcs12UnderAnotherOfItsNames(String name) throws Exception {
        pkcs12(name, ISSUED, "secret");
        assertThat(open(Optional.of("secret")).all()).hasSize(1);
    }

    @Test
    void severalTypesWithOnePassPhraseAndEveryKindOfFile() throws Exception {
        pkcs12("card.p12", ISSUED, "secret");
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
        pem("old.pem", ISSUED.certificate(), ISSUED.key());
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
        Files.writeString(directory.resolve("now.pem"), ISSUED.toPem());
        pem("intermediate.crt", Samples.AUTHORITY.intermediate());
        CertificateFiles files = open(Optional.empty());
        assertThat(files.find(Samples.TYPE, Samples.NOW).orElseThrow().certificate())
                .isEqualTo(ISSUED.certificate());
        assertThat(files.find(Samples.TYPE, Samples.NOW.plus(Duration.ofDays(21)))
                        .orElseThrow()
                        .certificate())
                .isEqualTo(next.certificate());
    }

    @Test
    void aRenewedCertificateMayHaveTheSameKeyAndTheSameOneMayBeThereTwice() throws Exception {
        pem("card.pem", ISSUED.certificate());
        pkcs12("card.p12", ISSUED, "secret");
        pem("card.key", ISSUED.key());
        assertThat(open(Optional.of("secret")).all()).hasSize(1);
    }

    @Test
    void aKeyInDerAndAPassPhraseInStrangeBytes() throws Exception {
        Files.write(directory.resolve("card.cer"), ISSUED.certificate().getEncoded());
        Files.write(directory.resolve("card.key"), ISSUED.key().getEncoded());
        Files.write(directory.resolve("card.key.passphrase"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(open(Optional.empty()).all()).hasSize(1);
    }

    @Test
    void anEncryptedKeyInTheOlderForm() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(ISSUED.certificate());
            writer.writeObject(
                    ISSUED.key(),
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
        Files.writeString(directory.resolve("card.pem"), ISSUED.toPem());
        assertRefused(Optional.empty(), "ed.key");
        assertThat(open(Optional.empty()).all()).as("the others are there").hasSize(1);
    }

    @Test
    void aWrongPassPhraseIsNamedAndNotShown() throws Exception {
        pkcs12("card.p12", ISSUED, "secret");
        assertRefused(Optional.of("secret no more"), "pass phrase", "card.p12");
        assertRefused(Optional.empty(), "pass phrase", "card.p12");
    }

    @Test
    void aWrongPassPhraseOfPemIsNamed() throws Exception {
        pem(
                "card.pem",
                ISSUED.certificate(),
                new JcaPKCS8Generator(
                        ISSUED.key(),
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(BouncyCastle.PROVIDER)
                                .setPassword("secret".toCharArray())
                                .build()));
        assertRefused(Optional.of("secret no more"), "pass phrase", "card.pem");
        assertRefused(Optional.empty(), "encrypted", "card.pem.passphrase");
    }

    @Test
    void aCertificateWithoutAKeyIsNamed() throws Exception {
        pem("card.pem", ISSUED.certificate());
        assertRefused(Optional.empty(), "no key", Samples.TYPE.value(), "card.pem");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        pem("card.pem", ISSUED.certificate(), issue(Samples.TYPE, "RSA").key());
        assertRefused(Optional.empty(), "do not belong together", "card.pem");
    }

    @Test
    void aKeyWithoutACertificateIsNamed() throws Exception {
        pem("card.key", ISSUED.key());
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
        Files.write(directory.resolve("a.pem"), resource("request.pem"));
        assertRefused(Optional.empty(), "a.pem", "neither a certificate nor a key");
        assertThatThrownBy(() -> new CertificateFiles(List.of(directory.resolve("none.p12")), Optional.empty()))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("none.p12");
    }

    @Test
    void aChangeIsLoadedWithoutARestart() throws Exception {
        pem("card.pem", ISSUED.certificate(), ISSUED.key());
        CertificateFiles files = open(Optional.empty());
        assertThat(files.reload()).isFalse();
        TrialAuthority.Issued other = issue(OTHER, "RSA");
        pem("other.pem", other.certificate(), other.key());
        assertThat(files.reload()).isTrue();
        assertThat(files.all()).hasSize(2);
        assertThat(files.reload()).isFalse();
    }

    @Test
    void aFileThatIsNamedAndCannotBeLoadedLeavesThoseOfBefore() throws Exception {
        pem("card.pem", ISSUED.certificate(), ISSUED.key());
        CertificateFiles files = openFiles(Optional.empty());
        Files.writeString(directory.resolve("card.pem"), "half a file");
        assertThatThrownBy(files::reload).isInstanceOf(UnusableCertificateException.class);
        assertThat(files.find(Samples.TYPE, Samples.NOW)).isPresent();
        assertThat(files.reload()).as("it is told once").isFalse();
    }

    @Test
    void aFileOfADirectoryThatIsBeingReplacedKeepsWhatItHeld() throws Exception {
        pem("card.pem", ISSUED.certificate(), ISSUED.key());
        CertificateFiles files = open(Optional.empty());
        TrialAuthority.Issued other = issue(OTHER, "RSA");
        pem("other.pem", other.certificate(), other.key());
        Files.writeString(directory.resolve("card.pem"), "half a file");
        assertThat(files.reload()).isTrue();
        assertThat(files.all()).extracting(SigningIdentity::passTypeIdentifier).containsExactly(Samples.TYPE, OTHER);
        Files.delete(directory.resolve("card.pem"));
        assertThat(files.reload()).isTrue();
        assertThat(files.all()).extracting(SigningIdentity::passTypeIdentifier).containsExactly(OTHER);
    }

    @Test
    void aDirectoryAsPeopleHaveItIsUsed() throws Exception {
        Files.writeString(directory.resolve("card.pem"), ISSUED.toPem());
        Files.write(directory.resolve("._card.pem"), new byte[] {0, 5, 22, 7, 0, 2});
        Files.writeString(directory.resolve(".DS_Store"), "Bud1");
        Files.writeString(directory.resolve("README.txt"), "-----BEGIN CERTIFICATE-----");
        Files.write(directory.resolve("request.pem"), resource("request.pem"));
        Files.write(directory.resolve("huge.cer"), new byte[2 << 20]);
        Files.write(directory.resolve("empty.key"), new byte[0]);
        Files.createDirectory(directory.resolve("old.p12"));
        Files.createSymbolicLink(directory.resolve("dangling.pem"), Path.of("nowhere"));
        Files.createDirectory(directory.resolve("loose.p12.passphrase"));
        pkcs12("loose.p12", issue(OTHER, "RSA"), "secret");
        assertThat(open(Optional.empty()).all())
                .extracting(SigningIdentity::passTypeIdentifier)
                .containsExactly(Samples.TYPE);
    }

    @Test
    void anIdentityThatIsOfNoPassTypeIsPassedOverBesideOneThatIs() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("a", ISSUED.key(), "secret".toCharArray(), new Certificate[] {ISSUED.certificate()});
        KeyPair mail = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        store.setKeyEntry("b", mail.getPrivate(), "secret".toCharArray(), new Certificate[] {selfSigned(mail)});
        try (OutputStream out = Files.newOutputStream(directory.resolve("all.p12"))) {
            store.store(out, "secret".toCharArray());
        }
        assertThat(openFiles(Optional.of("secret")).all()).hasSize(1);
        store.deleteEntry("a");
        try (OutputStream out = Files.newOutputStream(directory.resolve("all.p12"))) {
            store.store(out, "secret".toCharArray());
        }
        assertRefused(Optional.of("secret"), "all.p12", "CN=Mail", "no Pass Type ID certificate");
    }

    /** A certificate is found to be damaged when it is read, and not when its key is asked for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aDamagedCertificateIsPassedOverBesideAGoodOne(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] good = Samples.AUTHORITY.intermediate().getEncoded();
        pkcs12("good.p12", ISSUED, "secret");
        for (int i = 0; i < 100; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(directory.resolve("damaged.cer"), damaged);
            assertThat(open(Optional.of("secret")).all()).hasSize(1);
        }
    }

    /** As Keychain exports them, beside the one that is wanted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UID=4H2K9A7B3C,CN=Apple Development: Ann Example (9X8Y7Z6W5V)",
                "UID=com.example.app,CN=Apple Push Services: com.example.app",
                "UID=order.com.example,CN=Order Type ID: order.com.example",
                "UID=web.com.example,CN=Website Push ID: web.com.example"
            })
    void certificatesOfAppleForOtherPurposesArePassedOver(String subject) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("a", ISSUED.key(), "secret".toCharArray(), new Certificate[] {ISSUED.certificate()});
        KeyPair other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        store.setKeyEntry(
                "b", other.getPrivate(), "secret".toCharArray(), new Certificate[] {selfSigned(other, subject)});
        try (OutputStream out = Files.newOutputStream(directory.resolve("all.p12"))) {
            store.store(out, "secret".toCharArray());
        }
        assertThat(openFiles(Optional.of("secret")).all())
                .extracting(SigningIdentity::passTypeIdentifier)
                .containsExactly(Samples.TYPE);
    }

    private static X509Certificate selfSigned(KeyPair key) throws Exception {
        return selfSigned(key, "CN=Mail");
    }

    private static X509Certificate selfSigned(KeyPair key, String subject) throws Exception {
        X500Name name = new X500Name(subject);
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(Samples.NOW),
                                Date.from(Samples.NOW.plusSeconds(99)),
                                name,
                                key.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CertificateFilesTest.class.getResourceAsStream("/certificates/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** Files of OpenSSL 1 and 3, of Keychain's kind, of keytool and of Windows' kind, one identity in each. */
    @ParameterizedTest
    @CsvSource({
        "openssl-3.p12, Grüße 7",
        "openssl-1-rc2.p12, Grüße 7",
        "openssl-3des.p12, Grüße 7",
        "openssl-nocertenc.p12, Grüße 7",
        "openssl-nomac.p12, Grüße 7",
        "ec-chain.p12, Grüße 7",
        "old-utf8-bytes.p12, Grüße 7",
        "empty-legacy.p12, ''",
        "empty-new.p12, ''",
        "keytool.p12, secret7",
        "keytool-legacy.p12, secret7",
        "without-local-key-id.p12, secret",
        "umlaut.p12, größe",
        "bags.pem, Grüße 7",
        "byte-order-mark.pem, ''"
    })
    void filesOfEveryProgramAreRead(String name, String passPhrase) throws IOException {
        Files.write(directory.resolve(name), resource(name));
        assertThat(openFiles(Optional.of(passPhrase)).all()).hasSize(1);
        Files.writeString(directory.resolve(name + ".passphrase"), "\ufeff" + passPhrase + "\r\n");
        assertThat(openFiles(Optional.of("another")).all()).hasSize(1);
        if (passPhrase.isEmpty()) {
            Files.delete(directory.resolve(name + ".passphrase"));
            assertThat(openFiles(Optional.empty()).all()).hasSize(1);
        }
    }

    @Test
    void aPassPhraseFileInLatin1IsRead() throws IOException {
        Files.write(directory.resolve("umlaut.p12"), resource("umlaut.p12"));
        Files.write(
                directory.resolve("umlaut.p12.passphrase"), "gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(openFiles(Optional.empty()).all()).hasSize(1);
    }

    /** OpenSSL, Java and others let people choose it. */
    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA3-256"})
    void aChecksumOfAnyDigestIsChecked(String digest) throws Exception {
        PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
        builder.addData(new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(ISSUED.certificate())).build());
        builder.addData(
                new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(ISSUED.key().getEncoded())).build());
        AlgorithmIdentifier algorithm = new DefaultDigestAlgorithmIdentifierFinder().find(digest);
        byte[] file = builder.build(
                        new BcPKCS12MacCalculatorBuilder(BcDefaultDigestProvider.INSTANCE.get(algorithm), algorithm),
                        "größe".toCharArray())
                .getEncoded();
        Files.write(directory.resolve("any.p12"), file);
        assertThat(openFiles(Optional.of("größe")).all()).hasSize(1);
        assertRefused(Optional.of("grösse"), "pass phrase", "any.p12");
    }

    /** PBMAC1 of RFC 9579, as OpenSSL 3.4 can write it. */
    @Test
    void aChecksumOfTheNewKindIsChecked() throws Exception {
        PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
        builder.addData(new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(ISSUED.certificate())).build());
        builder.addData(
                new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(ISSUED.key().getEncoded())).build());
        PBKDF2Params parameters = new PBKDF2Params(
                new byte[16], 2048, 32, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256));
        PBMAC1Params mac = new PBMAC1Params(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, parameters),
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256));
        byte[] file = builder.build(new BcPKCS12PBMac1CalculatorBuilder(mac), "secret".toCharArray())
                .getEncoded();
        Files.write(directory.resolve("new.p12"), file);
        assertThat(openFiles(Optional.of("secret")).all()).hasSize(1);
        assertRefused(Optional.of("secret no more"), "pass phrase", "new.p12");
    }

    @Test
    void twoIdentitiesOfOneNameAreTwo() throws IOException {
        Files.write(directory.resolve("k.p12"), resource("two-keys-one-name.p12"));
        assertThat(openFiles(Optional.of("secret")).all())
                .extracting(identity -> identity.passTypeIdentifier().value())
                .containsExactly("pass.test.one", "pass.test.two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs1.key",
                "pkcs1-der.key",
                "pkcs8-old.key",
                "pkcs8-new.key",
                "pkcs8-scrypt.key",
                "pkcs8-der.key",
                "proctype.key"
            })
    void keysInEveryFormAreRead(String name) throws IOException {
        Files.write(directory.resolve(name), resource(name));
        for (String certificate : List.of("rsa.crt", "chain.p7b", "chain-pem.p7b", "trusted.pem")) {
            Path file = directory.resolve(certificate);
            Files.write(file, resource(certificate));
            assertThat(openFiles(Optional.of("Grüße 7")).all()).as(certificate).hasSize(1);
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sec1.key", "sec1-der.key", "ec-explicit.key"})
    void keysOfEllipticCurvesInEveryFormAreRead(String name) throws IOException {
        Files.write(directory.resolve(name), resource(name));
        Files.write(directory.resolve("ec.crt"), resource("ec.crt"));
        assertThat(openFiles(Optional.empty()).all()).hasSize(1);
    }

    /** Apple's intermediates of several generations have one name. */
    @Test
    void ofIntermediatesOfOneNameTheOneThatIssuedIsTaken() throws Exception {
        Files.writeString(directory.resolve("card.pem"), ISSUED.toPem());
        TrialAuthority another = TrialAuthority.create(Samples.NOW, new SecureRandom());
        pem("a.crt", another.intermediate());
        pem("b.crt", Samples.AUTHORITY.intermediate());
        assertThat(open(Optional.empty()).all())
                .singleElement()
                .satisfies(identity -> assertThat(identity.intermediate()).contains(Samples.AUTHORITY.intermediate()));
    }

    @Test
    void theAuthoritysOwnKeysDiffer() {
        assertThat(TrialAuthority.create(Samples.NOW, new SecureRandom()).root())
                .isNotEqualTo(Samples.AUTHORITY.root());
    }
}
