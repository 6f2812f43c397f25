package io.serialpass.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Counts the rows of a table and makes a digest of them. Each value goes in with its kind and its length. For one thread. */
final class TableDigest {

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);
    private long rows;

    TableDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(TableRow row) {
        rows++;
        for (Optional<Object> value : row.values()) {
            add(value);
        }
    }

    private void add(Optional<Object> value) {
        if (value.isEmpty()) {
            put('0', 0);
        } else if (value.get() instanceof byte[] bytes) {
            put('b', bytes.length);
            digest.update(bytes);
        } else if (value.get() instanceof Long integer) {
            put('i', integer);
        } else {
            byte[] text = value.get().toString().getBytes(StandardCharsets.UTF_8);
            put('t', text.length);
            digest.update(text);
        }
    }

    private void put(char kind, long value) {
        digest.update(number.clear().put((byte) kind).putLong(value).array());
    }

    CopiedTable of(StoreTable table) {
        return new CopiedTable(table.name(), rows, HexFormat.of().formatHex(digest.digest()));
    }
}
