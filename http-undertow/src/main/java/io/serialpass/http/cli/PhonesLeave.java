package io.serialpass.http.cli;

import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneNetwork;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ends the registrations of simulated phones once: at the end of a simulation, or where the program is stopped before that, as by
 * Ctrl-C. Else the server would go on telling phones that are not there. Safe for use by many threads.
 */
final class PhonesLeave implements AutoCloseable {

    private static final Duration LONGEST_WHEN_STOPPED = Duration.ofSeconds(20);

    private final PhoneNetwork network;
    private final PhoneFleet fleet;
    private final Consumer<String> lines;
    private final Thread whenStopped = new Thread(this::leaveInTime, "phones-leave");
    private boolean left;

    /**
     * Sees to it that the registrations end, from now on.
     *
     * @param lines takes what a person should know
     */
    PhonesLeave(PhoneNetwork network, PhoneFleet fleet, Consumer<String> lines) {
        this.network = network;
        this.fleet = fleet;
        this.lines = lines;
        Runtime.getRuntime().addShutdownHook(whenStopped);
    }

    /** Has the phones end their registrations. Returns at once. */
    synchronized void leave() {
        if (!left) {
            left = true;
            fleet.removePasses();
        }
    }

    private synchronized boolean isLeft() {
        return left;
    }

    private void leaveInTime() {
        if (isLeft()) {
            return;
        }
        lines.accept("Stopped. The phones end their registrations.");
        leave();
        try {
            lines.accept(
                    network.awaitQuiet(LONGEST_WHEN_STOPPED)
                            ? "The phones have ended their registrations."
                            : "Not all phones could end their registrations. The server keeps those that are left.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program goes on without the phones, or is being stopped. */
    @Override
    public void close() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException e) {
            // It is under way.
        }
    }
}
