package io.serialpass.storage.jdbc.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a file. An administrator who works with a store may be another user than the server's, and the server has to
 * be able to use what the administrator leaves there.
 */
final class OwnerOfFile {

    private OwnerOfFile() {}

    /**
     * Gives a file the owner, the group and the permissions of another file, as far as this user may.
     *
     * @throws IOException if a file cannot be looked at, or its permissions cannot be set
     */
    static void like(Path model, Path file) throws IOException {
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        @Nullable PosixFileAttributeView modelView = Files.getFileAttributeView(model, PosixFileAttributeView.class);
        if (view == null || modelView == null) {
            return;
        }
        PosixFileAttributes wanted = modelView.readAttributes();
        PosixFileAttributes current = view.readAttributes();
        if (!current.permissions().equals(wanted.permissions())) {
            view.setPermissions(wanted.permissions());
        }
        if (!current.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
        if (!current.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
    }
}
