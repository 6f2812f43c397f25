package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in the storage's words what SQLite says in its own. */
final class SqliteErrors {

    private SqliteErrors() {}

    /** Turns a fault of the database into the storage's, and leaves what a unit of work threw as it is. */
    static RuntimeException translate(RuntimeException thrown) {
        if (!(thrown instanceof JdbiException || thrown instanceof FailedStatementException)) {
            return thrown;
        }
        SQLiteException cause = sqliteCause(thrown);
        if (cause == null) {
            return new StorageException("The store failed: " + thrown.getMessage(), thrown);
        }
        SQLiteErrorCode code = cause.getResultCode();
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StorageUnavailableException(Reason.LOCKED, "Another program keeps the store locked.", thrown);
            case SQLITE_INTERRUPT ->
                new StorageOverloadedException(
                        "The request asked the store for more than it gives in the time there is. Ask for less at once.",
                        thrown);
            case SQLITE_FULL ->
                new StorageUnavailableException(Reason.FULL, "The disk that holds the store is full.", thrown);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StorageUnavailableException(
                        Reason.DAMAGED, "The store is damaged: a part of it cannot be read.", thrown);
            case SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                new StorageUnavailableException(
                        Reason.UNREACHABLE,
                        "The store cannot be read or written: its disk fails or is read-only.",
                        thrown);
            default -> new StorageException("The store failed with " + code + ": " + cause.getMessage(), thrown);
        };
    }

    /** Whether another program's lock is the fault. */
    static boolean isLock(RuntimeException told) {
        return told instanceof StorageUnavailableException reason && reason.reason() == Reason.LOCKED;
    }

    /** The code without what SQLite tells beyond it. */
    static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    private static @Nullable SQLiteException sqliteCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite;
            }
        }
        return null;
    }
}
