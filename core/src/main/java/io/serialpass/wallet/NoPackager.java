package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Makes no packages. */
final class NoPackager implements PassPackager {

    static final PassPackager INSTANCE = new NoPackager();

    private static final List<Finding> NO_PACKAGES = List.of(
            Finding.error("pass.json", "This program makes no packages.", "Upload packages that were made elsewhere."));

    private NoPackager() {}

    @Override
    public List<Finding> examine(PassTypeContent content) {
        return NO_PACKAGES;
    }

    @Override
    public List<Finding> examine(PassContent content) {
        return NO_PACKAGES;
    }

    @Override
    public List<Finding> examineSigner(PassTypeContent content) {
        return NO_PACKAGES;
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        throw new UnmadePackageException(NO_PACKAGES);
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        return Optional.empty();
    }

    @Override
    public PackageOfVersion make(PassContent content) {
        throw new UnmadePackageException(NO_PACKAGES);
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        throw new UnmadePackageException(NO_PACKAGES);
    }
}
