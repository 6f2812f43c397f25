package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes the packages of passes from their data, the template of their type and its files. Must be safe for use by many
 * threads.
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
     * @return what is wrong with them, the certificate left aside; empty if nothing is
     */
    List<Finding> examine(PassTypeContent content);

    /**
     * Looks at what the data of a pass makes of the template; the images and the certificate are left aside.
     *
     * @param content the pass
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
     * Gives a package that this packager has at hand, without making it.
     *
     * @param id the pass
     * @param version the version wanted
     * @return the package of this version; empty if it is not at hand
     */
    default Optional<PackageOfVersion> held(PassId id, PassVersion version) {
        return Optional.empty();
    }

    /**
     * Tells what can be told of the package that {@link #make} would give, without making or signing it.
     *
     * @param content the pass
     * @return the version and, where it is known, the length; empty if it would give none
     */
    Optional<PackageHead> describe(PassContent content);

    /**
     * Makes and signs the package of a pass, or gives it where it was made before. Where the package of this version would
     * be one that Wallet refuses, that of an earlier version may be given, where it was kept.
     *
     * @param content the pass
     * @return the package, and the version that it is
     * @throws UnmadePackageException if it cannot be made
     */
    PackageOfVersion make(PassContent content);

    /**
     * Signs with the certificate of a type: for the token of a personalization.
     *
     * @param type the type
     * @param data what to sign
     * @return a detached signature, CMS in DER
     * @throws UnmadePackageException if there is no certificate
     */
    byte[] sign(PassTypeIdentifier type, byte[] data);

    /**
     * Tells what signs the packages of a type, and what else goes into them that neither the pass nor its type holds, so that a
     * change of it is noticed.
     *
     * @param type the type
     * @return the same text as long as that is the same; empty while nothing can sign
     */
    Optional<String> signer(PassTypeIdentifier type);
}
