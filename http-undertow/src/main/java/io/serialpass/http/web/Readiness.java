package io.serialpass.http.web;

import io.serialpass.Serialpass;
import io.serialpass.service.Difference;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether an application can do its work. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Readiness {

    private static final Logger LOGGER = System.getLogger(Readiness.class.getName());

    private final Serialpass app;

    /**
     * Makes one.
     *
     * @param app the application
     */
    public Readiness(Serialpass app) {
        this.app = app;
    }

    /**
     * Asks the store, and compares what this server has with what is in force.
     *
     * @return sentences that say why it is not ready; empty if it is
     */
    public Optional<String> whyNot() {
        try {
            app.storage().check();
        } catch (StorageUnavailableException e) {
            // The storage logs the reason once: not each question for health does it again.
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            LOGGER.log(Level.WARNING, "Not ready", e);
            return Optional.of("The store does not answer. The server's log says why.");
        }
        List<Difference> differences = app.inForce().differences();
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(differences.stream().map(Difference::sentence).collect(Collectors.joining(" ")));
    }
}
