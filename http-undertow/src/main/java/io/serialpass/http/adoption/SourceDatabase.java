package io.serialpass.http.adoption;

import io.serialpass.service.AdoptionRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The database of another pass server, which is read and never written: its rows one by one, in memory that does not grow with
 * them. For one thread.
 *
 * @since 0.1
 */
public final class SourceDatabase implements Iterator<AdoptionRow>, AutoCloseable {

    private static final List<SourceLayout> LAYOUTS =
            List.of(new DjangoWalletpass(), new CoorassePasskit(), new VaporWallet(), new SpatieMobilePass());

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String NO_DRIVER = "08001";
    private static final int ROWS_AT_ONCE = 1_000;

    private final Connection connection;
    private final String secret;
    private final SourceTimes times;
    private final String layout;
    private final Deque<SourceQuery> queries;
    private @Nullable Reading reading;
    private Optional<AdoptionRow> upcoming = Optional.empty();

    /**
     * A query that is under way.
     *
     * @param statement the statement
     * @param rows its result
     * @param query the query
     */
    private record Reading(Statement statement, ResultSet rows, SourceQuery query) {}

    private SourceDatabase(
            Connection connection, String secret, SourceLayout layout, SourceTables tables, AdoptionOptions options) {
        this.connection = connection;
        this.secret = secret;
        this.layout = layout.name();
        this.times = new SourceTimes(options.zone());
        this.queries = new ArrayDeque<>(layout.queries(tables, options));
    }

    /**
     * The names of the layouts that are known.
     *
     * @return the names, in the order in which they are looked for
     */
    public static List<String> layouts() {
        return LAYOUTS.stream().map(SourceLayout::name).toList();
    }

    /**
     * Opens a database.
     *
     * @param url its JDBC URL
     * @param user the user; empty where the URL says all
     * @param password the user's password; empty for none
     * @param layout the name of its layout; empty to look which one it has
     * @param options what the operator says
     * @return the database, which is the caller's to close
     * @throws SourceException if it cannot be opened, or has no known layout
     */
    public static SourceDatabase open(
            String url,
            Optional<String> user,
            Optional<String> password,
            Optional<String> layout,
            AdoptionOptions options) {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(text -> properties.setProperty("password", text));
        if (url.startsWith(SQLITE)) {
            // SQLITE_OPEN_READONLY: a file that is not there is not made.
            properties.setProperty("open_mode", "1");
        }
        String secret = password.orElse("");
        Connection connection;
        try {
            connection = DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw unopened(url, secret, e);
        }
        try {
            return of(connection, secret, layout, options);
        } catch (SQLException e) {
            close(connection);
            throw unreadable(e, secret);
        } catch (SourceException e) {
            close(connection);
            throw e;
        }
    }

    private static SourceDatabase of(
            Connection connection, String secret, Optional<String> layout, AdoptionOptions options)
            throws SQLException {
        Set<String> wanted =
                LAYOUTS.stream().flatMap(known -> known.tables().stream()).collect(Collectors.toSet());
        SourceTables tables = SourceTables.read(connection, wanted);
        List<SourceLayout> fitting = LAYOUTS.stream()
                .filter(known -> layout.isEmpty() || layout.get().equals(known.name()))
                .filter(known -> tables.hasAll(known.tables()))
                .toList();
        if (fitting.size() > 1) {
            throw new SourceException("The database has the tables of several servers: "
                    + fitting.stream().map(SourceLayout::name).collect(Collectors.joining(", "))
                    + ". Say which with --layout.");
        }
        if (fitting.isEmpty()) {
            throw new SourceException("The database does not have the tables of "
                    + layout.orElse("a server that is known (" + String.join(", ", layouts()) + ")")
                    + ". What other servers keep can be written to a CSV or NDJSON file, which is adopted too.");
        }
        // Drivers read a result piece by piece only within a transaction.
        connection.setAutoCommit(false);
        return new SourceDatabase(connection, secret, fitting.get(0), tables, options);
    }

    private static SourceException unopened(String url, String secret, SQLException e) {
        if (NO_DRIVER.equals(e.getSQLState()) && String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
            String kind = url.replaceAll("^(jdbc:[A-Za-z0-9+.-]*:).*", "$1");
            return new SourceException(
                    "There is no JDBC driver for " + (kind.equals(url) ? "this URL" : kind)
                            + " Put the driver's jar on the class path:"
                            + " java -cp serialpass.jar:DRIVER.jar io.serialpass.http.cli.Main adopt ...",
                    e);
        }
        return unreadable(e, secret);
    }

    private static SourceException unreadable(SQLException e, String secret) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceAll("jdbc:\\S+", "its URL");
        return new SourceException(
                "The database cannot be read: " + (secret.isEmpty() ? message : message.replace(secret, "...")), e);
    }

    /**
     * Gives the layout.
     *
     * @return its name
     */
    public String layout() {
        return layout;
    }

    @Override
    public boolean hasNext() {
        try {
            while (upcoming.isEmpty() && (reading != null || !queries.isEmpty())) {
                upcoming = read();
            }
            return upcoming.isPresent();
        } catch (SQLException e) {
            throw unreadable(e, secret);
        }
    }

    @Override
    public AdoptionRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        AdoptionRow row = upcoming.orElseThrow();
        upcoming = Optional.empty();
        return row;
    }

    /** Reads a row; empty at the end of a query. */
    private Optional<AdoptionRow> read() throws SQLException {
        Reading current = reading == null ? begin(queries.removeFirst()) : reading;
        reading = current;
        if (!current.rows().next()) {
            current.statement().close();
            reading = null;
            return Optional.empty();
        }
        return Optional.of(current.query().read(new SourceRow(current.rows(), times)));
    }

    private Reading begin(SourceQuery query) throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        // MySQL's driver reads piece by piece for this number alone.
        boolean isMysql = connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("mysql");
        statement.setFetchSize(isMysql ? Integer.MIN_VALUE : ROWS_AT_ONCE);
        return new Reading(statement, statement.executeQuery(query.sql()), query);
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written, so there is nothing to lose.
        }
    }
}
