package io.serialpass.benchmarks;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * {@code serialpass import} of a CSV of 1,000,000 rows in a heap of 128 MB, start of the program included, beside {@code
 * sqlite3}'s own {@code .import} into a table with the same columns and the same indexes. The trigram index is fed by
 * sqlite3 once row by row through a trigger, and once in one go after the import. Needs {@code sqlite3} on the path.
 */
public final class ImportBenchmark {

    private static final int ROWS = 1_000_000;

    private ImportBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar
     * @throws Exception if a program fails
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path directory = Sample.directory();
        try {
            Path ours = directory.resolve("ours.csv");
            Path theirs = directory.resolve("theirs.csv");
            writeFiles(ours, theirs);
            for (int round = 1; round <= 2; round++) {
                double importRate = ROWS / serialpass(jar, directory, ours);
                double triggerRate = ROWS / sqlite(directory, theirs, true);
                double rebuildRate = ROWS / sqlite(directory, theirs, false);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: serialpass import %,.0f rows/s; sqlite3 .import with trigger %,.0f rows/s (%.2f x);"
                                + " and with the trigram index built afterwards %,.0f rows/s (%.2f x)%n",
                        round,
                        importRate,
                        triggerRate,
                        importRate / triggerRate,
                        rebuildRate,
                        importRate / rebuildRate);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static void writeFiles(Path ours, Path theirs) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter our = Files.newBufferedWriter(ours);
                BufferedWriter their = Files.newBufferedWriter(theirs)) {
            our.write("value,itemReference\n");
            for (int i = 1; i <= ROWS; i++) {
                int item = random.nextInt(Sample.ITEMS);
                // The number makes it unique, the random part spreads it over the indexes.
                String value = Sample.value(random) + Integer.toString(i, 36);
                our.write(value + "," + Sample.reference(item) + "\n");
                their.write(i + ",1," + (item + 1) + "," + value + ",0,0,1790000000000,1790000000000\n");
            }
        }
    }

    private static double serialpass(Path jar, Path directory, Path csv) throws Exception {
        Path store = directory.resolve("store.db");
        delete(store);
        String url = "jdbc:sqlite:" + store;
        try (Storage storage = Storages.open(url)) {
            Sample.addItems(storage);
        }
        return run(
                directory,
                "",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        jar.toString(),
                        "import",
                        csv.toString(),
                        "--storage",
                        url));
    }

    private static double sqlite(Path directory, Path csv, boolean trigger) throws Exception {
        Path store = directory.resolve("sqlite3.db");
        delete(store);
        String script = "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n"
                + "CREATE TABLE serial_number (id INTEGER PRIMARY KEY AUTOINCREMENT, organization_id INTEGER NOT NULL,"
                + " item_id INTEGER NOT NULL, value TEXT NOT NULL, status INTEGER NOT NULL, warehouse_stock_id INTEGER,"
                + " date_created INTEGER NOT NULL, last_updated INTEGER NOT NULL);\n"
                + "CREATE UNIQUE INDEX i0 ON serial_number (organization_id, value, item_id);\n"
                + "CREATE INDEX i1 ON serial_number (organization_id, value COLLATE NOCASE, date_created);\n"
                + "CREATE INDEX i2 ON serial_number (organization_id);\n"
                + "CREATE INDEX i3 ON serial_number (organization_id, date_created);\n"
                + "CREATE INDEX i4 ON serial_number (organization_id, last_updated);\n"
                + "CREATE INDEX i5 ON serial_number (organization_id, status);\n"
                + "CREATE INDEX i6 ON serial_number (organization_id, status, date_created);\n"
                + "CREATE INDEX i7 ON serial_number (organization_id, status, last_updated);\n"
                + "CREATE INDEX i8 ON serial_number (item_id);\n"
                + "CREATE INDEX i9 ON serial_number (item_id, date_created);\n"
                + "CREATE INDEX i10 ON serial_number (item_id, status);\n"
                + "CREATE INDEX i11 ON serial_number (organization_id, id >> 12, value COLLATE NOCASE, date_created);\n"
                + "CREATE VIRTUAL TABLE search USING fts5 (value, content = 'serial_number', content_rowid = 'id',"
                + " tokenize = 'trigram', detail = none, columnsize = 0);\n"
                + (trigger
                        ? "CREATE TRIGGER t AFTER INSERT ON serial_number BEGIN INSERT INTO search (rowid, value)"
                                + " VALUES (new.id, new.value); END;\n"
                        : "")
                + ".mode csv\n.import " + csv + " serial_number\n"
                + (trigger ? "" : "INSERT INTO search (search) VALUES ('rebuild');\n")
                + "SELECT count(*) FROM serial_number;\n";
        return run(directory, script, List.of("sqlite3", store.toString()));
    }

    private static void delete(Path store) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(store + suffix));
        }
    }

    /** Runs a program and gives the seconds that it took. */
    private static double run(Path directory, String input, List<String> command) throws Exception {
        Path script = directory.resolve("input");
        Files.writeString(script, input);
        Path output = directory.resolve("output");
        long begin = System.nanoTime();
        int status = new ProcessBuilder(command)
                .redirectInput(script.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        String said = Files.readString(output);
        if (status != 0 || !said.contains(Integer.toString(ROWS))) {
            throw new IllegalStateException(command + " ended with " + status + ": " + said);
        }
        return seconds;
    }
}
