package io.serialpass.wallet.apple.signing;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads PEM, RFC 7468, as people have it: with a byte order mark, with any line ends, with text between the parts. */
final class Pem {

    private static final String BEGIN = "-----BEGIN ";

    private Pem() {}

    /** The text of a file; empty if it has no part. */
    static Optional<String> text(byte[] content) {
        String text = new String(content, encoding(content))
                .lines()
                .map(line -> line.replace("\ufeff", "").strip())
                .collect(Collectors.joining("\n", "", "\n"));
        return text.startsWith(BEGIN) || text.contains("\n" + BEGIN) ? Optional.of(text) : Optional.empty();
    }

    private static Charset encoding(byte[] content) {
        boolean wide = content.length >= 2
                && ((content[0] == (byte) 0xfe && content[1] == (byte) 0xff)
                        || (content[0] == (byte) 0xff && content[1] == (byte) 0xfe));
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** Whether a part of a text can be read with a pass phrase alone. */
    static boolean isEncrypted(String text) {
        return text.contains(BEGIN + "ENCRYPTED ") || text.contains("\nProc-Type: 4,ENCRYPTED");
    }

    /**
     * Reads all parts.
     *
     * @throws PKCSException if the pass phrase is not right
     * @throws IOException if it is broken
     */
    static void read(String text, char[] passPhrase, KeyMaterial material)
            throws IOException, CertificateException, OperatorCreationException, PKCSException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                for (X509CertificateHolder certificate : certificates(part)) {
                    material.certificates().add(Decoded.certificate(certificate));
                }
                Optional<PrivateKeyInfo> key = key(part, passPhrase);
                if (key.isPresent()) {
                    material.keys().add(Decoded.key(key.get()));
                }
            }
        }
    }

    private static Collection<X509CertificateHolder> certificates(Object part) throws IOException {
        if (part instanceof X509CertificateHolder certificate) {
            return List.of(certificate);
        }
        if (part instanceof X509TrustedCertificateBlock trusted) {
            return List.of(trusted.getCertificateHolder());
        }
        if (part instanceof ContentInfo collection) {
            try {
                return new CMSSignedData(collection).getCertificates().getMatches(null);
            } catch (CMSException e) {
                throw new IOException("no collection of certificates", e);
            }
        }
        return List.of();
    }

    private static Optional<PrivateKeyInfo> key(Object part, char[] passPhrase)
            throws OperatorCreationException, PKCSException {
        if (part instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        }
        if (part instanceof PrivateKeyInfo key) {
            return Optional.of(key);
        }
        if (part instanceof PEMEncryptedKeyPair pair) {
            try {
                return Optional.of(pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(BouncyCastle.PROVIDER)
                                .build(passPhrase))
                        .getPrivateKeyInfo());
            } catch (IOException e) {
                throw new PKCSException("the key cannot be decrypted", e);
            }
        }
        if (part instanceof PKCS8EncryptedPrivateKeyInfo key) {
            return Optional.of(key.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(passPhrase)));
        }
        return Optional.empty();
    }
}
