package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a binary property list of texts, {@code bplist00}: the form is that of Apple's CFBinaryPList. A text that is named
 * many times is kept once, so that a file takes no more memory than it has bytes. For one thread, once.
 */
final class BinaryStrings {

    private static final byte[] MAGIC = "bplist00".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER = 32;
    private static final int DICTIONARY = 0xd;
    private static final int ASCII = 0x5;
    private static final int UTF16 = 0x6;
    private static final int INTEGER = 0x1;
    private static final int LONG_FORM = 0xf;

    private final ByteBuffer bytes;
    private final int offsetSize;
    private final int referenceSize;
    private final int objects;
    private final int table;
    private final Map<Integer, String> known = new HashMap<>();

    private BinaryStrings(byte[] content) {
        this.bytes = ByteBuffer.wrap(content);
        int trailer = content.length - TRAILER;
        this.offsetSize = bytes.get(trailer + 6);
        this.referenceSize = bytes.get(trailer + 7);
        this.objects = Math.toIntExact(bytes.getLong(trailer + 8));
        this.table = Math.toIntExact(bytes.getLong(trailer + 24));
    }

    static boolean is(byte[] content) {
        return content.length > MAGIC.length
                && ByteBuffer.wrap(content, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    static Map<String, String> read(String name, byte[] content, List<Finding> findings) {
        try {
            BinaryStrings list = new BinaryStrings(content);
            return list.dictionary(Math.toIntExact(list.bytes.getLong(content.length - TRAILER + 16)));
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
            findings.add(Finding.error(
                    name,
                    "The file is not a binary property list of texts, or a broken one.",
                    "Write it as text, each as \"key\" = \"value\";."));
            return new LinkedHashMap<>();
        }
    }

    /** A number of some bytes, from 1 to 8. */
    private int number(int at, int size) {
        if (size < 1 || size > Long.BYTES) {
            throw new IllegalArgumentException("a number has 1 to 8 bytes");
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = Math.addExact(Math.multiplyExact(value, 256), bytes.get(at + i) & 0xff);
        }
        return Math.toIntExact(value);
    }

    private int place(int object) {
        if (object < 0 || object >= objects) {
            throw new IllegalArgumentException("there is no such object");
        }
        return number(Math.addExact(table, Math.multiplyExact(object, offsetSize)), offsetSize);
    }

    /** The count in a marker, and the place where the counted bytes begin. */
    private record Counted(int kind, int count, int begin) {}

    private Counted counted(int at) {
        int marker = bytes.get(at) & 0xff;
        int count = marker & 0xf;
        if (count != LONG_FORM) {
            return new Counted(marker >> 4, count, at + 1);
        }
        int integer = bytes.get(at + 1) & 0xff;
        if (integer >> 4 != INTEGER || (integer & 0xf) > 3) {
            throw new IllegalArgumentException("a count is an integer");
        }
        int size = 1 << (integer & 0xf);
        return new Counted(marker >> 4, number(at + 2, size), at + 2 + size);
    }

    private Map<String, String> dictionary(int object) {
        Counted head = counted(place(object));
        if (head.kind() != DICTIONARY) {
            throw new IllegalArgumentException("it is no dictionary");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        int values = Math.addExact(head.begin(), Math.multiplyExact(head.count(), referenceSize));
        for (int i = 0; i < head.count(); i++) {
            int step = i * referenceSize;
            texts.put(text(number(head.begin() + step, referenceSize)), text(number(values + step, referenceSize)));
        }
        return texts;
    }

    private String text(int object) {
        String before = known.get(object);
        if (before != null) {
            return before;
        }
        Counted head = counted(place(object));
        if (head.kind() != ASCII && head.kind() != UTF16) {
            throw new IllegalArgumentException("it is no text");
        }
        boolean wide = head.kind() == UTF16;
        byte[] encoded = new byte[Math.min(bytes.capacity(), Math.multiplyExact(head.count(), wide ? 2 : 1))];
        bytes.get(head.begin(), encoded);
        String text = new String(encoded, wide ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
        known.put(object, text);
        return text;
    }
}
