package io.serialpass.wallet.apple;

import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PackageDelta;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.preview.PassPreview;
import io.serialpass.wallet.apple.preview.QrCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

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
    public SortedMap<PassFileName, byte[]> unpack(byte[] archive) {
        return PassFolder.ofZip(archive);
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
    public String draw(byte[] pkpass, List<Locale> locales, Instant now) {
        return PassPreview.of(pkpass, locales, now);
    }

    @Override
    public String draw(SortedMap<String, byte[]> files, List<Locale> locales, Instant now) {
        return PassPreview.of(files, locales, now);
    }

    @Override
    public String qrCode(String text) {
        return QrCode.svg(text);
    }
}
