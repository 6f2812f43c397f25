package io.serialpass.http.server;

import io.serialpass.http.web.Request;
import io.serialpass.wallet.PackageRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a body in memory, of which all bodies and answers together may take a part only. A body of announced length has one array
 * from the start. Another one comes in pieces, which are put together in the end.
 */
final class MemorySink implements BodySink {

    private final PackageRoom room;
    private final List<byte[]> pieces = new ArrayList<>();
    private final long announced;
    private byte[] whole = new byte[0];
    private int filled;

    /**
     * Makes a sink.
     *
     * @param room is asked before memory is taken
     * @param announced how many bytes are announced; negative where none are
     */
    MemorySink(PackageRoom room, long announced) {
        this.room = room;
        this.announced = announced;
    }

    @Override
    public void take(byte[] more) {
        if (announced < 0) {
            room.take(2L * more.length);
            pieces.add(more);
        } else {
            if (filled == 0) {
                room.take(announced);
                whole = new byte[(int) announced];
            }
            System.arraycopy(more, 0, whole, filled, more.length);
        }
        filled += more.length;
    }

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Request.Body finish() {
        if (announced < 0) {
            whole = new byte[filled];
            int end = 0;
            for (byte[] piece : pieces) {
                System.arraycopy(piece, 0, whole, end, piece.length);
                end += piece.length;
            }
        }
        byte[] body = whole;
        // The request holds it from now on, and no longer than it has use for it.
        release();
        return new Request.Body(body, Optional.empty());
    }

    @Override
    public void release() {
        pieces.clear();
        whole = new byte[0];
    }
}
