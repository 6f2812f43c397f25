package io.serialpass.wallet.apple.doctor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for damage in a PNG image while its bytes pass by. The specification (W3C, PNG, third edition) has chunks with a checksum
 * each, of which some hold the pixels. The pixels are unpacked and counted, and never held. For one thread.
 */
final class PngCheck implements AutoCloseable {

    /** How each PNG image begins. */
    static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int HEADER_BYTES = 13;

    /** Where the passes of an interlaced image begin, and how far their pixels lie apart: x, y, right, down. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private enum Part {
        MAGIC,
        CHUNK_START,
        CHUNK_DATA,
        CHECKSUM,
        /** The image has ended, or is found to be damaged, or is no PNG image. */
        DONE
    }

    private final Inflater inflater = new Inflater();
    private final CRC32 checksum = new CRC32();
    private final byte[] header = new byte[HEADER_BYTES];
    private final byte[] unpacked = new byte[8_192];

    /** The bytes of a part of fixed length, until it is whole. */
    private final byte[] small = new byte[MAGIC.length];

    private Part part = Part.MAGIC;
    private int have;
    private String type = "";
    private long dataLeft;
    private int headerLength;
    private long pixelBytes;
    private Optional<String> damage = Optional.empty();

    /** Takes the next bytes. */
    void update(byte[] bytes, int offset, int length) {
        int at = offset;
        while (at < offset + length && part != Part.DONE) {
            at += part == Part.CHUNK_DATA
                    ? data(bytes, at, (int) Math.min(dataLeft, offset + length - at))
                    : small(bytes, at, offset + length - at);
        }
    }

    private int small(byte[] bytes, int at, int length) {
        int wanted = part == Part.CHECKSUM ? 4 : small.length;
        int taken = Math.min(wanted - have, length);
        System.arraycopy(bytes, at, small, have, taken);
        have += taken;
        if (have == wanted) {
            have = 0;
            switch (part) {
                case MAGIC -> part = Arrays.equals(small, MAGIC) ? Part.CHUNK_START : Part.DONE;
                case CHUNK_START -> startChunk();
                default -> endChunk();
            }
        }
        return taken;
    }

    private void startChunk() {
        type = new String(small, 4, 4, StandardCharsets.ISO_8859_1);
        dataLeft = Integer.toUnsignedLong(ByteBuffer.wrap(small).getInt());
        checksum.reset();
        checksum.update(small, 4, 4);
        part = dataLeft > 0 ? Part.CHUNK_DATA : Part.CHECKSUM;
    }

    private int data(byte[] bytes, int at, int length) {
        checksum.update(bytes, at, length);
        if (type.equals("IHDR") && headerLength < HEADER_BYTES) {
            int taken = Math.min(length, HEADER_BYTES - headerLength);
            System.arraycopy(bytes, at, header, headerLength, taken);
            headerLength += taken;
        } else if (type.equals("IDAT")) {
            unpack(bytes, at, length);
        }
        dataLeft -= length;
        if (dataLeft == 0 && part != Part.DONE) {
            part = Part.CHECKSUM;
        }
        return length;
    }

    private void unpack(byte[] bytes, int at, int length) {
        inflater.setInput(bytes, at, length);
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                int more = inflater.inflate(unpacked);
                if (more == 0 && inflater.needsDictionary()) {
                    throw new DataFormatException("a PNG image has no dictionary");
                }
                pixelBytes += more;
            }
        } catch (DataFormatException e) {
            end(Optional.of("Its pixels cannot be unpacked."));
        }
    }

    private void endChunk() {
        if ((int) checksum.getValue() != ByteBuffer.wrap(small).getInt()) {
            end(Optional.of("The checksum of its part " + type.replaceAll("[^A-Za-z]", "?") + " is wrong."));
        } else if (type.equals("IEND")) {
            end(pixelBytes < wholePixelBytes() ? Optional.of("Some of its pixels are missing.") : Optional.empty());
        } else {
            part = Part.CHUNK_START;
        }
    }

    private void end(Optional<String> why) {
        damage = why;
        part = Part.DONE;
    }

    /** What is damaged, as a sentence, when all bytes have passed by; empty if nothing is, or if it is no PNG image. */
    Optional<String> damage() {
        return part == Part.MAGIC || part == Part.DONE ? damage : Optional.of("The file ends before the image does.");
    }

    /** How many bytes all pixels take, with the byte of each line that names its filter; 0 if their kind is unknown. */
    private long wholePixelBytes() {
        int width = ByteBuffer.wrap(header).getInt();
        int height = ByteBuffer.wrap(header).getInt(4);
        int bits = header[8] * samples(header[9]);
        if (header[12] == 0) {
            return lines(width, height, bits);
        }
        long bytes = 0;
        for (int[] pass : PASSES) {
            bytes += lines((width - pass[0] + pass[2] - 1) / pass[2], (height - pass[1] + pass[3] - 1) / pass[3], bits);
        }
        return bytes;
    }

    private static long lines(int width, int height, int bits) {
        return width > 0 && bits > 0 ? height * (1 + ((long) width * bits + 7) / 8) : 0;
    }

    private static int samples(int colorType) {
        return switch (colorType) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }

    @Override
    public void close() {
        inflater.end();
    }
}
