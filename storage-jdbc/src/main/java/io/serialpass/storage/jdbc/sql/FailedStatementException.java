package io.serialpass.storage.jdbc.sql;

import java.sql.SQLException;

/**
 * A statement that failed. The message has the statement and not its arguments: they are what customers hold, and some are
 * secrets.
 *
 * @since 0.1
 */
public final class FailedStatementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FailedStatementException(String sql, SQLException cause) {
        super(cause.getMessage() + " in: " + sql, cause);
    }
}
