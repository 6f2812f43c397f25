package io.serialpass.storage.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Waits in a test for the work of another thread, server or database. The test looks again and again, and rests for a moment between
 * two looks: a test that does not rest takes the processor from the work that it waits for.
 *
 * @since 0.1
 */
public final class Await {

    /** Longer than any test has to wait, however busy its machine is. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration REST = Duration.ofMillis(2);

    private Await() {}

    /**
     * A look at the work of others.
     *
     * @param <T> the kind of answer
     * @param <E> the exception with which a look fails, and the test with it
     */
    @FunctionalInterface
    public interface Question<T, E extends Exception> {

        /**
         * Looks once.
         *
         * @return how things stand now
         * @throws E if the look fails
         */
        T ask() throws E;
    }

    /**
     * Returns the first answer that is wanted.
     *
     * @param <T> the kind of answer
     * @param <E> the exception with which a look fails
     * @param question the look
     * @param wanted whether an answer ends the wait
     * @return the answer
     * @throws E if a look fails
     * @throws AssertionError after three minutes; it tells the last answer
     */
    public static <T, E extends Exception> T answer(Question<T, E> question, Predicate<? super T> wanted) throws E {
        long begin = System.nanoTime();
        T answer = question.ask();
        while (!wanted.test(answer)) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("After " + LONGEST.toSeconds() + " seconds it is still " + answer);
            }
            LockSupport.parkNanos(REST.toNanos());
            answer = question.ask();
        }
        return answer;
    }

    /**
     * Returns once a condition holds.
     *
     * @param <E> the exception with which a look fails
     * @param condition the look
     * @throws E if a look fails
     * @throws AssertionError after three minutes
     */
    public static <E extends Exception> void until(Question<Boolean, E> condition) throws E {
        answer(condition, holds -> holds);
    }

    /**
     * Returns once a thread waits, with a deadline or without one, for whatever it is.
     *
     * @param thread the thread
     * @param orElse a reason for which it need not wait any more, such as that it has ended
     * @throws AssertionError after three minutes
     */
    public static void waiting(Thread thread, BooleanSupplier orElse) {
        until(() -> isWaiting(thread) || orElse.getAsBoolean());
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }
}
