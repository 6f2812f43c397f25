package io.serialpass.wallet.apple.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.wallet.apple.Samples;
import io.serialpass.wallet.apple.signing.ManifestSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSignatureTest {

    private static final byte[] MANIFEST = "{\"pass.json\":\"...\"}".getBytes(StandardCharsets.UTF_8);

    private final CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    private X509Certificate certificate = Samples.IDENTITY.certificate();

    /** Adds a signer with the usual attributes, or with none. */
    private void addSigner(String algorithm, boolean bare) throws Exception {
        TrialAuthority.Issued issued = Samples.AUTHORITY.issue(
                Samples.TYPE,
                Samples.TEAM,
                algorithm.endsWith("ECDSA") ? "EC" : "RSA",
                Samples.NOW,
                Samples.NOW.plusSeconds(99));
        JcaSignerInfoGeneratorBuilder signer =
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
        if (bare) {
            signer.setDirectSignature(true);
        }
        generator.addSignerInfoGenerator(signer.build(
                new JcaContentSignerBuilder(algorithm)
                        .setProvider(BouncyCastle.PROVIDER)
                        .build(issued.key()),
                issued.certificate()));
        generator.addCertificates(new JcaCertStore(List.of(issued.certificate(), Samples.AUTHORITY.intermediate())));
        certificate = issued.certificate();
    }

    private ManifestSignature made(boolean attached, String encoding) throws Exception {
        byte[] signature = generator
                .generate(new CMSProcessableByteArray(MANIFEST), attached)
                .getEncoded(encoding);
        return ManifestSignature.read(MANIFEST, signature).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1withRSA, true",
        "SHA256withRSA, false",
        "SHA384withRSA, false",
        "SHA512withRSA, false",
        "SHA3-256withRSA, false",
        "SHA256withRSAandMGF1, false",
        "SHA256withECDSA, false",
        "SHA512withECDSA, false",
        "SHA1withECDSA, true"
    })
    void everyUsualAlgorithmVerifies(String algorithm, boolean weak) throws Exception {
        addSigner(algorithm, false);
        for (String encoding : List.of("DER", "BER")) {
            ManifestSignature signature = made(false, encoding);
            assertThat(signature.certificate()).contains(certificate);
            assertThat(signature.verify(certificate)).isEqualTo(Verdict.VALID);
            assertThat(signature.hasWeakDigest()).isEqualTo(weak);
            assertThat(signature.hasSigningTime()).isTrue();
            assertThat(signature.includesContent()).isFalse();
        }
    }

    @Test
    void oneWithoutAttributesVerifiesAndHasNoSigningTime() throws Exception {
        addSigner("SHA256withRSA", true);
        ManifestSignature signature = made(false, "DER");
        assertThat(signature.verify(certificate)).isEqualTo(Verdict.VALID);
        assertThat(signature.hasSigningTime()).isFalse();
    }

    @Test
    void oneThatIncludesTheManifestIsToldApart() throws Exception {
        addSigner("SHA256withRSA", false);
        ManifestSignature signature = made(true, "BER");
        assertThat(signature.includesContent()).isTrue();
        assertThat(signature.verify(certificate)).isEqualTo(Verdict.VALID);
    }

    @Test
    void severalSignersAreCounted() throws Exception {
        addSigner("SHA256withRSA", false);
        addSigner("SHA256withECDSA", false);
        ManifestSignature signature = made(false, "DER");
        assertThat(signature.signers()).isEqualTo(2);
        assertThat(signature.verify(signature.certificate().orElseThrow())).isEqualTo(Verdict.VALID);
    }

    @Test
    void anotherManifestAndAnotherKeyAreToldApart() throws Exception {
        addSigner("SHA256withRSA", false);
        byte[] signature =
                generator.generate(new CMSProcessableByteArray(MANIFEST), false).getEncoded("DER");
        assertThat(ManifestSignature.read(new byte[] {'{', '}'}, signature)
                        .orElseThrow()
                        .verify(certificate))
                .isEqualTo(Verdict.OTHER_MANIFEST);
        assertThat(made(false, "DER").verify(Samples.IDENTITY.certificate())).isEqualTo(Verdict.OTHER_KEY);
        signature[signature.length - 1] ^= 1;
        assertThat(ManifestSignature.read(MANIFEST, signature).orElseThrow().verify(certificate))
                .isEqualTo(Verdict.OTHER_KEY);
    }

    @Test
    void certificatesAloneAreNoSignature() throws Exception {
        generator.addCertificates(new JcaCertStore(List.of(Samples.IDENTITY.certificate())));
        assertThat(made(false, "DER").signers()).isZero();
    }

    @Test
    void whatIsNoCmsIsNoSignature() {
        assertThat(ManifestSignature.read(MANIFEST, new byte[] {1, 2, 3})).isEmpty();
        assertThat(ManifestSignature.read(MANIFEST, new byte[0])).isEmpty();
    }

    @Test
    void applesRootsAreThoseThatApplePublishes() throws Exception {
        assertThat(AppleRoots.all())
                .extracting(root -> HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(root.getEncoded())))
                .containsExactly(
                        "b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024",
                        "63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179");
        assertThat(AppleRoots.issued(Samples.AUTHORITY.intermediate())).isFalse();
        assertThat(AppleRoots.issued(Samples.AUTHORITY.root())).isFalse();
    }
}
