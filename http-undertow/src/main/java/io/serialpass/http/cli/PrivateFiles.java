package io.serialpass.http.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Writes keys and pass phrases so that no other user of the machine can read them, and looks whether others did so too. */
final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes a directory that nobody else can look into, unless it is there. */
    static void createDirectory(Path directory) throws IOException {
        if (hasPermissions(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Writes a file that nobody else can read, whole or not at all. */
    static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        if (hasPermissions(file)) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Requires that not every user of the machine can read a file. A file that is not there is somebody else's to report.
     *
     * @throws CommandFailure if every user can
     */
    static void requirePrivate(Path file) {
        if (!hasPermissions(file) || !Files.exists(file)) {
            return;
        }
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new CommandFailure("The file " + file
                        + " holds a secret, and every user of this machine can read it. Take that right away: chmod o-rwx "
                        + file);
            }
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        }
    }

    /**
     * Reads a secret.
     *
     * @return the first line of the file, without blanks around it
     * @throws CommandFailure if there is none, or every user of the machine can read it
     */
    static String firstLine(Path file) {
        requirePrivate(file);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new CommandFailure("The first line of the file " + file + " is empty."));
        } catch (NoSuchFileException e) {
            throw new CommandFailure("There is no file " + file + ".", e);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure("The file " + file + " cannot be read.", e);
        }
    }

    private static boolean hasPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
