package io.serialpass.benchmarks;

import io.serialpass.storage.jdbc.sql.Dialect;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * The same statements through Jdbi and as {@link Sql}: CPU time of each, on one connection to a file of 10,000 rows. Both
 * take their prepared statements from the same cache. Medians of rounds that alternate.
 */
public final class StatementBenchmark {

    private static final int ROWS = 10_000;
    private static final int ROUNDS = 9;

    private static final String ONE = "SELECT value FROM entry WHERE name = ?";
    private static final String HUNDRED = "SELECT value FROM entry WHERE name >= ? ORDER BY name LIMIT 100";
    private static final String UPDATE = "UPDATE entry SET value = 'changed' WHERE name = ?";

    private StatementBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments none
     * @throws SQLException if the file cannot be opened
     */
    public static void main(String[] arguments) throws SQLException {
        Path directory = Sample.directory();
        String url = "jdbc:sqlite:" + directory.resolve("statements.db");
        try (Session session = Session.of(DriverManager.getConnection(url), new Dialect("max", "$1", 1))) {
            fill(session);
            session.execute("BEGIN");
            compare("one row by its name", 20_000, i -> list(session, ONE, i), i -> listThroughJdbi(session, ONE, i));
            compare(
                    "a page of 100 rows",
                    1_000,
                    i -> list(session, HUNDRED, i),
                    i -> listThroughJdbi(session, HUNDRED, i));
            compare(
                    "an update of one row",
                    20_000,
                    i -> Sql.of(UPDATE, name(i)).update(session),
                    i -> session.jdbi(handle -> handle.execute(UPDATE, name(i))));
            session.execute("ROLLBACK");
        } finally {
            Sample.remove(directory);
        }
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%08d", number * 7_919L % (ROWS - 100));
    }

    private static void fill(Session session) {
        session.execute("CREATE TABLE entry (name TEXT PRIMARY KEY, value TEXT)");
        session.execute("BEGIN");
        for (int i = 0; i < ROWS; i++) {
            Sql.of("INSERT INTO entry VALUES (?, 'value')", String.format(Locale.ROOT, "%08d", i))
                    .update(session);
        }
        session.execute("COMMIT");
    }

    private static int list(Session session, String sql, int number) {
        return Sql.of(sql, name(number)).list(session, row -> row.getString(1)).size();
    }

    private static int listThroughJdbi(Session session, String sql, int number) {
        List<String> values = session.jdbi(handle -> handle.select(sql, name(number))
                .map((row, context) -> row.getString(1))
                .list());
        return values.size();
    }

    private static void compare(String what, int times, IntUnaryOperator plain, IntUnaryOperator throughJdbi) {
        double[] ofPlain = new double[ROUNDS];
        double[] ofJdbi = new double[ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            double first = micros(times, plain);
            double second = micros(times, throughJdbi);
            if (round >= 0) {
                ofPlain[round] = first;
                ofJdbi[round] = second;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: Sql %.1f us, Jdbi %.1f us, %.2f x%n",
                what,
                median(ofPlain),
                median(ofJdbi),
                median(ofJdbi) / median(ofPlain));
    }

    private static double micros(int times, IntUnaryOperator statement) {
        var clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += statement.applyAsInt(i);
        }
        if (sum < times) {
            throw new IllegalStateException("a statement found no row");
        }
        return (clock.getCurrentThreadCpuTime() - begin) / 1e3 / times;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
