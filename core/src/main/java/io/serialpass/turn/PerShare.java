package io.serialpass.turn;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing for each share. Immutable.
 *
 * @param <T> the kind of thing
 * @since 0.1
 */
public final class PerShare<T> {

    private final Map<Share, T> things;

    private PerShare(Map<Share, T> things) {
        this.things = things;
    }

    /**
     * Makes the thing of one share.
     *
     * @param <T> the kind of thing
     * @param <E> how making it may fail
     * @since 0.1
     */
    @FunctionalInterface
    public interface Maker<T, E extends Exception> {
        /**
         * Makes the thing.
         *
         * @param share its share
         * @return the thing
         * @throws E if that fails
         */
        T make(Share share) throws E;
    }

    /**
     * Makes the things.
     *
     * @param <T> the kind of thing
     * @param <E> how making one may fail
     * @param maker makes the thing of one share
     * @return the things
     * @throws E if that fails
     */
    public static <T, E extends Exception> PerShare<T> of(Maker<T, E> maker) throws E {
        Map<Share, T> things = new EnumMap<>(Share.class);
        for (Share share : Share.values()) {
            things.put(share, maker.make(share));
        }
        return new PerShare<>(things);
    }

    /**
     * The thing of a share.
     *
     * @param share the share
     * @return its thing
     */
    public T of(Share share) {
        return Objects.requireNonNull(things.get(share));
    }

    /**
     * All things.
     *
     * @return the things, in the order of the shares
     */
    public List<T> all() {
        return List.copyOf(things.values());
    }
}
