package io.serialpass.wallet.apple.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.wallet.UnusableCertificateException;
import io.serialpass.wallet.apple.Samples;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningIdentityTest {

    private static final byte[] MANIFEST = "{\"pass.json\":\"a hash\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private static TrialAuthority.Issued issue(String keyAlgorithm) {
        return Samples.AUTHORITY.issue(
                Samples.TYPE, Samples.TEAM, keyAlgorithm, Samples.NOW, Samples.NOW.plus(Duration.ofDays(30)));
    }

    private static SigningIdentity identity(TrialAuthority.Issued issued) {
        return SigningIdentity.of(
                issued.certificate(),
                List.of(Samples.AUTHORITY.root(), Samples.AUTHORITY.intermediate()),
                SigningIdentity.signer(issued.key()));
    }

    @Test
    void theCertificateTellsTypeAndTeam() {
        SigningIdentity identity = identity(issue("RSA"));
        assertThat(identity.passTypeIdentifier()).isEqualTo(Samples.TYPE);
        assertThat(identity.teamIdentifier()).isEqualTo(Samples.TEAM);
    }

    @Test
    void aKeyOfThisProcessCanBeHadAndOneElsewhereCannot() {
        TrialAuthority.Issued issued = issue("EC");
        assertThat(identity(issued).privateKey()).contains(issued.key());
        Signer elsewhere = data -> SigningIdentity.signer(issued.key()).sign(data);
        assertThat(SigningIdentity.of(issued.certificate(), List.of(), elsewhere)
                        .privateKey())
                .isEmpty();
    }

    @Test
    void theIntermediateIsTheIssuerOfTheLeaf() {
        TrialAuthority namesake = TrialAuthority.create(Samples.NOW, new SecureRandom());
        TrialAuthority.Issued issued = issue("RSA");
        SigningIdentity identity = SigningIdentity.of(
                issued.certificate(),
                List.of(namesake.intermediate(), Samples.AUTHORITY.intermediate(), namesake.root()),
                SigningIdentity.signer(issued.key()));
        assertThat(identity.intermediate()).contains(Samples.AUTHORITY.intermediate());
        assertThat(SigningIdentity.of(
                                issued.certificate(),
                                List.of(namesake.intermediate()),
                                SigningIdentity.signer(issued.key()))
                        .intermediate())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void aSignatureIsTheSameWheneverItIsMade(String keyAlgorithm) {
        SigningIdentity identity = identity(issue(keyAlgorithm));
        Instant time = Samples.NOW.plusSeconds(5);
        assertThat(identity.sign(MANIFEST, time)).isEqualTo(identity.sign(MANIFEST, time));
        assertThat(identity.sign(MANIFEST, time)).isNotEqualTo(identity.sign(MANIFEST, time.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void opensslAcceptsIt(String keyAlgorithm) throws Exception {
        assumeTrue(runs("openssl", "version"), "openssl is not installed");
        SigningIdentity identity = identity(issue(keyAlgorithm));
        Path signature =
                Files.write(directory.resolve("signature"), identity.sign(MANIFEST, Samples.NOW.plusSeconds(1)));
        Path manifest = Files.write(directory.resolve("manifest.json"), MANIFEST);
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(Samples.AUTHORITY.root());
        }
        Path root = Files.writeString(directory.resolve("root.pem"), pem.toString());
        String time = Long.toString(Samples.NOW.plusSeconds(60).getEpochSecond());
        assertThat(verifies(signature, manifest, root, time)).isTrue();
        Files.writeString(manifest, "{}");
        assertThat(verifies(signature, manifest, root, time)).isFalse();
    }

    private static boolean verifies(Path signature, Path manifest, Path root, String time) throws Exception {
        return runs(
                "openssl",
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-binary",
                "-in",
                signature.toString(),
                "-content",
                manifest.toString(),
                "-CAfile",
                root.toString(),
                "-attime",
                time,
                "-purpose",
                "any",
                "-out",
                "/dev/null");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aKeyElsewhereSigns() {
        TrialAuthority.Issued issued = issue("RSA");
        Signer there = SigningIdentity.signer(issued.key());
        Signer remote = data -> there.sign(data.clone());
        SigningIdentity delegating =
                SigningIdentity.of(issued.certificate(), List.of(Samples.AUTHORITY.intermediate()), remote);
        assertThat(delegating.sign(MANIFEST, Samples.NOW))
                .isEqualTo(identity(issued).sign(MANIFEST, Samples.NOW));
    }

    @Test
    void aSignatureOfAnotherKeyIsNotHandedOn() {
        SigningIdentity wrong = SigningIdentity.of(
                issue("RSA").certificate(),
                List.of(),
                SigningIdentity.signer(issue("RSA").key()));
        assertThatThrownBy(() -> wrong.sign(MANIFEST, Samples.NOW))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining(Samples.TYPE.value());
        SigningIdentity rubbish = SigningIdentity.of(issue("RSA").certificate(), List.of(), data -> new byte[7]);
        assertThatThrownBy(() -> rubbish.sign(MANIFEST, Samples.NOW)).isInstanceOf(SigningException.class);
    }

    @Test
    void aCertificateOfNoPassTypeIsRefused() {
        assertThatThrownBy(() -> SigningIdentity.of(Samples.AUTHORITY.intermediate(), List.of(), data -> data))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("UID");
    }
}
