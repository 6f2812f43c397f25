package io.serialpass.wallet.apple.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Reads PKCS #12, RFC 7292, bag by bag. A key store of Java has an entry for each name and puts certificates to keys by an
 * identifier: of two with one name it loses one, and without the identifier it finds nothing. What the programs of the
 * platforms write has both.
 */
final class Pkcs12 {

    private static final int VERSION = 3;

    private Pkcs12() {}

    /** Whether it has the form of PKCS #12, whatever its name ends in. */
    static boolean is(byte[] content) {
        try {
            ASN1Sequence outer = ASN1Sequence.getInstance(content);
            return outer.size() >= 2
                    && outer.getObjectAt(0) instanceof ASN1Integer version
                    && version.hasValue(VERSION)
                    && ContentInfo.getInstance(outer.getObjectAt(1)) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Reads all bags.
     *
     * @throws PKCSException if the pass phrase is not right
     * @throws IOException if it is broken
     */
    static void read(byte[] content, char[] passPhrase, KeyMaterial material)
            throws IOException, CertificateException, OperatorCreationException, PKCSException {
        PKCS12PfxPdu file = new PKCS12PfxPdu(content);
        if (file.hasMac() && !isMacValid(file, passPhrase)) {
            throw new PKCSException("the checksum is another with this pass phrase");
        }
        InputDecryptorProvider decryptor = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(BouncyCastle.PROVIDER)
                .build(passPhrase);
        for (ContentInfo part : file.getContentInfos()) {
            PKCS12SafeBagFactory bags = part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                    ? new PKCS12SafeBagFactory(part, decryptor)
                    : new PKCS12SafeBagFactory(part);
            for (PKCS12SafeBag bag : bags.getSafeBags()) {
                add(bag.getBagValue(), decryptor, material);
            }
        }
    }

    /**
     * Whether the checksum fits. The library's own check compares the encoding of the algorithm too, which some programs write in
     * another way, and through the JCE it knows SHA-1 and SHA-256 alone.
     */
    private static boolean isMacValid(PKCS12PfxPdu file, char[] passPhrase)
            throws IOException, PKCSException, OperatorCreationException {
        ASN1ObjectIdentifier digest = file.getMacAlgorithmID().getAlgorithm();
        if (digest.equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            return file.isMacValid(new BcPKCS12PBMac1CalculatorBuilderProvider(), passPhrase);
        }
        Pfx pfx = file.toASN1Structure();
        MacData mac = pfx.getMacData();
        PKCS12PBEParams parameters =
                new PKCS12PBEParams(mac.getSalt(), mac.getIterationCount().intValueExact());
        MacCalculator calculator = new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE)
                .get(new AlgorithmIdentifier(digest, parameters))
                .build(passPhrase);
        try (OutputStream out = calculator.getOutputStream()) {
            out.write(
                    ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets());
        }
        return MessageDigest.isEqual(calculator.getMac(), mac.getMac().getDigest());
    }

    private static void add(Object value, InputDecryptorProvider decryptor, KeyMaterial material)
            throws IOException, CertificateException, PKCSException {
        if (value instanceof X509CertificateHolder certificate) {
            material.certificates().add(Decoded.certificate(certificate));
        } else if (value instanceof PKCS8EncryptedPrivateKeyInfo key) {
            material.keys().add(Decoded.key(key.decryptPrivateKeyInfo(decryptor)));
        } else if (value instanceof PrivateKeyInfo key) {
            material.keys().add(Decoded.key(key));
        } else if (value instanceof ASN1Sequence nested) {
            for (ASN1Encodable one : nested) {
                add(new PKCS12SafeBag(SafeBag.getInstance(one)).getBagValue(), decryptor, material);
            }
        }
    }
}
