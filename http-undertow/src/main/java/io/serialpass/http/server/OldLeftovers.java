package io.serialpass.http.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Removes what processes that were killed left directly in the temporary directory, before each had a directory of its own there:
 * the bodies of imports, and the native library of SQLite with the file that marks it as used.
 *
 * <p>Nothing tells whether such a file is in use, and a process that uses one may not even be visible, as from another container.
 * So only what nobody can miss is removed: files of its own user, no links, that nobody has written for a week. An import whose
 * client pauses for more than a day at the most is given up, and a library is loaded as soon as it is written. A process that has
 * loaded it keeps it although its name is gone; where a system does not allow that, it does not allow to remove it either.
 */
final class OldLeftovers {

    private static final Logger LOGGER = System.getLogger(OldLeftovers.class.getName());

    private static final Pattern NAME = Pattern.compile(
            "serialpass-import[0-9]+\\.tmp|sqlite-[0-9.]+-[0-9a-f-]{36}-[A-Za-z0-9.]*sqlitejdbc[A-Za-z0-9.]*");

    private static final Duration UNUSED_BY_THEN = Duration.ofDays(7);

    private OldLeftovers() {}

    /**
     * Removes them.
     *
     * @param directory the temporary directory
     * @param user whose files are removed
     */
    static void remove(Path directory, UserPrincipal user) {
        Instant before = Instant.now().minus(UNUSED_BY_THEN);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                directory, file -> NAME.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                removeIfOld(file, user, before);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The temporary directory cannot be tidied up", e);
        }
    }

    private static void removeIfOld(Path file, UserPrincipal user, Instant before) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user)
                    && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(before)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The file " + file + " is left as it is", e);
        }
    }
}
