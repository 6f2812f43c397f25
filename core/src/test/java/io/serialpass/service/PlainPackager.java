package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A format of packages as plain as can be: 3,000 bytes, whatever the pass holds. A pass with a truth value as a field is refused. */
final class PlainPackager implements PassPackager {

    private static final List<Finding> REFUSED =
            List.of(Finding.error("fields", "There is a truth value.", "Take it out."));

    @Override
    public List<Finding> examine(PassTypeContent content) {
        return List.of();
    }

    @Override
    public List<Finding> examine(PassContent content) {
        boolean broken = content.pass().details().fields().values().values().stream()
                .anyMatch(FieldValue.Bool.class::isInstance);
        return broken ? REFUSED : List.of();
    }

    @Override
    public List<Finding> examineSigner(PassTypeContent content) {
        return List.of();
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        return new TreeMap<>();
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        return examine(content).isEmpty()
                ? Optional.of(new PackageHead(content.version(), OptionalLong.of(3_000)))
                : Optional.empty();
    }

    @Override
    public PackageOfVersion make(PassContent content) {
        List<Finding> findings = examine(content);
        if (!findings.isEmpty()) {
            throw new UnmadePackageException(findings);
        }
        return new PackageOfVersion(content.version(), new byte[3_000]);
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        return data;
    }
}
