package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.PassCertificate;
import io.serialpass.wallet.apple.template.Shown;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** What Wallet wants of the signature of a package, as far as it can be told without Apple's root certificate. */
final class SignatureRules {

    private static final String APPLE = "Apple Worldwide Developer Relations";

    private SignatureRules() {}

    static void check(byte[] manifest, byte[] signature, ObjectNode pass, Instant now, Findings findings) {
        try {
            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                findings.error("signature", "It has " + signers.size() + " signers.", "Sign once.");
                return;
            }
            SignerInformation signer = signers.iterator().next();
            List<X509Certificate> certificates = certificates(cms);
            Optional<X509Certificate> leaf = certificates.stream()
                    .filter(certificate -> signer.getSID().match(holder(certificate)))
                    .findFirst();
            if (leaf.isEmpty()) {
                findings.error(
                        "signature", "The certificate that signed is not included.", "Include it in the signature.");
                return;
            }
            checkSignature(signer, leaf.get(), findings);
            checkCertificate(leaf.get(), pass, now, findings);
            checkIntermediate(leaf.get(), certificates, now, findings);
        } catch (CMSException | CertificateException | RuntimeException e) {
            // The library also throws what says that an argument, here a part of the signature, is not valid.
            findings.error(
                    "signature", "It is not a CMS (PKCS #7) signature in DER.", "Sign manifest.json again, in DER.");
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (CertificateException | IOException e) {
            throw new IllegalArgumentException("a certificate that was read can be written", e);
        }
    }

    private static List<X509Certificate> certificates(CMSSignedData cms) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
            certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        return certificates;
    }

    private static void checkSignature(SignerInformation signer, X509Certificate leaf, Findings findings) {
        try {
            boolean valid = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(leaf.getPublicKey()));
            if (!valid) {
                findings.error("signature", "It does not verify.", "Sign manifest.json again.");
            }
        } catch (CMSException | OperatorCreationException e) {
            findings.error(
                    "signature",
                    "It is not one of manifest.json as it is.",
                    "Sign again after the last change of a file.");
        }
        if (signer.getSignedAttributes() == null
                || signer.getSignedAttributes().get(CMSAttributes.signingTime) == null) {
            findings.error("signature", "It carries no signing time.", "Add the signed attribute signingTime.");
        }
        if (!signer.getDigestAlgorithmID().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)) {
            findings.warning("signature", "It does not use SHA-256.", "Use SHA-256 as its digest.");
        }
    }

    private static void checkCertificate(X509Certificate leaf, ObjectNode pass, Instant now, Findings findings) {
        String type = pass.path("passTypeIdentifier").asText();
        String ofCertificate = PassCertificate.passTypeIdentifier(leaf)
                .map(PassTypeIdentifier::value)
                .orElse("");
        if (!ofCertificate.equals(type)) {
            findings.error(
                    "signature",
                    "The certificate is of the pass type " + Shown.text(ofCertificate) + " and the pass of "
                            + Shown.text(type) + ".",
                    "Sign with the certificate of the pass's type.");
        }
        markedType(leaf)
                .filter(marked -> !marked.equals(type))
                .ifPresent(marked -> findings.error(
                        "signature",
                        "Apple's mark in the certificate names the pass type " + Shown.text(marked) + ".",
                        "Sign with the certificate of the pass's type."));
        String team = pass.path("teamIdentifier").asText();
        String teamOfCertificate = PassCertificate.teamIdentifier(leaf).orElse("");
        if (!teamOfCertificate.equals(team)) {
            findings.error(
                    "teamIdentifier",
                    "The certificate is of the team " + Shown.text(teamOfCertificate) + " and the pass of "
                            + Shown.text(team) + ".",
                    "Make teamIdentifier that of the certificate.");
        }
        CertificateRules.checkValidity("signature", leaf, now, findings);
    }

    private static Optional<String> markedType(X509Certificate leaf) {
        byte[] value = leaf.getExtensionValue(PassCertificate.PASS_TYPE_EXTENSION);
        if (value == null) {
            return Optional.empty();
        }
        try {
            ASN1Primitive parsed = JcaX509ExtensionUtils.parseExtensionValue(value);
            return parsed instanceof ASN1String text ? Optional.of(text.getString()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void checkIntermediate(
            X509Certificate leaf, List<X509Certificate> certificates, Instant now, Findings findings) {
        Optional<X509Certificate> issuer = certificates.stream()
                .filter(certificate -> certificate.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .findFirst();
        if (issuer.isEmpty()) {
            findings.error(
                    "signature",
                    "The intermediate certificate that issued the signer's is not included.",
                    "Include Apple's WWDR certificate of the generation that the signer's names as its issuer.");
            return;
        }
        CertificateRules.checkValidity("signature", issuer.get(), now, findings);
        if (!leaf.getIssuerX500Principal().getName().contains(APPLE)) {
            findings.warning(
                    "signature",
                    "Apple did not issue the certificate, so that phones refuse the pass.",
                    "For production get a Pass Type ID certificate from Apple.");
        }
    }
}
