package io.serialpass.service;

import io.serialpass.wallet.PackageHash;

/** The package of a pass that another server issued. Immutable, but for its bytes, which nobody changes. */
final class AdoptedPackage {

    private final byte[] pkpass;
    private final PackageHash hash;

    private AdoptedPackage(byte[] pkpass, PackageHash hash) {
        this.pkpass = pkpass;
        this.hash = hash;
    }

    static AdoptedPackage of(byte[] pkpass) {
        return new AdoptedPackage(pkpass, PackageHash.of(pkpass));
    }

    byte[] pkpass() {
        return pkpass;
    }

    PackageHash hash() {
        return hash;
    }
}
