package io.serialpass.wallet.apple.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * What a file holds of certificates and keys.
 *
 * @param file the file
 * @param certificates its certificates
 * @param keys its private keys
 */
record KeyMaterial(Path file, Set<X509Certificate> certificates, List<PrivateKey> keys) {

    /**
     * Reads a file.
     *
     * @throws UnusableCertificateException if it is none that is known, or the pass phrase is not right
     */
    static KeyMaterial read(Path file, byte[] content, Optional<String> passPhrase) {
        KeyMaterial material = new KeyMaterial(file, new LinkedHashSet<>(), new ArrayList<>());
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".p12") || name.endsWith(".pfx")) {
            material.readPkcs12(content, passPhrase.orElse("").toCharArray());
        } else if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN")) {
            material.readPem(content, passPhrase);
        } else {
            material.readDer(content);
        }
        return material;
    }

    private void readPkcs12(byte[] content, char[] passPhrase) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), passPhrase);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, passPhrase) instanceof PrivateKey key) {
                    keys.add(key);
                }
                for (Certificate certificate : chain(store, alias)) {
                    certificates.add((X509Certificate) certificate);
                }
            }
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException ? wrongPassPhrase(e) : unreadable("PKCS #12", e);
        } catch (GeneralSecurityException e) {
            throw wrongPassPhrase(e);
        }
    }

    private static List<Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        Certificate[] chain = store.getCertificateChain(alias);
        return chain != null ? List.of(chain) : List.of(store.getCertificate(alias));
    }

    private void readPem(byte[] content, Optional<String> passPhrase) {
        try (PEMParser parser = new PEMParser(new StringReader(new String(content, StandardCharsets.ISO_8859_1)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                } else if (part instanceof PEMKeyPair pair) {
                    keys.add(key(pair.getPrivateKeyInfo()));
                } else if (part instanceof PrivateKeyInfo key) {
                    keys.add(key(key));
                } else if (part instanceof PEMEncryptedKeyPair pair) {
                    keys.add(key(pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                    .setProvider(BouncyCastle.PROVIDER)
                                    .build(required(passPhrase)))
                            .getPrivateKeyInfo()));
                } else if (part instanceof PKCS8EncryptedPrivateKeyInfo key) {
                    keys.add(key(key.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(required(passPhrase)))));
                }
            }
        } catch (PEMException | PKCSException e) {
            throw passPhrase.isPresent() ? wrongPassPhrase(e) : unreadable("PEM", e);
        } catch (IOException | CertificateException | OperatorCreationException e) {
            throw unreadable("PEM", e);
        }
        if (certificates.isEmpty() && keys.isEmpty()) {
            throw new UnusableCertificateException("The file " + file + " holds neither a certificate nor a key.");
        }
    }

    /** RSA keys as the JDK's own, which signs faster with those; of EC keys the JDK does not know every form. */
    private static PrivateKey key(PrivateKeyInfo info) throws PEMException {
        PrivateKey key =
                new JcaPEMKeyConverter().setProvider(BouncyCastle.PROVIDER).getPrivateKey(info);
        try {
            return key.getAlgorithm().equals("RSA")
                    ? (PrivateKey) KeyFactory.getInstance("RSA").translateKey(key)
                    : key;
        } catch (GeneralSecurityException e) {
            throw new PEMException("the key cannot be used", e);
        }
    }

    private char[] required(Optional<String> passPhrase) {
        return passPhrase
                .orElseThrow(() -> new UnusableCertificateException(
                        "The key in " + file + " is encrypted. Put its pass phrase into a file " + file.getFileName()
                                + ".passphrase beside it."))
                .toCharArray();
    }

    private void readDer(byte[] content) {
        try {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content))) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (CertificateException e) {
            keys.add(derKey(content).orElseThrow(() -> unreadable("a certificate or a key", e)));
        }
    }

    private static Optional<PrivateKey> derKey(byte[] content) {
        try {
            return Optional.of(key(PrivateKeyInfo.getInstance(content)));
        } catch (PEMException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private UnusableCertificateException wrongPassPhrase(Exception cause) {
        return new UnusableCertificateException(
                "The pass phrase of " + file + " is not right. It is looked for in " + file.getFileName()
                        + ".passphrase beside it, then in the environment variable SERIALPASS_CERTIFICATE_PASSPHRASE.",
                cause);
    }

    private UnusableCertificateException unreadable(String kind, Exception cause) {
        return new UnusableCertificateException("The file " + file + " is not " + kind + ", or a broken one.", cause);
    }
}
