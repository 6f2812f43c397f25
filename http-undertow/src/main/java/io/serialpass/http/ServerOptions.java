package io.serialpass.http;

import java.time.Duration;

/**
 * Where a server listens, and its limits. Immutable.
 *
 * @param host the name or address to listen at
 * @param port the port; 0 for any free one
 * @param workers how many requests are worked on at once
 * @param requestQueue how many requests may wait for a worker before others are refused
 * @param maxConnections how many connections may be open; others wait
 * @param maxHeaderBytes the most bytes of a request's line and headers together
 * @param maxBodyBytes the most bytes of a body
 * @param maxImportBytes the most bytes of an import
 * @param bodyTimeout how long a body may take to arrive; of an import, how long a pause in it may be
 * @param shutdownTimeout how long requests in flight have to finish when the server stops
 */
public record ServerOptions(
        String host,
        int port,
        int workers,
        int requestQueue,
        int maxConnections,
        int maxHeaderBytes,
        long maxBodyBytes,
        long maxImportBytes,
        Duration bodyTimeout,
        Duration shutdownTimeout) {

    private static final ServerOptions DEFAULTS = new ServerOptions(
            "127.0.0.1",
            8080,
            64,
            1_000,
            10_000,
            16 * 1024,
            1024 * 1024,
            1024L * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(25));

    /**
     * The options that a server has unless told otherwise.
     *
     * @return port 8080 of the local machine, and the limits of the documentation
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same at another place.
     *
     * @param changedHost the name or address
     * @param changedPort the port; 0 for any free one
     * @return the options
     */
    public ServerOptions at(String changedHost, int changedPort) {
        return new ServerOptions(
                changedHost,
                changedPort,
                workers,
                requestQueue,
                maxConnections,
                maxHeaderBytes,
                maxBodyBytes,
                maxImportBytes,
                bodyTimeout,
                shutdownTimeout);
    }

    /**
     * The same with other limits of concurrency.
     *
     * @param changedWorkers how many requests are worked on at once
     * @param changedQueue how many may wait
     * @param changedConnections how many connections may be open
     * @return the options
     */
    public ServerOptions withConcurrency(int changedWorkers, int changedQueue, int changedConnections) {
        return new ServerOptions(
                host,
                port,
                changedWorkers,
                changedQueue,
                changedConnections,
                maxHeaderBytes,
                maxBodyBytes,
                maxImportBytes,
                bodyTimeout,
                shutdownTimeout);
    }

    /**
     * The same with other limits of size.
     *
     * @param changedHeader the most bytes of line and headers
     * @param changedBody the most bytes of a body
     * @param changedImport the most bytes of an import
     * @return the options
     */
    public ServerOptions withSizes(int changedHeader, long changedBody, long changedImport) {
        return new ServerOptions(
                host,
                port,
                workers,
                requestQueue,
                maxConnections,
                changedHeader,
                changedBody,
                changedImport,
                bodyTimeout,
                shutdownTimeout);
    }

    /**
     * The same with other limits of time.
     *
     * @param changedBody how long a body may take to arrive
     * @param changedShutdown how long requests in flight have to finish
     * @return the options
     */
    public ServerOptions withTimeouts(Duration changedBody, Duration changedShutdown) {
        return new ServerOptions(
                host,
                port,
                workers,
                requestQueue,
                maxConnections,
                maxHeaderBytes,
                maxBodyBytes,
                maxImportBytes,
                changedBody,
                changedShutdown);
    }
}
