package io.serialpass.service;

import java.util.Optional;

/**
 * Finds the packages that another server gave to phones, where they are at hand.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AdoptedPackages {

    /**
     * Looks for the package of a pass. It is asked outside of units of work.
     *
     * @param row a row of the pass
     * @return what was found
     */
    Found find(AdoptionRow.Issued row);

    /**
     * A source that has no packages.
     *
     * @return a source that never finds a package
     */
    static AdoptedPackages none() {
        return row -> new Found(Optional.empty(), Optional.empty());
    }

    /**
     * The outcome of the search.
     *
     * @param pkpass the package's bytes, which must not be changed any more; empty if it is not there
     * @param remark a sentence for the operator; empty if there is nothing to say
     * @since 0.1
     */
    record Found(Optional<byte[]> pkpass, Optional<String> remark) {

        /**
         * A package that is there.
         *
         * @param pkpass its bytes
         * @return the find
         */
        public static Found of(byte[] pkpass) {
            return new Found(Optional.of(pkpass), Optional.empty());
        }

        /**
         * A package that is not there.
         *
         * @param remark a sentence that says why
         * @return the find
         */
        public static Found missing(String remark) {
            return new Found(Optional.empty(), Optional.of(remark));
        }
    }
}
