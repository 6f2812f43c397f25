package io.serialpass.storage.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The error of a statement names the statement, and shows nothing of what a customer holds. */
class FailedStatementsTest {

    private static final String INSERT = "INSERT INTO pass (token) VALUES (?)";

    private static final String SECRET = "a-secret-of-a-customer";

    private Session session;

    @BeforeEach
    void open() throws SQLException {
        session = Session.of(DriverManager.getConnection("jdbc:sqlite::memory:"), new Dialect("max", "$1", 1));
        session.execute("CREATE TABLE pass (token INTEGER NOT NULL) STRICT");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static void assertTellsOfTheStatementAlone(Throwable thrown) {
        assertThat(thrown)
                .hasMessageContaining("cannot store TEXT value in INTEGER column")
                .hasMessageEndingWith(" in: " + INSERT);
        assertThat(thrown.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void aStatementOnPlainJdbc() {
        assertTellsOfTheStatementAlone(
                catchThrowable(() -> Sql.of(INSERT, SECRET).update(session)));
    }

    @Test
    void aStatementThroughJdbi() {
        assertTellsOfTheStatementAlone(catchThrowable(() -> session.jdbi(handle -> handle.execute(INSERT, SECRET))));
    }
}
