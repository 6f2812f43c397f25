package io.serialpass.http.server;

import io.serialpass.http.server.Connections.Connection;

/**
 * One request of several that share a connection, as HTTP/2 has it. It takes memory of the connection's share until it ends. It is
 * used by one thread after the other, as its exchange is.
 */
final class StreamPace implements ClientPace {

    private final Connection connection;
    private final long cost;
    private boolean waits;
    private boolean ended;

    /** A request begins on a connection. */
    StreamPace(Connection connection, int headerBytes, int parts) {
        this.connection = connection;
        this.cost = Connections.ofRequest(headerBytes, parts);
        connection.streamBegins(cost);
    }

    @Override
    public synchronized void waitsForClient() {
        if (!waits && !ended) {
            waits = true;
            connection.streamWaits();
        }
    }

    @Override
    public void moved(long number) {
        connection.moved(number);
    }

    @Override
    public synchronized void works() {
        if (waits) {
            waits = false;
            connection.streamWorks();
        }
    }

    /** The request is answered. */
    synchronized void ends() {
        if (!ended) {
            works();
            ended = true;
            connection.streamEnds(cost);
        }
    }
}
