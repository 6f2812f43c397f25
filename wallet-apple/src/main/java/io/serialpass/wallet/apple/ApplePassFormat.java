package io.serialpass.wallet.apple;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PackageDelta;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.preview.PassPreview;
import io.serialpass.wallet.apple.preview.QrCode;
import io.serialpass.wallet.apple.template.FinishedPass;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the files of Apple Wallet: {@code .pkpass}, {@code .pkpasses}, and archives of {@code .pass} folders. Safe for use by many
 * threads.
 *
 * @since 0.1
 */
public final class ApplePassFormat implements PassFormat {

    private final PackageCheck check;
    private final PackageDelta delta = new PkpassDelta();

    /**
     * Makes a reader.
     *
     * @param clock tells whether certificates have expired
     */
    public ApplePassFormat(Clock clock) {
        this.check = new PkpassDoctor(clock);
    }

    @Override
    public PackageCheck check() {
        return check;
    }

    @Override
    public Optional<PackageDelta> delta() {
        return Optional.of(delta);
    }

    @Override
    public SortedMap<PassFileName, byte[]> unpack(byte[] archive, TemplateKind named) {
        PassFolder.Archive read = PassFolder.archive(archive);
        TemplateKind kind = named == TemplateKind.FOLDER ? read.kind() : named;
        SortedMap<PassFileName, byte[]> files = read.files();
        if (kind == TemplateKind.FOLDER) {
            return files;
        }
        byte[] json = Optional.ofNullable(files.get(PassFileName.TEMPLATE))
                .orElseThrow(() -> new UnmadePackageException(List.of(Finding.error(
                        "pass.json", "There is no pass.json.", "Use the file that holds the whole pass."))));
        FinishedPass pass = FinishedPass.of(json, kind);
        SortedMap<PassFileName, byte[]> changed = new TreeMap<>(files);
        changed.put(PassFileName.TEMPLATE, pass.template(pass.defaultMapping()));
        return changed;
    }

    @Override
    public SortedSet<String> fields(byte[] template) {
        return PassTemplate.read(template, new ArrayList<>())
                .map(PassTemplate::fields)
                .orElseGet(TreeSet::new);
    }

    @Override
    public byte[] normalized(PassFileName name, byte[] content) {
        return PassFolder.normalized(name, content);
    }

    @Override
    public byte[] bundle(List<byte[]> packages) {
        return PkpassBundle.of(packages);
    }

    @Override
    public int mostInBundle() {
        return PkpassBundle.MOST_PACKAGES;
    }

    @Override
    public String draw(byte[] pkpass, PassPhone phone, Instant now) {
        return PassPreview.of(pkpass, phone, now);
    }

    @Override
    public String draw(SortedMap<String, byte[]> files, PassPhone phone, Instant now) {
        return PassPreview.of(files, phone, now);
    }

    @Override
    public String qrCode(String text) {
        return QrCode.svg(text);
    }
}
