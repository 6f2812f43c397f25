package io.serialpass.http.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The certificates and keys in a PEM file, RFC 7468. A key may be PKCS #8, PKCS #1 (RSA) or SEC 1 (EC), encrypted or not, with text
 * around the parts. Immutable.
 *
 * @param file where they stand
 * @param certificates the certificates, in their order
 * @param keys the private keys, in their order
 */
record PemFile(Path file, List<X509Certificate> certificates, List<PrivateKey> keys) {

    private static final long MOST_BYTES = 1 << 20;

    /** The provider of the ciphers of encrypted keys. It is made when it is first needed, since that takes a while. */
    private static final class Ciphers {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    /**
     * Reads a file.
     *
     * @param passPhrase the pass phrase of encrypted keys; empty where none is known
     * @throws UnusableTlsFilesException if it cannot be read
     */
    static PemFile read(Path file, Optional<String> passPhrase) {
        List<X509Certificate> certificates = new ArrayList<>();
        List<PrivateKey> keys = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                certificate(part).ifPresent(certificates::add);
                key(file, part, passPhrase).ifPresent(keys::add);
            }
        } catch (IOException | CertificateException e) {
            throw new UnusableTlsFilesException("The file " + file + " has a part that is broken.", e);
        }
        return new PemFile(file, List.copyOf(certificates), List.copyOf(keys));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableTlsFilesException("The file " + file + " is too large to be a certificate or a key.");
            }
            // Editors of Windows put a byte order mark at the beginning.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\ufeff", "");
        } catch (NoSuchFileException e) {
            throw new UnusableTlsFilesException("There is no file " + file + ".", e);
        } catch (AccessDeniedException e) {
            throw new UnusableTlsFilesException("This program may not read the file " + file + ".", e);
        } catch (IOException e) {
            throw new UnusableTlsFilesException("The file " + file + " cannot be read.", e);
        }
    }

    private static Optional<X509Certificate> certificate(Object part) throws CertificateException {
        X509CertificateHolder holder = part instanceof X509TrustedCertificateBlock trusted
                ? trusted.getCertificateHolder()
                : part instanceof X509CertificateHolder plain ? plain : null;
        return holder == null
                ? Optional.empty()
                : Optional.of(new JcaX509CertificateConverter().getCertificate(holder));
    }

    private static Optional<PrivateKey> key(Path file, Object part, Optional<String> passPhrase) throws IOException {
        try {
            Optional<PrivateKeyInfo> info = info(file, part, passPhrase);
            return info.isEmpty() ? Optional.empty() : Optional.of(new JcaPEMKeyConverter().getPrivateKey(info.get()));
        } catch (OperatorCreationException | PKCSException e) {
            throw wrongPassPhrase(file, e);
        }
    }

    private static Optional<PrivateKeyInfo> info(Path file, Object part, Optional<String> passPhrase)
            throws IOException, OperatorCreationException, PKCSException {
        if (part instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        if (part instanceof PrivateKeyInfo key) {
            return Optional.of(key);
        }
        if (part instanceof PKCS8EncryptedPrivateKeyInfo key) {
            return Optional.of(key.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(Ciphers.PROVIDER)
                    .build(required(file, passPhrase))));
        }
        if (part instanceof PEMEncryptedKeyPair pair) {
            char[] given = required(file, passPhrase);
            try {
                return Optional.of(pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(Ciphers.PROVIDER)
                                .build(given))
                        .getPrivateKeyInfo());
            } catch (IOException e) {
                throw wrongPassPhrase(file, e);
            }
        }
        return Optional.empty();
    }

    private static char[] required(Path file, Optional<String> passPhrase) {
        return passPhrase
                .orElseThrow(() -> new UnusableTlsFilesException("The key in " + file
                        + " is encrypted. Put its pass phrase into the file " + TlsFiles.passPhraseFile(file) + "."))
                .toCharArray();
    }

    private static UnusableTlsFilesException wrongPassPhrase(Path file, Exception cause) {
        return new UnusableTlsFilesException(
                "The key in " + file + " cannot be decrypted with the pass phrase in " + TlsFiles.passPhraseFile(file)
                        + ".",
                cause);
    }
}
