package io.serialpass.wallet;

import java.util.List;

/**
 * Looks at packages that were made and signed elsewhere. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface PackageCheck {

    /**
     * Checks a package, and gives the findings.
     *
     * @param pkpass the package's bytes
     * @param pass the pass that it must be a package of
     * @return a sentence for each thing that is wrong, at most a few dozen; empty if it can be handed out
     */
    List<String> problems(byte[] pkpass, PassId pass);

    /**
     * Looks at all that Wallet would refuse in a package, its signature and its images among it; in a bundle, at each package.
     *
     * @param pkpass the bytes of the package or the bundle
     * @return what is wrong; empty if nothing is
     */
    List<Finding> examine(byte[] pkpass);

    /**
     * Reads what a scanner and the person beside it see of a package.
     *
     * @param pkpass the package's bytes
     * @return its barcodes and its label; {@link PassFace#NONE} of a package that cannot be read, and where this reads none
     */
    default PassFace face(byte[] pkpass) {
        return PassFace.NONE;
    }
}
