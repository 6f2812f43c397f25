package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes the packages of passes from their data, the template of their type and its files. A packager that does not say
 * otherwise has no certificates. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface PassPackager {

    /**
     * Makes none: where all packages are uploaded.
     *
     * @return a packager that takes no template
     */
    static PassPackager none() {
        return NoPackager.INSTANCE;
    }

    /**
     * Looks at a template and its files before they are taken.
     *
     * @param content the template and the files
     * @return the findings, except those about the certificate; empty if nothing is
     */
    List<Finding> examine(PassTypeContent content);

    /**
     * Looks at what the data of a pass makes of the template; the images and the certificate are left aside. The result does
     * not depend on the number, the version and the dates of the pass, which may not be there yet.
     *
     * @param content the pass; of the files of its type none but the template has to be there
     * @return what is wrong; empty if nothing is
     */
    List<Finding> examine(PassContent content);

    /**
     * Looks at the certificate that signs the packages of a type.
     *
     * @param content the type
     * @return what is wrong with it, or that there is none; empty if nothing is
     */
    List<Finding> examineSigner(PassTypeContent content);

    /**
     * Makes the files of a package without signing them.
     *
     * @param content the pass
     * @return the files by name, neither manifest nor signature among them
     * @throws UnmadePackageException if the template is none
     */
    SortedMap<String, byte[]> files(PassContent content);

    /**
     * Tells what a scanner and the person beside it will see of the package of a pass. No file of its type but the template
     * has to be there.
     *
     * @param content the pass
     * @return its barcodes and its label; {@link PassFace#NONE} where this reads none
     * @throws UnmadePackageException if the template is none
     */
    default PassFace face(PassContent content) {
        return PassFace.NONE;
    }

    /**
     * Describes the package that {@link #make} would give, without making or signing it.
     *
     * @param content the pass
     * @return the version and, where it is known, the length; empty if it would give none
     * @throws UnmadePackageException if it can be made a moment later, or elsewhere, and not now
     */
    Optional<PackageHead> describe(PassContent content);

    /**
     * Makes and signs the package of a pass.
     *
     * @param content the pass
     * @return the package, and the version that it is
     * @throws UnmadePackageException if it cannot be made
     */
    PackageOfVersion make(PassContent content);

    /**
     * Signs with the certificate of a type that is in force: for the token of a personalization.
     *
     * @param type the type
     * @param signer the certificate, as {@link InForce#signer} has it
     * @param data the bytes to sign
     * @return a detached signature, CMS in DER
     * @throws UnmadePackageException if there is no such certificate here
     */
    byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data);

    /**
     * Reads what the form of a type requires of the holder of a pass: for a personalization.
     *
     * @param form the file {@link PassFileName#PERSONALIZATION}
     * @return lists of names of fields; of each list the holder has to tell one field or more; empty where nothing is required
     */
    default List<List<String>> requiredOfHolder(byte[] form) {
        return List.of();
    }

    /**
     * Tells which certificate this packager would sign the packages of a type with, if it had to choose. Phones are told of the
     * passes of a type once it has one, so a format that signs nothing names itself.
     *
     * @param type the type
     * @return the certificate's fingerprint; empty while nothing here can sign
     */
    default Optional<String> signer(PassTypeIdentifier type) {
        return Optional.empty();
    }

    /**
     * Tells which certificates are here, of all types, valid or not.
     *
     * @return the certificates, sorted by pass type
     */
    default List<SigningCertificate> certificates() {
        return List.of();
    }

    /**
     * Tells which certificate of a type this packager would choose, valid or not: {@link #signer} is the same if it is valid.
     *
     * @param type the type
     * @return the certificate; empty if there is none of the type
     */
    default Optional<SigningCertificate> certificate(PassTypeIdentifier type) {
        return Optional.empty();
    }

    /**
     * Looks whether there are other certificates by now, and takes those.
     *
     * @return whether there may be others than before
     * @throws UnusableCertificateException if there are others which cannot be used; those of before stay
     */
    default boolean reload() {
        return false;
    }

    /** Whether a packager can sign with a certificate. */
    enum Signing {
        /** It can. */
        ABLE,
        /** The certificate is here, and is not valid yet. */
        NOT_YET,
        /** The certificate is here, and is not valid any more. */
        EXPIRED,
        /** The certificate is not here. */
        ABSENT
    }

    /**
     * Tells whether this packager can sign with a certificate.
     *
     * @param type the type that the certificate is of
     * @param signer the certificate's fingerprint
     * @return whether it can
     */
    default Signing signing(PassTypeIdentifier type, String signer) {
        return Signing.ABSENT;
    }

    /**
     * Tells the address of the web service that this packager was made with. It makes no packages with another one.
     *
     * @return the address; empty for whichever is in force
     */
    default Optional<String> webServiceUrl() {
        return Optional.empty();
    }

    /**
     * Tells which certificate and address this packager puts in force where it alone decides.
     *
     * @param type the type
     * @return the certificate that it would choose, and its address of the web service
     */
    default InForce ownChoice(PassTypeIdentifier type) {
        return new InForce(signer(type), webServiceUrl());
    }
}
