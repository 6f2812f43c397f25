package io.serialpass.service;

import io.serialpass.storage.ReadView;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassVersion;
import java.util.Optional;

/**
 * A package and the version of the pass that it is, from one snapshot.
 *
 * @param version the version
 * @param pkpass the package's bytes, which are not copied and must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed: a package is not worth a copy
public record PackageOfVersion(PassVersion version, byte[] pkpass) {

    static Optional<PackageOfVersion> read(ReadView view, Pass pass) {
        return pass.version()
                .flatMap(version ->
                        view.passes().packageOf(pass.id()).map(pkpass -> new PackageOfVersion(version, pkpass)));
    }
}
