package io.serialpass.wallet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Knows no packages. */
final class NoFormat implements PassFormat {

    static final PassFormat INSTANCE = new NoFormat();

    private static final Finding NO_FORMAT =
            Finding.error("archive", "This program knows no format of packages.", "Give it one when it is built.");

    private static final PackageCheck NO_PACKAGES = new PackageCheck() {
        @Override
        public List<String> problems(byte[] pkpass, PassId pass) {
            return List.of(NO_FORMAT.what());
        }

        @Override
        public List<Finding> examine(byte[] pkpass) {
            return List.of(NO_FORMAT);
        }
    };

    private NoFormat() {}

    @Override
    public PackageCheck check() {
        return NO_PACKAGES;
    }

    @Override
    public Optional<PackageDelta> delta() {
        return Optional.empty();
    }

    @Override
    public SortedMap<PassFileName, byte[]> unpack(byte[] archive, TemplateKind kind) {
        throw new UnmadePackageException(List.of(NO_FORMAT));
    }

    @Override
    public SortedSet<String> fields(byte[] template) {
        return new TreeSet<>();
    }

    @Override
    public byte[] normalized(PassFileName name, byte[] content) {
        return content;
    }

    @Override
    public byte[] bundle(List<byte[]> packages) {
        throw new IllegalArgumentException("cannot be put into a bundle: " + NO_FORMAT.what());
    }

    @Override
    public int mostInBundle() {
        return 1;
    }

    @Override
    public String draw(byte[] pkpass, PassPhone phone, Instant now) {
        throw new UnmadePackageException(List.of(NO_FORMAT));
    }

    @Override
    public String draw(SortedMap<String, byte[]> files, PassPhone phone, Instant now) {
        throw new UnmadePackageException(List.of(NO_FORMAT));
    }

    @Override
    public String qrCode(String text) {
        throw new UnmadePackageException(List.of(NO_FORMAT));
    }
}
