package io.serialpass.http.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections, which may be so many, and may take so much memory together. Where one more is too many, or one more byte
 * of a header, the connection is closed that has kept the server waiting longest: first one that waits for its next request or has
 * not finished its header, then one whose client sends a body or takes an answer slowly. A connection whose request is being
 * worked on is never closed for another one. So somebody who opens connections and says nothing takes nobody's place but that of
 * others like him. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Connections {

    /** The memory of a connection that waits for a request: 2,400 bytes were measured. */
    private static final int PLAIN_BYTES = 4_000;

    /** The memory of such a connection over TLS: its keys, and what HTTP/2 remembers of headers. */
    private static final int SECURE_BYTES = 40_000;

    /** The memory of a request beside its header. */
    private static final int REQUEST_BYTES = 4_000;

    /** A byte of a header is in a buffer that grows by doubling, and then in a text. */
    private static final int BYTES_OF_BYTE = 3;

    /** The memory of a header or a query parameter beside its text: names, values, lists of them, entries of maps. */
    private static final int PART_BYTES = 250;

    /** The most headers, and the most query parameters, that a request may have. */
    static final int MOST_PARTS = 100;

    /** The fewest bytes of a header or a parameter: a name and what ends it. */
    private static final int FEWEST_BYTES_OF_PART = 3;

    /** A client that takes or sends fewer bytes in a second is slow. */
    private static final int SLOW_BYTES_PER_SECOND = 32 << 10;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int most;
    private final long mostBytes;
    private final int idleBytes;
    private final Map<StreamConnection, Connection> open = new ConcurrentHashMap<>();

    /** Each in the order in which they began to wait. */
    private final Set<Connection> waitingForRequest = new LinkedHashSet<>();

    private final Set<Connection> waitingForClient = new LinkedHashSet<>();
    private int count;
    private long bytes;

    /**
     * Makes a register without a connection.
     *
     * @param most how many connections may be open
     * @param mostBytes how many bytes of memory they may take together
     * @param secure whether they speak TLS
     */
    public Connections(int most, long mostBytes, boolean secure) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.idleBytes = secure ? SECURE_BYTES : PLAIN_BYTES;
    }

    /**
     * How many connections may be open, where none of them asks for anything.
     *
     * @return what was asked for, or what the memory has room for if that is less
     */
    public int capacity() {
        return (int) Math.min(most, mostBytes / idleBytes);
    }

    /** Takes a connection in. Closes it at once where there is no room even without those that wait. */
    Connection opened(StreamConnection channel) {
        Connection connection = new Connection(channel);
        open.put(channel, connection);
        synchronized (this) {
            count++;
            bytes += connection.cost;
            waitingForRequest.add(connection);
            if (!makeRoom(connection)) {
                remove(connection);
                connection.close();
            }
        }
        return connection;
    }

    /** A connection is closed. */
    synchronized void closed(Connection connection) {
        remove(connection);
    }

    /** Finds a connection; of one that was closed meanwhile, what counts nothing any more. */
    Connection of(StreamConnection channel) {
        Connection connection = open.get(channel);
        return connection == null ? new Connection(channel) : connection;
    }

    /** Closes the connections of slow clients, who hold memory that others ask for in vain. */
    public synchronized void closeSlow() {
        long now = System.nanoTime();
        List<Connection> slow =
                waitingForClient.stream().filter(one -> one.isSlow(now)).toList();
        slow.forEach(this::giveUp);
    }

    private void giveUp(Connection connection) {
        remove(connection);
        connection.close();
    }

    private void remove(Connection connection) {
        if (open.remove(connection.channel, connection)) {
            count--;
            bytes -= connection.cost;
            waitingForRequest.remove(connection);
            waitingForClient.remove(connection);
        }
    }

    private boolean isOpen(Connection connection) {
        return open.get(connection.channel) == connection;
    }

    private boolean charge(Connection connection, long cost) {
        bytes += cost - connection.cost;
        connection.cost = cost;
        return makeRoom(connection);
    }

    /** Closes others until all is within the limits; false where that does not suffice. */
    private boolean makeRoom(Connection except) {
        while (count > most || bytes > mostBytes) {
            Optional<Connection> longest = first(waitingForRequest, except).or(() -> first(waitingForClient, except));
            if (longest.isEmpty()) {
                return false;
            }
            giveUp(longest.get());
        }
        return true;
    }

    /** One of this thread if there is one, since only that is closed at once. */
    private static Optional<Connection> first(Set<Connection> waiting, Connection except) {
        Optional<Connection> own = waiting.stream()
                .filter(one -> one != except && one.channel.getIoThread() == Thread.currentThread())
                .findFirst();
        return own.or(() -> waiting.stream().filter(one -> one != except).findFirst());
    }

    /** The memory that a request takes. */
    static long ofRequest(int headerBytes, int parts) {
        return REQUEST_BYTES + (long) BYTES_OF_BYTE * headerBytes + (long) PART_BYTES * parts;
    }

    /** A connection, and where it stands in the line of those that make room. */
    final class Connection implements ClientPace {

        private final StreamConnection channel;
        private volatile boolean readsHeader = true;
        private int headerBytes;
        private long cost = idleBytes;
        private long since = System.nanoTime();
        private long moved;
        private int streams;
        private int waitingStreams;

        private Connection(StreamConnection channel) {
            this.channel = channel;
        }

        /**
         * Some bytes have come. They count while they are those of a header.
         *
         * @return false where there is no room for them
         */
        boolean received(int number) {
            if (!readsHeader) {
                return true;
            }
            headerBytes += number;
            return changed(Math.min(headerBytes / FEWEST_BYTES_OF_PART, 2 * MOST_PARTS), () -> {});
        }

        /**
         * The header is there, and its request is worked on.
         *
         * @param parts how many headers and query parameters there are
         */
        void requestBegins(int parts) {
            readsHeader = false;
            var unused = changed(parts, () -> waitingForRequest.remove(this));
        }

        private boolean changed(int parts, Runnable move) {
            synchronized (Connections.this) {
                if (!isOpen(this)) {
                    return true;
                }
                move.run();
                return charge(this, idleBytes + ofRequest(headerBytes, parts));
            }
        }

        @Override
        public void waitsForClient() {
            synchronized (Connections.this) {
                if (isOpen(this) && waitingForClient.add(this)) {
                    since = System.nanoTime();
                    moved = 0;
                }
            }
        }

        @Override
        public void moved(long number) {
            synchronized (Connections.this) {
                moved += number;
            }
        }

        @Override
        public void works() {
            synchronized (Connections.this) {
                waitingForClient.remove(this);
            }
        }

        /** The request is answered, and the connection waits for the next one. */
        void requestEnds() {
            synchronized (Connections.this) {
                waitingForClient.remove(this);
                headerBytes = 0;
                readsHeader = true;
                if (isOpen(this)) {
                    waitingForRequest.add(this);
                    charge(this, idleBytes);
                }
            }
        }

        /** From here on several requests share the connection, and each counts its header itself. */
        void carriesStreams() {
            synchronized (Connections.this) {
                readsHeader = false;
                headerBytes = 0;
                if (isOpen(this)) {
                    charge(this, idleBytes);
                }
            }
        }

        /** A request of several begins. */
        void streamBegins(long requestCost) {
            synchronized (Connections.this) {
                streams++;
                if (isOpen(this)) {
                    waitingForRequest.remove(this);
                    charge(this, cost + requestCost);
                }
            }
        }

        /** The client of a request of several is slower than the server. */
        void streamWaits() {
            synchronized (Connections.this) {
                waitingStreams++;
                waitsForClient();
            }
        }

        /** It is not any more. */
        void streamWorks() {
            synchronized (Connections.this) {
                waitingStreams--;
                if (waitingStreams == 0) {
                    works();
                }
            }
        }

        /** A request of several is answered. */
        void streamEnds(long requestCost) {
            synchronized (Connections.this) {
                streams--;
                if (isOpen(this)) {
                    charge(this, cost - requestCost);
                    if (streams == 0) {
                        waitingForRequest.add(this);
                    }
                }
            }
        }

        private boolean isSlow(long now) {
            long waited = now - since;
            return waited > PATIENCE_NANOS && moved < waited / 1e9 * SLOW_BYTES_PER_SECOND;
        }

        /** Its own I/O thread closes it, since that thread may be at work on it. */
        private void close() {
            if (channel.getIoThread() == Thread.currentThread()) {
                IoUtils.safeClose(channel);
                return;
            }
            try {
                channel.getIoThread().execute(() -> IoUtils.safeClose(channel));
            } catch (RejectedExecutionException e) {
                // The server stops, and closes all connections itself.
            }
        }
    }
}
