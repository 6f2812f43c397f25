package io.serialpass.service;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Notes in memory, which are stored together now and then. Safe for use by many threads.
 *
 * @param <K> the subject of a note; each has the newest note alone
 * @param <V> a note
 */
final class Notes<K, V> {

    /** How many notes are stored in one unit of work, so that no other write waits for long. */
    private static final int AT_ONCE = 500;

    private final int most;
    private final Map<K, V> notes = new ConcurrentHashMap<>();

    /**
     * Makes a place for notes.
     *
     * @param most how many there may be; 0 for none at all
     */
    Notes(int most) {
        this.most = most;
    }

    /** The note that is not stored yet. */
    Optional<V> find(K key) {
        return Optional.ofNullable(notes.get(key));
    }

    /** Notes something, where there is room. */
    Optional<V> put(K key, Supplier<V> made) {
        if (notes.size() >= most && !notes.containsKey(key)) {
            return Optional.empty();
        }
        V note = made.get();
        notes.put(key, note);
        return Optional.of(note);
    }

    /**
     * Stores the notes, and forgets them.
     *
     * @throws StorageException if the store cannot be written; the notes stay
     */
    void store(Storage storage, BiConsumer<WriteTransaction, List<V>> work) {
        List<Map.Entry<K, V>> all = new ArrayList<>(notes.entrySet());
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            List<Map.Entry<K, V>> some = all.subList(i, Math.min(i + AT_ONCE, all.size()));
            List<V> values = some.stream().map(Map.Entry::getValue).toList();
            storage.write(tx -> {
                work.accept(tx, values);
                return true;
            });
            // One that was noted again meanwhile stays.
            some.forEach(entry -> notes.remove(entry.getKey(), entry.getValue()));
        }
    }
}
