package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.AppleRoots;
import io.serialpass.wallet.apple.signing.CertificateKeys;
import io.serialpass.wallet.apple.signing.ManifestSignature;
import io.serialpass.wallet.apple.signing.PassCertificate;
import io.serialpass.wallet.apple.template.Shown;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Checks the signature of a package. */
final class SignatureRules {

    private static final String WHERE = "signature";

    private SignatureRules() {}

    static void check(byte[] manifest, byte[] signature, ObjectNode pass, Instant now, Findings findings) {
        Optional<ManifestSignature> read = ManifestSignature.read(manifest, signature);
        if (read.isEmpty()) {
            findings.error(WHERE, "It is not a CMS (PKCS #7) signature in DER.", "Sign manifest.json again, in DER.");
            return;
        }
        ManifestSignature cms = read.get();
        if (cms.signers() == 0) {
            findings.error(WHERE, "Nobody signed it: it holds certificates alone.", "Sign manifest.json.");
            return;
        }
        if (cms.signers() > 1) {
            findings.warning(WHERE, "It has " + cms.signers() + " signers, and phones expect one.", "Sign once.");
        }
        Optional<X509Certificate> leaf = cms.certificate();
        if (leaf.isEmpty()) {
            findings.error(WHERE, "The certificate that signed is not included.", "Include it in the signature.");
            return;
        }
        checkSignature(cms, leaf.get(), findings);
        checkCertificate(leaf.get(), pass, now, findings);
        checkIntermediate(leaf.get(), cms.certificates(), now, findings);
    }

    private static void checkSignature(ManifestSignature cms, X509Certificate leaf, Findings findings) {
        switch (cms.verify(leaf)) {
            case VALID -> {}
            case OTHER_KEY ->
                findings.error(WHERE, "The key of its certificate did not make it.", "Sign manifest.json again.");
            case OTHER_MANIFEST ->
                findings.error(
                        WHERE,
                        "It is not one of manifest.json as it is.",
                        "Sign again after the last change of a file.");
        }
        if (!cms.hasSigningTime()) {
            findings.error(WHERE, "It carries no signing time.", "Add the signed attribute signingTime.");
        }
        if (cms.hasWeakDigest()) {
            findings.warning(WHERE, "Its digest is an old one, such as SHA-1.", "Use SHA-256 as its digest.");
        }
        if (cms.includesContent()) {
            findings.warning(WHERE, "It includes manifest.json itself.", "Make a detached signature, as Apple asks.");
        }
    }

    private static void checkCertificate(X509Certificate leaf, ObjectNode pass, Instant now, Findings findings) {
        String type = pass.path("passTypeIdentifier").asText();
        String ofCertificate = PassCertificate.passTypeIdentifier(leaf)
                .map(PassTypeIdentifier::value)
                .orElse("");
        if (!ofCertificate.equals(type)) {
            findings.error(
                    WHERE,
                    "The certificate is of the pass type " + Shown.text(ofCertificate) + " and the pass of "
                            + Shown.text(type) + ".",
                    "Sign with the certificate of the pass's type.");
        }
        markedType(leaf)
                .filter(marked -> !marked.equals(type))
                .ifPresent(marked -> findings.error(
                        WHERE,
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
        CertificateRules.checkValidity(WHERE, leaf, now, findings);
    }

    private static Optional<String> markedType(X509Certificate leaf) {
        byte[] value = leaf.getExtensionValue(PassCertificate.PASS_TYPE_EXTENSION);
        if (value == null) {
            return Optional.empty();
        }
        try {
            ASN1Primitive parsed = JcaX509ExtensionUtils.parseExtensionValue(value);
            return parsed instanceof ASN1String text ? Optional.of(text.getString()) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The library reads the text when it is asked for, and throws an unchecked exception if it is damaged.
            return Optional.empty();
        }
    }

    private static void checkIntermediate(
            X509Certificate leaf, List<X509Certificate> certificates, Instant now, Findings findings) {
        Optional<X509Certificate> issuer = certificates.stream()
                .filter(candidate -> CertificateKeys.isIssuer(candidate, leaf))
                .max(Comparator.comparing(X509Certificate::getNotAfter));
        if (issuer.isPresent()) {
            CertificateRules.checkValidity(WHERE, issuer.get(), now, findings);
            if (!AppleRoots.issued(issuer.get())) {
                findings.add(CertificateRules.untrusted(WHERE, leaf));
            }
            return;
        }
        if (CertificateKeys.isSelfMade(leaf)) {
            findings.add(CertificateRules.untrusted(WHERE, leaf));
            return;
        }
        boolean named = certificates.stream()
                .anyMatch(candidate -> candidate.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()));
        findings.error(
                WHERE,
                named
                        ? "The intermediate certificate that is included did not issue the signer's, though its name fits."
                        : "The intermediate certificate that issued the signer's is not included.",
                "Include Apple's WWDR certificate of the generation that the signer's names as its issuer: "
                        + Shown.text(leaf.getIssuerX500Principal().getName()) + ".");
    }
}
