package io.serialpass.http.web;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.turn.Share;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says whether the process lives, and whether it can do its work. Safe for use by many threads. */
public final class HealthHandlers {

    private static final Logger LOGGER = System.getLogger(HealthHandlers.class.getName());

    private final Storage storage;
    private final Supplier<List<String>> obstacles;
    private final Response.JsonWriter details;
    private volatile boolean stopping;

    /**
     * Makes the handlers.
     *
     * @param storage the store, which readiness depends on
     * @param obstacles says what else keeps the server from its work, in sentences; empty for nothing
     * @param details writes fields that are told beside readiness, and do not decide it
     */
    public HealthHandlers(Storage storage, Supplier<List<String>> obstacles, Response.JsonWriter details) {
        this.storage = storage;
        this.obstacles = obstacles;
        this.details = details;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                Route.health("/health/live", Optional.empty(), request -> status(200, "UP", "", json -> {})),
                Route.health("/health/ready", Optional.of(Share.HEALTH), request -> ready()));
    }

    /** From now on the server is not ready. */
    public void stopping() {
        stopping = true;
    }

    private Response ready() {
        if (stopping) {
            return status(503, "DOWN", "The server is stopping.", details);
        }
        try {
            storage.check();
            List<String> inTheWay = obstacles.get();
            return inTheWay.isEmpty()
                    ? status(200, "UP", "", details)
                    : status(503, "DOWN", String.join(" ", inTheWay), details);
        } catch (StorageUnavailableException e) {
            // The storage logs the reason once: not each question for health does it again.
            return status(503, "DOWN", e.getMessage(), details);
        } catch (StorageException e) {
            LOGGER.log(Level.WARNING, "Not ready", e);
            return status(503, "DOWN", "The store does not answer. The server's log says why.", details);
        }
    }

    private static Response status(int status, String word, String reason, Response.JsonWriter details) {
        return Response.json(status, json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            if (!reason.isEmpty()) {
                json.writeStringField("reason", reason);
            }
            details.write(json);
            json.writeEndObject();
        });
    }
}
