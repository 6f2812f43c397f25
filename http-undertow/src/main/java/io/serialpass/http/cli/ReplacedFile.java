package io.serialpass.http.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a file that takes the place of another one only when it is whole: it is written beside it and renamed. Where that
 * fails, or the process ends before, the other one is there as it was. A symbolic link stays, and what it points to is
 * replaced; a device or a pipe is written to as it is.
 */
final class ReplacedFile {

    private ReplacedFile() {}

    /** Writes what the file is to hold. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes it.
         *
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    static void write(Path target, Content content) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = Files.newOutputStream(target)) {
                content.writeTo(out);
            }
            return;
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new IOException("permission denied");
        }
        Path file = behindLinks(target.toAbsolutePath());
        Path parent = file.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("the directory " + parent + " does not exist");
        }
        Path beside = file.resolveSibling(".serialpass-" + UUID.randomUUID() + ".part");
        // Ctrl-C ends the process without coming back here.
        beside.toFile().deleteOnExit();
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            keepPermissions(file, beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path behindLinks(Path target) throws IOException {
        if (Files.exists(target)) {
            return target.toRealPath();
        }
        return Files.isSymbolicLink(target) ? target.resolveSibling(Files.readSymbolicLink(target)) : target;
    }

    private static void keepPermissions(Path old, Path beside) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && Files.exists(old)) {
            view.setPermissions(Files.getPosixFilePermissions(old));
        }
    }
}
