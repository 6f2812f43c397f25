package io.serialpass.turn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a limited number of elements go at once, and a limited number of one owner, so that another owner need not wait
 * until one of them has ended. The others wait in a {@link FairQueue}.
 *
 * <p>Safe for use by many threads.
 *
 * @param <K> an owner
 * @param <T> the type of the things that go or wait
 * @since 0.1
 */
public final class Turnstile<K, T> {

    private final int atOnce;
    private final int mostOfOne;
    private final FairQueue<K, T> waiting;
    private final Map<K, Integer> underWay = new HashMap<>();
    private int allUnderWay;

    /**
     * Makes a turnstile that nobody uses yet.
     *
     * @param atOnce how many may be under way at once, 1 or more
     * @param mostOfOne how many of one owner may be under way at once, 1 or more; for example
     *     {@link FairQueue#mostOfOne}
     * @param mostWaiting how many may wait, 1 or more
     */
    public Turnstile(int atOnce, int mostOfOne, int mostWaiting) {
        this.atOnce = atOnce;
        this.mostOfOne = mostOfOne;
        this.waiting = new FairQueue<>(mostWaiting);
    }

    /**
     * Puts an element into the queue.
     *
     * @param owner its owner
     * @param element the element
     * @return false if there is no room for it
     */
    public synchronized boolean offer(K owner, T element) {
        return waiting.offer(owner, element);
    }

    /**
     * Takes the next element that may go. It is under way from now on, until {@link #done} is called for it.
     *
     * @return the element; empty if none waits that may go
     */
    public synchronized Optional<T> next() {
        if (allUnderWay == atOnce) {
            return Optional.empty();
        }
        return waiting.poll(this::enter);
    }

    /**
     * Lets an owner in that does not wait, if nobody else waits. Its visit is under way from now on, until {@link #done} is called
     * for it.
     *
     * @param owner the owner
     * @return false if somebody waits, or too much is under way
     */
    synchronized boolean enterBeforeNobody(K owner) {
        return waiting.size() == 0 && tryEnter(owner);
    }

    /**
     * Lets an owner in that does not wait. Its visit is under way from now on, until {@link #done} is called for it.
     *
     * @param owner the owner
     * @return false if too much is under way
     */
    public synchronized boolean tryEnter(K owner) {
        return allUnderWay < atOnce && enter(owner);
    }

    /**
     * Tells whether {@link #tryEnter} would let an owner in now. Another one can come first.
     *
     * @param owner the owner
     * @return false if too much is under way
     */
    public synchronized boolean hasRoom(K owner) {
        return allUnderWay < atOnce && underWay.getOrDefault(owner, 0) < mostOfOne;
    }

    private boolean enter(K owner) {
        int now = underWay.getOrDefault(owner, 0);
        if (now >= mostOfOne) {
            return false;
        }
        underWay.put(owner, now + 1);
        allUnderWay++;
        return true;
    }

    /**
     * Ends the turn that was under way.
     *
     * @param owner its owner
     */
    public synchronized void done(K owner) {
        underWay.computeIfPresent(owner, (any, now) -> now == 1 ? null : now - 1);
        allUnderWay--;
    }

    /**
     * Takes an element out of the queue.
     *
     * @param owner its owner
     * @param element the element
     * @return false if it does not wait any more: it may be under way
     */
    public synchronized boolean withdraw(K owner, T element) {
        return waiting.remove(owner, element);
    }
}
