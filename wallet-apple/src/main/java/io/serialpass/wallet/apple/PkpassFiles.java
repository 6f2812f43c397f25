package io.serialpass.wallet.apple;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The files of a package, by name, unpacked within limits, with what is wrong with the archive itself. Read by the zip's
 * central directory, as Wallet reads it.
 *
 * @param files the files that could be read
 * @param problems a sentence for each thing that is wrong
 */
record PkpassFiles(Map<String, byte[]> files, List<String> problems) {

    private static final long MOST_BYTES = 50L << 20;
    private static final int MOST_FILES = 2_000;
    private static final int LONGEST_NAME = 255;

    static PkpassFiles unpack(byte[] pkpass) {
        PkpassFiles unpacked = new PkpassFiles(new LinkedHashMap<>(), new ArrayList<>());
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(pkpass))
                .get()) {
            unpacked.addAll(zip);
        } catch (IOException | IllegalArgumentException e) {
            // The archive library also throws what says that an argument, here a field of the archive, is not valid.
            unpacked.problems.add("It is not a zip archive, or a broken one.");
        }
        return unpacked;
    }

    private void addAll(ZipFile zip) throws IOException {
        long left = MOST_BYTES;
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
            byte[] bytes;
            try (InputStream content = zip.getInputStream(entry)) {
                bytes = content.readNBytes((int) left + 1);
            }
            left -= bytes.length;
            if (left < 0) {
                problems.add("It unpacks to more than " + (MOST_BYTES >> 20) + " MB.");
                return;
            }
            if (files.put(entry.getName(), bytes) != null) {
                problems.add("It has the file " + shown(entry.getName()) + " twice.");
            }
        }
    }

    private boolean isAllowed(ZipFile zip, ZipArchiveEntry entry) {
        String name = entry.getName();
        boolean leavesFolder = name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/", -1)).contains("..");
        if (leavesFolder || name.isEmpty() || name.length() > LONGEST_NAME) {
            problems.add("It has a file whose name is not allowed: " + shown(name) + ".");
            return false;
        }
        boolean known = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
        if (entry.isUnixSymlink() || !known || !zip.canReadEntryData(entry)) {
            problems.add("The file " + shown(name) + " is a link, encrypted, or compressed in an unknown way.");
            return false;
        }
        return true;
    }

    /** A name as a message shows it: one that came with the package can hold anything. */
    static String shown(String name) {
        String cut = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
