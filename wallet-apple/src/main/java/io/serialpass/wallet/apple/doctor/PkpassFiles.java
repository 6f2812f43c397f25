package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.apple.template.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The files of a package, unpacked within limits, with the faults of the archive itself. Read by the zip's central directory,
 * as Wallet reads it. Of files that nobody asked to keep the hash alone is kept, so that looking at many packages at once takes
 * little memory, whatever they unpack to.
 *
 * @param hashes the SHA-1 hashes of the files that could be read, by name, in lower-case hexadecimal digits
 * @param kept the content of the files that were to be kept, by name
 * @param damaged a sentence for each image that is damaged, by name, if the rest of images is passed over
 * @param problems a sentence for each thing that is wrong
 * @since 0.1
 */
public record PkpassFiles(
        Map<String, String> hashes, Map<String, byte[]> kept, Map<String, String> damaged, List<String> problems) {

    private static final long MOST_BYTES = 50L << 20;
    private static final int MOST_FILES = 2_000;
    private static final int LONGEST_NAME = 255;

    private static final UnpackingTurns WHOLE = new UnpackingTurns();

    /**
     * How much of the files is kept.
     *
     * @since 0.1
     */
    public enum Keep {
        /** The JSON files in the top folder. */
        JSON(2 << 20, 8 << 20),
        /** Of images their heads; what is no image whole. */
        HEADS_OF_IMAGES(2 << 20, 8 << 20),
        /** All. */
        WHOLE(10 << 20, 16 << 20);

        private static final int HEAD = 64;

        private final int mostOfFile;
        private final long most;

        Keep(int mostOfFile, long most) {
            this.mostOfFile = mostOfFile;
            this.most = most;
        }

        private boolean keeps(String name) {
            return this != JSON || (name.endsWith(".json") && name.indexOf('/') < 0);
        }

        /** Whether the rest of a file is passed over. */
        private boolean cuts(String name) {
            return this == HEADS_OF_IMAGES && ImageRules.isImage(name);
        }
    }

    /**
     * Unpacks a package.
     *
     * @param pkpass the package's bytes
     * @param keep how much of its files is kept
     * @return the contents, and the findings
     */
    public static PkpassFiles unpack(byte[] pkpass, Keep keep) {
        return keep == Keep.WHOLE ? WHOLE.take(() -> unpackNow(pkpass, keep)) : unpackNow(pkpass, keep);
    }

    private static PkpassFiles unpackNow(byte[] pkpass, Keep keep) {
        PkpassFiles unpacked =
                new PkpassFiles(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(pkpass))
                .get()) {
            unpacked.addAll(zip, keep);
        } catch (IOException | IllegalArgumentException e) {
            // The archive library also throws what says that an argument, here a field of the archive, is not valid.
            unpacked.problems.add("It is not a zip archive, or a broken one.");
        }
        return unpacked;
    }

    private void addAll(ZipFile zip, Keep keep) throws IOException {
        long left = MOST_BYTES;
        long leftToKeep = keep.most;
        int number = 0;
        for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
            ZipArchiveEntry entry = entries.nextElement();
            if (++number > MOST_FILES) {
                problems.add("It has more than " + MOST_FILES + " files.");
                return;
            }
            if (entry.isDirectory() || !isAllowed(zip, entry)) {
                continue;
            }
            left -= read(zip, entry, left, keep);
            if (left < 0) {
                problems.add("It unpacks to more than " + (MOST_BYTES >> 20) + " MB.");
                return;
            }
            byte[] content = kept.get(entry.getName());
            leftToKeep -= content == null ? 0 : content.length;
            if (leftToKeep < 0) {
                problems.add("The files of it that matter take more than " + (keep.most >> 20) + " MB.");
                return;
            }
        }
    }

    /** Reads a file, up to one byte more than is left, and says how many bytes that were. */
    private long read(ZipFile zip, ZipArchiveEntry entry, long left, Keep keep) throws IOException {
        String name = entry.getName();
        boolean isKept = keep.keeps(name);
        int most = keep.cuts(name) ? Keep.HEAD : keep.mostOfFile;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        MessageDigest sha1 = sha1();
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[8192];
        long read = 0;
        Optional<PngCheck> image = keep.cuts(name) && !Litter.is(name) ? Optional.of(new PngCheck()) : Optional.empty();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer); count >= 0 && read <= left; count = in.read(buffer)) {
                read += count;
                sha1.update(buffer, 0, count);
                crc.update(buffer, 0, count);
                if (image.isPresent()) {
                    image.get().update(buffer, 0, count);
                }
                if (isKept && content.size() < most) {
                    content.write(buffer, 0, Math.min(count, most - content.size()));
                }
            }
            image.flatMap(PngCheck::damage).ifPresent(damage -> damaged.put(name, damage));
        } finally {
            image.ifPresent(PngCheck::close);
        }
        if (read <= left && crc.getValue() != entry.getCrc()) {
            problems.add("The file " + Shown.text(name) + " is damaged: its checksum is another.");
        }
        if (hashes.put(name, HexFormat.of().formatHex(sha1.digest())) != null) {
            problems.add("It has the file " + Shown.text(name) + " twice.");
        }
        if (isKept && read > most && !keep.cuts(name)) {
            problems.add("The file " + Shown.text(name) + " is larger than " + (most >> 20) + " MB.");
        } else if (isKept) {
            kept.put(name, content.toByteArray());
        }
        return read;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private boolean isAllowed(ZipFile zip, ZipArchiveEntry entry) {
        String name = entry.getName();
        boolean leavesFolder = name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/", -1)).contains("..");
        if (leavesFolder || name.isEmpty() || name.length() > LONGEST_NAME) {
            problems.add("It has a file whose name is not allowed: " + Shown.text(name) + ".");
            return false;
        }
        boolean known = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        if (entry.isUnixSymlink() || !known || !zip.canReadEntryData(entry)) {
            problems.add("The file " + Shown.text(name) + " is a link, encrypted, or compressed in an unknown way.");
            return false;
        }
        return true;
    }
}
