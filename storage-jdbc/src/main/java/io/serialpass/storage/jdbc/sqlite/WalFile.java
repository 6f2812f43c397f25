package io.serialpass.storage.jdbc.sqlite;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits that a write-ahead log holds, as SQLite would recover them: https://www.sqlite.org/fileformat2.html, section 4.
 * SQLite takes
 * the frames up to the last commit before the first frame that is not whole or not of this log.
 *
 * @param commits how many commits it holds
 * @param marks the marks of the commits that wrote the first page
 */
record WalFile(int commits, List<StoreMark> marks) {

    private static final WalFile EMPTY = new WalFile(0, List.of());

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int CHECKED_OF_HEADER = 24;
    private static final int CHECKED_OF_FRAME = 8;
    private static final int MAGIC = 0x377f0682;
    private static final int MOST_PAGE = 65_536;
    private static final int BUFFER = 1 << 20;

    /** Reads the log of a store; where there is none, it holds nothing. */
    static WalFile of(Path wal) throws IOException {
        if (!Files.exists(wal)) {
            return EMPTY;
        }
        try (InputStream file = Files.newInputStream(wal);
                DataInputStream in = new DataInputStream(new BufferedInputStream(file, BUFFER))) {
            return read(in);
        }
    }

    private static WalFile read(DataInputStream in) throws IOException {
        byte[] headerBytes = new byte[HEADER];
        ByteBuffer header = ByteBuffer.wrap(headerBytes);
        if (!fill(in, headerBytes)) {
            return EMPTY;
        }
        int magic = header.getInt(0);
        int pageSize = header.getInt(8);
        long salt = header.getLong(16);
        Checksum checksum = new Checksum((magic & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        checksum.add(header, CHECKED_OF_HEADER);
        boolean sound = (magic & ~1) == MAGIC && pageSize > 0 && pageSize <= MOST_PAGE;
        if (!sound || checksum.value() != header.getLong(24)) {
            return EMPTY;
        }
        int commits = 0;
        List<StoreMark> marks = new ArrayList<>();
        List<StoreMark> pending = new ArrayList<>();
        byte[] frameBytes = new byte[FRAME_HEADER];
        byte[] pageBytes = new byte[pageSize];
        ByteBuffer frame = ByteBuffer.wrap(frameBytes);
        ByteBuffer page = ByteBuffer.wrap(pageBytes);
        while (fill(in, frameBytes) && fill(in, pageBytes)) {
            checksum.add(frame, CHECKED_OF_FRAME);
            checksum.add(page, pageSize);
            if (frame.getLong(8) != salt || frame.getLong(16) != checksum.value()) {
                break;
            }
            if (frame.getInt(0) == 1) {
                pending.add(StoreMark.of(page));
            }
            if (frame.getInt(4) != 0) {
                commits++;
                marks.addAll(pending);
                pending.clear();
            }
        }
        return new WalFile(commits, List.copyOf(marks));
    }

    private static boolean fill(DataInputStream in, byte[] bytes) throws IOException {
        try {
            in.readFully(bytes);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /** SQLite's checksum over all that was added: two sums of 32 bits, each added to the other word by word. */
    private static final class Checksum {

        private final ByteOrder order;
        private int first;
        private int second;

        Checksum(ByteOrder order) {
            this.order = order;
        }

        void add(ByteBuffer bytes, int length) {
            ByteBuffer words = bytes.duplicate().order(order);
            for (int i = 0; i < length; i += 8) {
                first += words.getInt(i) + second;
                second += words.getInt(i + 4) + first;
            }
        }

        long value() {
            return ((long) first << 32) | (second & 0xffffffffL);
        }
    }
}
