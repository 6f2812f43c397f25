package io.serialpass.service;

import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the last package of each pass for longer than memory does: one that was signed need not be signed again, and stays
 * where the newest version cannot be made. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface KeptPackages extends AutoCloseable {

    /**
     * Keeps none: where memory is enough.
     *
     * @return a keeper that never has a package
     */
    static KeptPackages none() {
        return new KeptPackages() {
            @Override
            public Optional<PackageOfVersion> find(PassId id, Predicate<PassVersion> wanted) {
                return Optional.empty();
            }

            @Override
            public void keep(PassContent content, PackageOfVersion made) {
                // As promised.
            }
        };
    }

    /**
     * Gives the package that is kept.
     *
     * @param id the pass
     * @param wanted whether it is of use, before it is put together
     * @return the package; empty if none is kept, or another than wanted
     */
    Optional<PackageOfVersion> find(PassId id, Predicate<PassVersion> wanted);

    /**
     * Keeps a package in place of the package that was kept before, unless that package is as new.
     *
     * @param content the parts that the package was made of
     * @param made the package
     */
    void keep(PassContent content, PackageOfVersion made);

    /** Ends the keeping: what waits to be kept is kept, and nothing after it. Never throws. */
    @Override
    default void close() {}
}
