package io.serialpass.turn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A queue with a limit in which each owner has a line of its own. Owners are served one after the other, so that a long
 * line of one owner keeps no other owner waiting. A line takes three quarters of the room at most, where there is room for
 * four or more.
 *
 * <p>For one thread at a time.
 *
 * @param <K> an owner
 * @param <T> the type of the things that wait
 * @since 0.1
 */
public final class FairQueue<K, T> {

    private final int most;

    /** The lines that are not empty. The owner that is served next is in front. */
    private final Map<K, Deque<T>> lines = new LinkedHashMap<>();

    private int size;

    /**
     * Makes an empty queue.
     *
     * @param most how many elements may wait, 1 or more
     */
    public FairQueue(int most) {
        this.most = most;
    }

    /**
     * How much of something one owner may take, so that some of it is left for another one: three quarters.
     *
     * @param all how much there is for all owners, 1 or more
     * @return how much of it one owner may take, 1 or more
     */
    public static int mostOfOne(int all) {
        return Math.max(1, (int) (all * 3L / 4));
    }

    /**
     * Puts an element at the end of its owner's line.
     *
     * @param owner the owner
     * @param element the element
     * @return false if there is no room for it
     */
    public boolean offer(K owner, T element) {
        Deque<T> line = lines.getOrDefault(owner, new ArrayDeque<>());
        if (size >= most || line.size() >= most - most / 4) {
            return false;
        }
        line.add(element);
        lines.put(owner, line);
        size++;
        return true;
    }

    /**
     * Takes the first element of the owner whose turn it is, whoever that is.
     *
     * @return the element; empty if none waits
     */
    public Optional<T> poll() {
        return poll(owner -> true);
    }

    /**
     * Takes the first element of the owner whose turn it is.
     *
     * @param served tells which owners can be served now; an owner that cannot keeps its place
     * @return the element; empty if no such owner waits
     */
    public Optional<T> poll(Predicate<K> served) {
        Iterator<Map.Entry<K, Deque<T>>> owners = lines.entrySet().iterator();
        while (owners.hasNext()) {
            Map.Entry<K, Deque<T>> next = owners.next();
            K owner = next.getKey();
            if (served.test(owner)) {
                Deque<T> line = next.getValue();
                owners.remove();
                T element = line.remove();
                if (!line.isEmpty()) {
                    lines.put(owner, line);
                }
                size--;
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes an element out of its line.
     *
     * @param owner its owner
     * @param element the element
     * @return false if it does not wait
     */
    public boolean remove(K owner, T element) {
        Deque<T> line = lines.getOrDefault(owner, new ArrayDeque<>());
        if (!line.remove(element)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(owner);
        }
        size--;
        return true;
    }

    /**
     * Takes elements out of their lines.
     *
     * @param test is true of those that are taken out
     */
    public void removeIf(Predicate<T> test) {
        lines.values().removeIf(line -> {
            int before = line.size();
            line.removeIf(test);
            size -= before - line.size();
            return line.isEmpty();
        });
    }

    /**
     * How many elements wait.
     *
     * @return the number, of all owners together
     */
    public int size() {
        return size;
    }
}
