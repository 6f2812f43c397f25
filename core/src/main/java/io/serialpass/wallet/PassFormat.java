package io.serialpass.wallet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Reads the files of a wallet: packages, bundles, archives of templates. It needs no certificate; {@link PassPackager} makes what
 * needs one. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface PassFormat {

    /**
     * Gives a format that knows no packages: where there is only an inventory.
     *
     * @return a format that takes no package
     */
    static PassFormat none() {
        return NoFormat.INSTANCE;
    }

    /**
     * Gives the check of packages.
     *
     * @return looks at packages that were made elsewhere
     */
    PackageCheck check();

    /**
     * Gives a way to keep packages in few bytes.
     *
     * @return tells packages of one type apart; empty if packages of this format are not kept
     */
    Optional<PackageDelta> delta();

    /**
     * Reads the files of a pass type from one archive. Of a finished pass, its values become placeholders for fields of the same
     * names.
     *
     * @param archive the bytes of the archive
     * @param kind what it is an archive of
     * @return the files by name
     * @throws UnmadePackageException if the archive is broken, or holds a file that a pass type cannot have
     */
    SortedMap<PassFileName, byte[]> unpack(byte[] archive, TemplateKind kind);

    /**
     * Tells which fields of a pass a template shows.
     *
     * @param template the template, as it is kept
     * @return the names of the fields, in order; none where it is no template
     */
    SortedSet<String> fields(byte[] template);

    /**
     * Writes a file of a pass type as it is kept: a template may come in another encoding, or with a comma too many.
     *
     * @param name the file's name
     * @param content the file as it came
     * @return the file as it is kept; the same bytes where nothing has to be changed, or nothing can be
     */
    byte[] normalized(PassFileName name, byte[] content);

    /**
     * Puts packages into one file, to hand them over at once.
     *
     * @param packages the packages' bytes, 1 to {@link #mostInBundle}
     * @return the bundle's bytes
     * @throws IllegalArgumentException if they are too many or too large together
     */
    byte[] bundle(List<byte[]> packages);

    /**
     * Tells how many packages fit into one bundle.
     *
     * @return the greatest number
     */
    int mostInBundle();

    /**
     * Draws a package as a phone shows it.
     *
     * @param pkpass the package's bytes
     * @param phone the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page that loads nothing and runs nothing
     * @throws UnmadePackageException if the package cannot be read
     */
    String draw(byte[] pkpass, PassPhone phone, Instant now);

    /**
     * Draws the files of a package as a phone shows it.
     *
     * @param files the files by name
     * @param phone the phone
     * @param now the time that relative dates are counted from
     * @return an HTML page that loads nothing and runs nothing
     * @throws UnmadePackageException if the files cannot be read
     */
    String draw(SortedMap<String, byte[]> files, PassPhone phone, Instant now);

    /**
     * Draws a text as a QR code.
     *
     * @param text the text, such as a URL
     * @return the code with its quiet zone, as an element of SVG without a background
     * @throws IllegalArgumentException if the text is too long for a code that a camera reads well
     * @throws UnmadePackageException if the format draws nothing
     */
    String qrCode(String text);
}
