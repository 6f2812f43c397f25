package io.serialpass.http.transfer;

import io.serialpass.http.web.ApiException;
import io.serialpass.inventory.ImportRow;
import io.serialpass.service.ImportSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Iterator;

/** The rows of a file that stays after the request that brought it. For one thread. */
final class RunSource implements ImportSource {

    private static final Logger LOGGER = System.getLogger(RunSource.class.getName());

    private final Path file;
    private final FileChannel channel;
    private final RowReader rows;

    private RunSource(Path file, FileChannel channel, RowReader rows) {
        this.file = file;
        this.channel = channel;
        this.rows = rows;
    }

    /**
     * Takes a file away from its request, which would remove it.
     *
     * @throws ApiException if the file as a whole cannot be understood; the file is gone then
     */
    static RunSource take(Path sent, TransferFormat format) {
        try {
            Path file = Files.createTempFile(sent.toAbsolutePath().getParent(), "serialpass-import", ".tmp");
            FileChannel channel = FileChannel.open(
                    Files.move(sent, file, StandardCopyOption.REPLACE_EXISTING), StandardOpenOption.READ);
            try {
                RowReader rows = format.rows(new BufferedInputStream(Channels.newInputStream(channel)));
                return new RunSource(file, channel, rows);
            } catch (RuntimeException e) {
                close(file, channel);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Iterator<ImportRow> rows() {
        return rows;
    }

    @Override
    public long bytesRead() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<String> passedOver() {
        return rows.passedOver();
    }

    @Override
    public void close() {
        close(file, channel);
    }

    private static void close(Path file, FileChannel channel) {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A temporary file could not be removed: " + file, e);
        }
    }
}
