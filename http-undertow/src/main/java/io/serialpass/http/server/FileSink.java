package io.serialpass.http.server;

import io.serialpass.http.web.Request;
import io.serialpass.wallet.PackageRoom;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a body in a file of this process, readable by its owner alone. */
final class FileSink implements BodySink {

    private static final Logger LOGGER = System.getLogger(FileSink.class.getName());

    private static final TemporarySpace SPACE = new TemporarySpace();

    private Optional<Path> file = Optional.empty();
    private Optional<OutputStream> out = Optional.empty();

    /**
     * Makes a sink.
     *
     * @param room is asked for the piece of the body that is in memory until it is in the file
     */
    FileSink(PackageRoom room) {
        room.take(HttpListener.BUFFER_BYTES);
    }

    @Override
    public void take(byte[] bytes) {
        SPACE.use(() -> write(bytes));
    }

    private void write(byte[] bytes) throws IOException {
        if (out.isEmpty()) {
            file = Optional.of(Files.createTempFile(TemporaryFiles.directory(), "serialpass-import", ".tmp"));
            out = Optional.of(Files.newOutputStream(file.get()));
        }
        out.get().write(bytes);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Request.Body finish() {
        SPACE.use(() -> {
            write(new byte[0]);
            out.orElseThrow().close();
        });
        return new Request.Body(new byte[0], file);
    }

    @Override
    public void release() {
        try {
            if (out.isPresent()) {
                out.get().close();
            }
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A temporary file could not be removed: " + file, e);
        }
    }
}
