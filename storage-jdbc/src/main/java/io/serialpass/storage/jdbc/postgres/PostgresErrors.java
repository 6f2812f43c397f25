package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/**
 * Says in the storage's words what PostgreSQL says in its own. The codes are those of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html.
 */
final class PostgresErrors {

    /** The server ends the connection, or does not take one. */
    private static final Set<String> OF_CONNECTION =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "53300");

    /** Two transactions were in each other's way. */
    private static final Set<String> GIVEN_WAY = Set.of("40001", "40P01");

    /** The client could not connect. */
    private static final String NOT_CONNECTED = "08001";

    private PostgresErrors() {}

    /** Turns a fault of the database into the storage's, and leaves what a unit of work threw as it is. */
    static RuntimeException translate(RuntimeException thrown) {
        if (!(thrown instanceof JdbiException || thrown instanceof FailedStatementException)) {
            return thrown;
        }
        String state = state(thrown).orElse("");
        if (isOfConnection(state)) {
            return new StorageUnavailableException(
                    Reason.UNREACHABLE, "The database that holds the store cannot be reached.", thrown);
        }
        return switch (state) {
            case "55P03" ->
                new StorageUnavailableException(Reason.LOCKED, "Another program keeps the store locked.", thrown);
            case "40001", "40P01" ->
                new StorageUnavailableException(
                        Reason.LOCKED, "Other programs change the same rows of the store all the time.", thrown);
            case "57014" ->
                new StorageOverloadedException(
                        "The request asked the store for more than it gives in the time there is. Ask for less at once.",
                        thrown);
            case "53100" ->
                new StorageUnavailableException(Reason.FULL, "The disk that holds the store is full.", thrown);
            case "25006" ->
                new StorageUnavailableException(
                        Reason.UNREACHABLE, "The database that holds the store can only be read at present.", thrown);
            case "42501" ->
                new StorageUnavailableException(
                        Reason.UNREACHABLE,
                        "The database user of this server has no right to do what the request needs.",
                        thrown);
            case "53200", "53400", "58000", "58030" ->
                new StorageUnavailableException(
                        Reason.UNREACHABLE,
                        "The database that holds the store lacks memory, or its disk fails.",
                        thrown);
            case "26000", "42P05" ->
                // A prepared statement that this connection has made is not there, or one of another client is.
                new StorageUnavailableException(
                        Reason.UNREACHABLE,
                        "A pooler, such as PgBouncer, gives the transactions of this server to several connections of the"
                                + " database. Add prepareThreshold=0 to the URL of the store, and start again.",
                        thrown);
            case "XX001", "XX002" ->
                new StorageUnavailableException(
                        Reason.DAMAGED, "The store is damaged: a part of it cannot be read.", thrown);
            default -> new StorageException("The store failed: " + thrown.getMessage(), thrown);
        };
    }

    private static boolean isOfConnection(String state) {
        return state.startsWith("08") || state.startsWith("28") || OF_CONNECTION.contains(state);
    }

    /** Whether the connection is of no use any more, or was never made. */
    static boolean isOfConnection(Throwable thrown) {
        return state(thrown).filter(PostgresErrors::isOfConnection).isPresent();
    }

    /** Whether a new connection may do what this one could not: it is lost, or its server was changed beneath it. */
    static boolean isConnectionSpent(Throwable thrown) {
        // 0A000: a plan that another server's upgrade of the tables has made wrong. 25006: the server became a standby.
        return state(thrown)
                .filter(state -> isOfConnection(state) || state.equals("0A000") || state.equals("25006"))
                .isPresent();
    }

    /** Whether the same may succeed if it is done again at once, in another transaction. */
    static boolean mayRunAgain(Throwable thrown) {
        return state(thrown)
                .filter(state -> isOfConnection(state) || state.equals("0A000") || GIVEN_WAY.contains(state))
                .isPresent();
    }

    /** Whether another transaction's lock is the fault. */
    static boolean isLock(Throwable thrown) {
        return state(thrown).filter("55P03"::equals).isPresent();
    }

    /** The code of the error that the database or its driver gave. */
    static Optional<String> state(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
            if (cause instanceof SQLTransientConnectionException && cause.getCause() == null) {
                // A pool that got no connection in time, and does not know why.
                return Optional.of(NOT_CONNECTED);
            }
        }
        return Optional.empty();
    }
}
