package io.serialpass.storage.testkit;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Finds nothing wrong with any template, signs with one byte, and makes no package. A scanner reads the field {@code code}. */
final class AnyPackager implements PassPackager {

    @Override
    public List<Finding> examine(PassTypeContent content) {
        return List.of();
    }

    @Override
    public List<Finding> examine(PassContent content) {
        return List.of();
    }

    @Override
    public List<Finding> examineSigner(PassTypeContent content) {
        return List.of();
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        throw new UnmadePackageException(List.of());
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        return Optional.empty();
    }

    @Override
    public PackageOfVersion make(PassContent content) {
        throw new UnmadePackageException(List.of());
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        return new byte[] {1};
    }

    @Override
    public PassFace face(PassContent content) {
        Map<String, FieldValue> fields = content.pass().details().fields().values();
        return new PassFace(
                text(fields, "code").map(BarcodeHash::of).map(Set::of).orElse(Set.of()),
                new PassLabel(text(fields, "holder"), Optional.empty(), false, Optional.empty()));
    }

    private static Optional<String> text(Map<String, FieldValue> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .map(value -> value.match(FieldValue.Text::value, number -> "", bool -> ""));
    }
}
