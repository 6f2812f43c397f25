package io.serialpass.wallet.apple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes archives, and reads those that it wrote, whose bytes depend on nothing but the files and a time. Nothing is compressed: images are already, and the
 * rest is small.
 */
final class PkpassArchive {

    private static final int LOCAL_HEADER = 30;
    private static final int DIRECTORY_ENTRY = 46;
    private static final int END_OF_DIRECTORY = 22;

    private PkpassArchive() {}

    /**
     * Writes an archive.
     *
     * @param files the files, in the order wanted
     * @param time the time that the files bear; zip holds even seconds since 1980
     */
    static byte[] write(List<PkpassFile> files, Instant time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) length(files));
        // In no time zone, so that the machine's does not matter.
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (PkpassFile file : files) {
                ZipEntry entry = new ZipEntry(file.name());
                entry.setTimeLocal(local);
                entry.setSize(file.content().length);
                entry.setCrc(file.crc());
                zip.putNextEntry(entry);
                zip.write(file.content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The content of an archive.
     *
     * @param files the files' bytes by name, in the order in which they were written
     * @param time the time that the files bear
     */
    record Contents(Map<String, byte[]> files, Instant time) {}

    /**
     * Reads an archive that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Contents read(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        LocalDateTime time = LocalDateTime.MIN;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
                time = entry.getTimeLocal();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no archive of a package.", e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("This is no archive, or an empty one.");
        }
        return new Contents(files, time.toInstant(ZoneOffset.UTC));
    }

    /**
     * Computes the length of the archive of some files. The headers around a file that is not compressed always have the same
     * length.
     */
    static long length(List<PkpassFile> files) {
        long length = END_OF_DIRECTORY;
        for (PkpassFile file : files) {
            int name = file.name().getBytes(StandardCharsets.UTF_8).length;
            length += file.content().length + LOCAL_HEADER + DIRECTORY_ENTRY + 2L * name;
        }
        return length;
    }
}
