package io.serialpass.wallet.apple.signing;

import io.serialpass.wallet.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The certificates and keys of a file. Its form is told by its content, since names are often wrong.
 *
 * @param file the file
 * @param certificates its certificates
 * @param keys its private keys
 */
record KeyMaterial(Path file, Set<X509Certificate> certificates, List<PrivateKey> keys) {

    /** Reads a file with one reading of its pass phrase. */
    @FunctionalInterface
    private interface Form {
        void read(char[] passPhrase, KeyMaterial into)
                throws IOException, CertificateException, OperatorCreationException, PKCSException;
    }

    /**
     * Reads a file.
     *
     * @throws UnusableCertificateException if it holds neither a certificate nor a key, or the pass phrase is not right
     */
    static KeyMaterial read(Path file, byte[] content, Optional<PassPhrase> passPhrase) {
        Optional<String> pem = Pem.text(content);
        boolean pkcs12 = pem.isEmpty() && Pkcs12.is(content);
        if (passPhrase.isEmpty() && pem.map(Pem::isEncrypted).orElseGet(() -> Der.isEncrypted(content))) {
            throw new UnusableCertificateException(
                    "The key in " + file + " is encrypted. Put its pass phrase into a file " + file.getFileName()
                            + ".passphrase beside it.");
        }
        PassPhrase phrase = passPhrase.orElse(PassPhrase.NONE);
        if (pem.isPresent()) {
            return read(file, phrase, (reading, material) -> Pem.read(pem.get(), reading, material));
        }
        return pkcs12
                ? read(file, phrase, (reading, material) -> Pkcs12.read(content, reading, material))
                : read(file, phrase, (reading, material) -> Der.read(content, reading, material));
    }

    private static KeyMaterial read(Path file, PassPhrase passPhrase, Form form) {
        Optional<PKCSException> wrong = Optional.empty();
        Optional<Exception> broken = Optional.empty();
        for (char[] reading : passPhrase.readings()) {
            KeyMaterial material = new KeyMaterial(file, new LinkedHashSet<>(), new ArrayList<>());
            try {
                form.read(reading, material);
                if (!material.certificates.isEmpty() || !material.keys.isEmpty()) {
                    return material;
                }
            } catch (PKCSException e) {
                wrong = Optional.of(e);
            } catch (IOException | CertificateException | OperatorCreationException | RuntimeException e) {
                // The library throws unchecked exceptions too where a file is broken, or decrypted with a wrong
                // reading.
                broken = Optional.of(e);
            }
        }
        if (wrong.isPresent()) {
            throw new UnusableCertificateException(
                    "The pass phrase of " + file + " is not right. It is looked for in " + file.getFileName()
                            + ".passphrase beside it, then in the environment variable"
                            + " SERIALPASS_CERTIFICATE_PASSPHRASE.",
                    wrong.get());
        }
        String neither = "The file " + file + " holds neither a certificate nor a key";
        throw broken.isPresent()
                ? new UnusableCertificateException(neither + " that can be read.", broken.get())
                : new UnusableCertificateException(neither + ".");
    }
}
