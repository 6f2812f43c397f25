package io.serialpass.wallet.apple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Bundles of packages, {@code .pkpasses}, to hand over several passes at once: Apple's "Distributing and Updating a Pass".
 *
 * @since 0.1
 */
public final class PkpassBundle {

    /** The media type of a bundle. */
    public static final String MEDIA_TYPE = "application/vnd.apple.pkpasses";

    /** The most packages in a bundle. */
    public static final int MOST_PACKAGES = 10;

    /** The most bytes of a bundle. */
    public static final long MOST_BYTES = 150L << 20;

    private PkpassBundle() {}

    /**
     * Makes a bundle.
     *
     * @param packages the packages' bytes, 1 to {@value #MOST_PACKAGES}
     * @return the bundle's bytes
     * @throws IllegalArgumentException if they are too many or too large together
     */
    public static byte[] of(List<byte[]> packages) {
        if (packages.isEmpty() || packages.size() > MOST_PACKAGES) {
            throw new IllegalArgumentException("must be 1 to " + MOST_PACKAGES + " passes");
        }
        long bytes = packages.stream().mapToLong(pkpass -> pkpass.length).sum();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("must be packages of at most " + (MOST_BYTES >> 20) + " MB together");
        }
        List<PkpassFile> files = new ArrayList<>();
        for (byte[] pkpass : packages) {
            files.add(PkpassFile.unlisted("pass-" + (files.size() + 1) + ".pkpass", pkpass));
        }
        return PkpassArchive.write(files, Instant.EPOCH.plusSeconds(MIN_ZIP_SECOND));
    }

    /** 1980-01-01, the first time that an archive can tell. */
    private static final long MIN_ZIP_SECOND = 315_532_800;
}
