package io.serialpass.storage.jdbc;

import java.sql.SQLException;

/**
 * A statement that failed, on its way to {@link SqliteErrors}. It tells the statement and not its arguments: they are what
 * customers hold, and some are secrets.
 */
final class FailedStatementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedStatementException(String sql, SQLException cause) {
        super(cause.getMessage() + " in: " + sql, cause);
    }
}
