package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Checks a bundle of packages, {@code .pkpasses}, by Apple's "Distributing and Updating a Pass". */
final class BundleRules {

    private static final String PACKAGE = ".pkpass";
    private static final int MOST_PACKAGES = 10;
    private static final long MOST_BYTES = 150L << 20;
    private static final int MOST_BYTES_OF_PACKAGE = 16 << 20;
    private static final int MOST_ENTRIES = 200;

    /** So many packages are unpacked whole at once, since that takes memory. */
    private static final Semaphore WHOLE = new Semaphore(2);

    private BundleRules() {}

    /**
     * Looks at each package of a bundle, one after the other.
     *
     * @param archive the bytes of an archive
     * @param doctor looks at a package
     * @return the findings, each with the package's name; empty if the archive is no bundle
     */
    static Optional<List<Finding>> check(byte[] archive, Function<byte[], List<Finding>> doctor) {
        List<Finding> findings = new ArrayList<>();
        int packages = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                boolean isPackage = name.endsWith(PACKAGE) && !name.startsWith("__MACOSX/");
                if (!isPackage && packages == 0 && !entry.isDirectory() && !name.startsWith("__MACOSX/")) {
                    return Optional.empty();
                }
                if (++entries > MOST_ENTRIES || packages > MOST_PACKAGES) {
                    break;
                }
                if (isPackage) {
                    packages++;
                    findings.addAll(ofPackage(Shown.text(name), zip, doctor));
                } else if (!entry.isDirectory()) {
                    findings.add(Finding.warning(
                            Shown.text(name), "The file is no package.", "Put packages alone into a bundle."));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            if (packages == 0) {
                return Optional.empty();
            }
            findings.add(Finding.error("archive", "The bundle is broken.", "Zip the packages again."));
        }
        if (packages > MOST_PACKAGES || archive.length > MOST_BYTES) {
            findings.add(Finding.error(
                    "archive",
                    "A bundle holds at most " + MOST_PACKAGES + " packages of " + (MOST_BYTES >> 20) + " MB together.",
                    "Make several bundles."));
        }
        return packages == 0 ? Optional.empty() : Optional.of(findings);
    }

    private static List<Finding> ofPackage(String name, InputStream content, Function<byte[], List<Finding>> doctor)
            throws IOException {
        WHOLE.acquireUninterruptibly();
        try {
            byte[] pkpass = content.readNBytes(MOST_BYTES_OF_PACKAGE + 1);
            if (pkpass.length > MOST_BYTES_OF_PACKAGE) {
                return List.of(Finding.error(
                        name,
                        "The package has more than " + (MOST_BYTES_OF_PACKAGE >> 20) + " MB.",
                        "Use smaller images."));
            }
            return doctor.apply(pkpass).stream()
                    .map(finding -> new Finding(
                            finding.severity(), name + ": " + finding.where(), finding.what(), finding.remedy()))
                    .toList();
        } finally {
            WHOLE.release();
        }
    }
}
