package io.serialpass.simulator.conform;

import java.io.IOException;

/**
 * Changes the pass that is tried, so that its next package has another content.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PassChange {

    /**
     * Changes the pass, each time to something that it was not before. It returns when the change has taken effect.
     *
     * @throws IOException if it could not
     */
    void run() throws IOException;
}
