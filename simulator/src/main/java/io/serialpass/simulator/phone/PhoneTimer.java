package io.serialpass.simulator.phone;

import java.time.Duration;

/**
 * Runs something later: the retries of phones. Tests bring one whose time they move.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PhoneTimer {

    /**
     * Runs a task once.
     *
     * @param delay how long from now
     * @param task the task, which ends at once
     */
    void after(Duration delay, Runnable task);
}
