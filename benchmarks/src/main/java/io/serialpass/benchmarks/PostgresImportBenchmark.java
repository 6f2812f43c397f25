package io.serialpass.benchmarks;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;

/**
 * {@code serialpass import} of a CSV of 1,000,000 rows into PostgreSQL, start of the program included, beside {@code COPY} in one
 * transaction into a table with the same columns and the same indexes, and into one that also has the same references to other
 * tables. The three take turns, each in a new database.
 */
public final class PostgresImportBenchmark {

    private static final String STORE = "serialpass";

    /** The same columns, indexes and checks; references to other tables are not among them. */
    private static final String LIKE = "CREATE TABLE copied (LIKE serial_number INCLUDING ALL)";

    private static final String REFERENCES = "ALTER TABLE copied"
            + " ADD FOREIGN KEY (organization_id) REFERENCES organization (id),"
            + " ADD FOREIGN KEY (item_id) REFERENCES item (id)";

    private static final String COPY = "COPY copied (id, organization_id, item_id, value, status, date_created,"
            + " last_updated) FROM STDIN WITH (FORMAT csv)";

    private final Path jar;
    private final Path directory;
    private final int rows;
    private final MeasuredPostgres postgres;

    private PostgresImportBenchmark(Path jar, Path directory, int rows, MeasuredPostgres postgres) {
        this.jar = jar;
        this.directory = directory;
        this.rows = rows;
        this.postgres = postgres;
    }

    /** The time of one way: seconds on the clock, and of CPU time. */
    private record Cost(double seconds, double server, double client) {

        double cpu() {
            return server + client;
        }

        String told(int rows) {
            return String.format(
                    Locale.ROOT,
                    "%,7.0f rows/s; CPU time of a row: PostgreSQL %5.1f us, client %5.1f us",
                    rows / seconds,
                    server / rows * 1e6,
                    client / rows * 1e6);
        }
    }

    /** One of the ways to bring rows in. */
    private interface Way {
        void run() throws Exception;
    }

    /**
     * Runs it.
     *
     * @param arguments the server's jar; how many rows, 1,000,000 if not given; how many rounds, 3 if not given
     * @throws Exception if a program fails
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path directory = Sample.directory();
        try (MeasuredPostgres postgres = new MeasuredPostgres(directory)) {
            new PostgresImportBenchmark(jar, directory, rows, postgres).run(rounds);
        } finally {
            Sample.remove(directory);
        }
    }

    private void run(int rounds) throws Exception {
        writeFiles();
        List<Double> ratios = new ArrayList<>();
        List<Double> ratiosWithReferences = new ArrayList<>();
        List<Double> ratiosOfCpu = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Cost ours = measured("import", this::serialpass);
            Cost copy = measured("COPY, same indexes", () -> copy(false));
            Cost copyWithReferences = measured("COPY, same indexes and references", () -> copy(true));
            ratios.add(copy.seconds() / ours.seconds());
            ratiosOfCpu.add(copy.cpu() / ours.cpu());
            ratiosWithReferences.add(copyWithReferences.seconds() / ours.seconds());
        }
        System.out.println("rate of the import as a part of COPY's: " + told(ratios));
        System.out.println("the same by the CPU time of both sides: " + told(ratiosOfCpu));
        System.out.println("the rate as a part of COPY's with the same references: " + told(ratiosWithReferences));
    }

    private static String told(List<Double> ratios) {
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "median %.2f of %d rounds (%.2f to %.2f)",
                sorted[sorted.length / 2],
                sorted.length,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private Cost measured(String name, Way way) throws Exception {
        postgres.makeDatabase(STORE);
        try (Storage storage = Storages.open(postgres.url(STORE))) {
            Sample.addItems(storage);
        }
        postgres.settle();
        ProcessFigures self = new ProcessFigures(ProcessHandle.current().pid());
        Duration server = postgres.cpuTime();
        Duration client = self.cpuTime().plus(self.cpuTimeOfEnded());
        long begin = System.nanoTime();
        way.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Cost cost = new Cost(
                seconds,
                postgres.cpuTime().minus(server).toMillis() / 1e3,
                self.cpuTime().plus(self.cpuTimeOfEnded()).minus(client).toMillis() / 1e3);
        System.out.printf(Locale.ROOT, "%-34s %s%n", name, cost.told(rows));
        return cost;
    }

    private Path ours() {
        return directory.resolve("ours.csv");
    }

    private Path theirs() {
        return directory.resolve("theirs.csv");
    }

    private void writeFiles() throws IOException {
        Random random = new Random(7);
        try (BufferedWriter our = Files.newBufferedWriter(ours());
                BufferedWriter their = Files.newBufferedWriter(theirs())) {
            our.write("value,itemReference\n");
            for (int i = 1; i <= rows; i++) {
                int item = random.nextInt(Sample.ITEMS);
                // The number makes it unique, the random part spreads it over the indexes.
                String value = Sample.value(random) + Integer.toString(i, 36);
                our.write(value + "," + Sample.reference(item) + "\n");
                their.write(i + ",1," + (item + 1) + "," + value + ",0,1790000000000,1790000000000\n");
            }
        }
    }

    private void serialpass() throws Exception {
        Path output = directory.resolve("output");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        jar.toString(),
                        "import",
                        ours().toString(),
                        "--storage",
                        postgres.url(STORE))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        String said = Files.readString(output);
        if (status != 0 || !said.contains("Imported " + rows + ",")) {
            throw new IllegalStateException("the import ended with " + status + ": " + said);
        }
        requireRows("serial_number");
    }

    private void copy(boolean withReferences) throws SQLException, IOException {
        postgres.run(STORE, LIKE);
        if (withReferences) {
            postgres.run(STORE, REFERENCES);
        }
        try (Connection connection = postgres.connect(STORE);
                InputStream csv = Files.newInputStream(theirs())) {
            long unused = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, csv, 1 << 16);
        }
        requireRows("copied");
    }

    private void requireRows(String table) throws SQLException {
        try (Connection connection = postgres.connect(STORE);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            if (!count.next() || count.getLong(1) != rows) {
                throw new IllegalStateException("not all rows are there");
            }
        }
    }
}
