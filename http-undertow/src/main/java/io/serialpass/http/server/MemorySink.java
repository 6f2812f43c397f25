package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a body in memory, of which all bodies together may take a part only. */
final class MemorySink implements BodySink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong left;
    private long held;

    /**
     * Makes a sink.
     *
     * @param left how many bytes all bodies together may still take
     */
    MemorySink(AtomicLong left) {
        this.left = left;
    }

    @Override
    public void take(byte[] more) {
        held += more.length;
        if (left.addAndGet(-more.length) < 0) {
            throw ApiException.overloaded("The server holds as many request bodies as it may.");
        }
        bytes.writeBytes(more);
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Request.Body finish() {
        return new Request.Body(bytes.toByteArray(), Optional.empty());
    }

    @Override
    public void release() {
        left.addAndGet(held);
        held = 0;
    }
}
