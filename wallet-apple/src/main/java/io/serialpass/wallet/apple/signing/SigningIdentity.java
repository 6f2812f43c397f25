package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Pass Type ID certificate with the intermediate that issued it and its key: what packages of its pass type are signed
 * with. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SigningIdentity {

    private final PassTypeIdentifier passTypeIdentifier;
    private final String teamIdentifier;
    private final X509Certificate certificate;
    private final Optional<X509Certificate> intermediate;
    private final DetachedSigner signer;
    private final Optional<PrivateKey> privateKey;

    /** Found out when it is first asked for; 0 until then. */
    private volatile int signatureLength;

    private final String fingerprint;
    private final boolean fromApple;

    private SigningIdentity(
            PassTypeIdentifier passTypeIdentifier,
            X509Certificate certificate,
            Optional<X509Certificate> intermediate,
            Signer signer) {
        this.passTypeIdentifier = passTypeIdentifier;
        this.teamIdentifier = PassCertificate.teamIdentifier(certificate).orElse("");
        this.certificate = certificate;
        this.intermediate = intermediate;
        this.fromApple = intermediate.filter(AppleRoots::issued).isPresent();
        this.privateKey = signer instanceof LocalKey local ? Optional.of(local.key()) : Optional.empty();
        try {
            this.signer = new DetachedSigner(certificate, intermediate, signer);
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(certificate.getEncoded());
            if (intermediate.isPresent()) {
                hash.update(intermediate.get().getEncoded());
            }
            this.fingerprint = HexFormat.of().formatHex(hash.digest());
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException(
                    "The certificate of " + passTypeIdentifier.value() + " is broken.", e);
        }
    }

    /**
     * Makes an identity.
     *
     * @param certificate a Pass Type ID certificate
     * @param candidates certificates among which its issuer is looked for, by name and by the key that it was signed with
     * @param signer its key
     * @return the identity
     * @throws UnusableCertificateException if it is no Pass Type ID certificate, or of a kind of key that is not used
     */
    public static SigningIdentity of(
            X509Certificate certificate, Collection<X509Certificate> candidates, Signer signer) {
        PassTypeIdentifier type = PassCertificate.passTypeIdentifier(certificate)
                .orElseThrow(() -> new UnusableCertificateException("The certificate "
                        + certificate.getSubjectX500Principal().getName()
                        + " is not one of a pass type: its subject has no UID that is a pass type identifier."));
        Optional<X509Certificate> issuer = candidates.stream()
                .filter(candidate -> CertificateKeys.isIssuer(candidate, certificate))
                .max(Comparator.comparing(X509Certificate::getNotAfter));
        return new SigningIdentity(type, certificate, issuer, signer);
    }

    /**
     * Signs with a key of this process. Signatures of an EC key are deterministic (RFC 6979), so that the same package has
     * the same bytes whenever it is made.
     *
     * @param key an RSA or EC key
     * @return the signer
     */
    public static Signer signer(PrivateKey key) {
        return new LocalKey(key);
    }

    /**
     * The pass type that it signs packages of.
     *
     * @return the type
     */
    public PassTypeIdentifier passTypeIdentifier() {
        return passTypeIdentifier;
    }

    /**
     * The team that it belongs to.
     *
     * @return the team identifier; an empty text if the certificate names none
     */
    public String teamIdentifier() {
        return teamIdentifier;
    }

    /**
     * The certificate.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The certificate that issued it, which a signature has to include.
     *
     * @return the intermediate; empty if it was not found
     */
    public Optional<X509Certificate> intermediate() {
        return intermediate;
    }

    /**
     * Gives the key for another use than signatures: a connection that is made with the certificate.
     *
     * @return the key; empty if it is not in this process
     */
    public Optional<PrivateKey> privateKey() {
        return privateKey;
    }

    /**
     * Whether phones trust it.
     *
     * @return true if the intermediate that issued it is Apple's
     */
    public boolean isFromApple() {
        return fromApple;
    }

    /**
     * When it begins to be valid.
     *
     * @return the time
     */
    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    /**
     * When it ends to be valid.
     *
     * @return the time
     */
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * Whether it can sign at a time: it is valid then, and the intermediate that has to be included is there and valid.
     *
     * @param time the time
     * @return true if it can
     */
    public boolean isValid(Instant time) {
        return intermediate.isPresent() && isValid(certificate, time) && isValid(intermediate.get(), time);
    }

    /**
     * Whether it can sign later on, and not yet: it, or its intermediate, begins to be valid after a time.
     *
     * @param time the time
     * @return true if it is so
     */
    public boolean isYetToBeValid(Instant time) {
        return time.isBefore(notBefore())
                || intermediate
                        .filter(issuer -> time.isBefore(issuer.getNotBefore().toInstant()))
                        .isPresent();
    }

    private static boolean isValid(X509Certificate checked, Instant time) {
        return !time.isBefore(checked.getNotBefore().toInstant())
                && !time.isAfter(checked.getNotAfter().toInstant());
    }

    /**
     * The name that tells it from every other.
     *
     * @return the SHA-256 hash of the certificate and of its intermediate, in hexadecimal digits
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * How long a signature is: of a key of this process that is an RSA key, as long as every other.
     *
     * @return the bytes; empty if only signing would tell
     */
    public OptionalInt signatureLength() {
        boolean same = signer.hasOneLength();
        if (same && signatureLength == 0) {
            signatureLength = sign(new byte[0], notBefore()).length;
        }
        return same ? OptionalInt.of(signatureLength) : OptionalInt.empty();
    }

    /**
     * Signs as Wallet wants it: a detached CMS signature with SHA-256, the signing time among the signed attributes, the
     * intermediate included.
     *
     * @param data the bytes to sign: the bytes of manifest.json, or a personalization token
     * @param time the signing time, in whole seconds; one that the certificate was not valid at yet counts as its begin
     * @return the signature in DER
     * @throws SigningException if the key cannot be used, or is not the certificate's
     */
    public byte[] sign(byte[] data, Instant time) {
        return signer.sign(data, time.isBefore(notBefore()) ? notBefore() : time);
    }
}
