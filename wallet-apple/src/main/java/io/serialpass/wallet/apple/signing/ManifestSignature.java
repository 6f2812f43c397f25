package io.serialpass.wallet.apple.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * A signature of a manifest as it came in a package: CMS, RFC 5652. For one thread.
 *
 * @since 0.1
 */
public final class ManifestSignature {

    /**
     * The result of verifying.
     *
     * @since 0.1
     */
    public enum Verdict {
        /** The key of the certificate signed this manifest. */
        VALID,
        /** It is a signature of another manifest. */
        OTHER_MANIFEST,
        /** The key of the certificate did not make it. */
        OTHER_KEY
    }

    private static final Logger LOGGER = System.getLogger(ManifestSignature.class.getName());

    private final CMSSignedData cms;
    private final Collection<SignerInformation> signers;
    private final List<X509Certificate> certificates;

    private ManifestSignature(CMSSignedData cms, List<X509Certificate> certificates) {
        this.cms = cms;
        this.signers = cms.getSignerInfos().getSigners();
        this.certificates = certificates;
    }

    /**
     * Reads a signature.
     *
     * @param manifest the bytes of manifest.json
     * @param signature the bytes of the file {@code signature}, in DER or BER
     * @return the signature; empty if it is none
     */
    public static Optional<ManifestSignature> read(byte[] manifest, byte[] signature) {
        try {
            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            List<X509Certificate> certificates = new ArrayList<>();
            for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                addReadable(holder, certificates);
            }
            ManifestSignature read = new ManifestSignature(cms, certificates);
            read.requireReadable();
            return Optional.of(read);
        } catch (CMSException | RuntimeException e) {
            // The library throws an unchecked exception too where a part of the signature is not valid.
            return Optional.empty();
        }
    }

    /** One that is damaged is as good as none. */
    private static void addReadable(X509CertificateHolder holder, List<X509Certificate> certificates) {
        try {
            certificates.add(Decoded.certificate(holder));
        } catch (CertificateException e) {
            LOGGER.log(Level.DEBUG, "A certificate of a signature cannot be read", e);
        }
    }

    /** The library reads parts of a signature when they are asked for. */
    private void requireReadable() {
        certificate();
        includesContent();
        if (!signers.isEmpty()) {
            hasSigningTime();
            hasWeakDigest();
        }
    }

    /**
     * How many keys signed.
     *
     * @return the number; a pass has one
     */
    public int signers() {
        return signers.size();
    }

    private SignerInformation signer() {
        return signers.iterator().next();
    }

    /**
     * The certificate of the first key that signed.
     *
     * @return the certificate; empty if it is not included, or nobody signed
     */
    public Optional<X509Certificate> certificate() {
        return signers.isEmpty()
                ? Optional.empty()
                : certificates.stream()
                        .filter(candidate -> signer().getSID().match(holder(candidate)))
                        .findFirst();
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate that was read can be written", e);
        }
    }

    /**
     * The certificates that are included.
     *
     * @return in the order in which they stand
     */
    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /**
     * Looks whether the first key that signed is the one of its certificate. There must be one that signed.
     *
     * @param certificate {@link #certificate()}
     * @return the outcome
     */
    public Verdict verify(X509Certificate certificate) {
        SignerInformation signer = signer();
        try {
            SignerInformationVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(certificate.getPublicKey());
            // False says that the manifest's hash is right and the signature is not.
            return signer.verify(verifier) || verifiesAsItStands(signer, verifier) ? Verdict.VALID : Verdict.OTHER_KEY;
        } catch (CMSException e) {
            return Verdict.OTHER_MANIFEST;
        } catch (OperatorCreationException | IOException | RuntimeException e) {
            return Verdict.OTHER_KEY;
        }
    }

    /**
     * RFC 5652, 5.4, has the attributes sorted before they are signed, and the library sorts them before it verifies. Programs
     * that do not sort sign them in the order in which they stand; OpenSSL and phones verify that order.
     */
    private static boolean verifiesAsItStands(SignerInformation signer, SignerInformationVerifier verifier)
            throws OperatorCreationException, IOException {
        if (signer.getSignedAttributes() == null) {
            return false;
        }
        ContentVerifier content = verifier.getContentVerifier(
                signer.toASN1Structure().getDigestEncryptionAlgorithm(), signer.getDigestAlgorithmID());
        try (OutputStream out = content.getOutputStream()) {
            out.write(signer.toASN1Structure().getAuthenticatedAttributes().getEncoded(ASN1Encoding.DL));
        }
        return content.verify(signer.getSignature());
    }

    /**
     * Whether the signed attributes have the time of signing.
     *
     * @return true if it is
     */
    public boolean hasSigningTime() {
        return signer().getSignedAttributes() != null
                && signer().getSignedAttributes().get(CMSAttributes.signingTime) != null;
    }

    /**
     * Whether the hash of the manifest is of the kind that is weak by now.
     *
     * @return true if it is not of the SHA-2 or SHA-3 family
     */
    public boolean hasWeakDigest() {
        return !signer().getDigestAlgorithmID().getAlgorithm().on(NISTObjectIdentifiers.hashAlgs);
    }

    /**
     * Whether the manifest stands within the signature too.
     *
     * @return true if the signature is not a detached one
     */
    public boolean includesContent() {
        return SignedData.getInstance(cms.toASN1Structure().getContent())
                        .getEncapContentInfo()
                        .getContent()
                != null;
    }
}
