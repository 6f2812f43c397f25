package io.serialpass.benchmarks;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What phones do over HTTP at one server on PostgreSQL, 64 callers, beside {@code pgbench} with 64 clients and the same statements: new
 * registrations, each durable (pgbench commits each by itself), and a device's list (pgbench runs its query alone). CPU time of the
 * server's process, of PostgreSQL's processes and of pgbench. The two take turns. Needs {@code pgbench} on the path.
 */
public final class PostgresDevicesBenchmark {

    private static final String STORE = "serialpass";

    /** The same rows for pgbench, in a database of their own: the server would deal with events that are not its own. */
    private static final String PEER = "peer";

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.bench");
    private static final String TOKEN = "token-of-a-benchmark";
    private static final int PASSES = 10_000;
    private static final int DEVICES = 1_000;
    private static final int PASSES_PER_DEVICE = 10;
    private static final int CALLERS = 64;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int WARM_UP_ROUNDS = 3;

    private static final String TAG = "CASE WHEN p.uploaded OR t.content_second = 0 THEN p.update_tag ELSE greatest("
            + "CASE WHEN p.last_modified IS NULL THEN 0 ELSE p.update_tag END, t.content_tag, coalesce(v.update_tag, 0)) END";

    private static final String VARIANT =
            " LEFT JOIN pass_type_item v ON v.item_id = p.item_id AND v.pass_type_id = p.pass_type_id";

    /** The statements of a registration. The row of the type, which the tag is taken from, keeps the positions of events apart. */
    private static final String REGISTER = """
            \\set n random(1, 1000000000000)
            \\set p random(0, PASSES - 1)
            BEGIN;
            SELECT p.authentication_token, TAG, CASE WHEN p.uploaded THEN p.last_modified WHEN t.content_second > 0 THEN
                greatest(coalesce(p.last_modified, 0), t.content_second, coalesce(v.last_modified, 0)) END
                FROM pass_type t JOIN pass p ON p.pass_type_id = t.id VARIANT
                WHERE t.identifier = 'TYPE' AND p.serial_number = :p;
            SELECT r.id, r.device, t.identifier, p.serial_number, r.push_token, r.update_tag, r.date_created, r.last_updated
                FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
                JOIN registration r ON r.device = :n AND r.pass_type_id = t.id AND r.pass_id = p.id
                WHERE t.identifier = 'TYPE' AND p.serial_number = :p;
            UPDATE pass_type SET last_tag = greatest(0, last_tag + 1) WHERE identifier = 'TYPE' RETURNING last_tag AS tag \\gset
            INSERT INTO registration (device, pass_type_id, pass_id, push_token, update_tag, date_created, last_updated)
                SELECT :n, t.id, p.id, 'PUSH', :tag, 1790000000000, 1790000000000
                FROM pass_type t JOIN pass p ON p.pass_type_id = t.id WHERE t.identifier = 'TYPE' AND p.serial_number = :p;
            SELECT organization_id FROM pass_type WHERE identifier = 'TYPE';
            INSERT INTO event (position, organization_id, time, type, body, actor)
                SELECT coalesce(max(position), 0) + 1, 1, 1790000000000, 21, 'TYPE' || chr(10) || :p || chr(10) || :n, NULL
                FROM event;
            COMMIT;
            """;

    private static final String LIST = """
            \\set d random(0, DEVICES - 1)
            SELECT p.serial_number, greatest(TAG, r.update_tag) FROM pass_type t
                JOIN registration r ON r.device = :d AND r.pass_type_id = t.id JOIN pass p ON p.id = r.pass_id VARIANT
                WHERE t.identifier = 'TYPE' AND (p.uploaded OR (t.content_second > 0 AND t.signer IS NOT NULL))
                AND (TAG > -1 OR r.update_tag > -1 OR -1 > t.last_tag) ORDER BY r.pass_id;
            """;

    private static final String PUSH_TOKEN = "push-token-of-a-device-that-is-64-characters-long-0123456789abcdef";

    private static final Pattern TRANSACTIONS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

    private final Path directory;
    private final MeasuredPostgres postgres;

    private PostgresDevicesBenchmark(Path directory, MeasuredPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /**
     * The figures of one side in a round.
     *
     * @param perSecond how many calls in a second
     * @param client CPU time of a call in the server of Serialpass, or in pgbench, in microseconds
     * @param database CPU time of a call in PostgreSQL's processes, in microseconds
     */
    private record Result(double perSecond, double client, double database) {}

    /** One side of a round. */
    private interface Side {
        Result run() throws Exception;
    }

    /**
     * Runs it.
     *
     * @param arguments the server's jar; how many rounds, 5 if not given
     * @throws Exception if a program fails
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path directory = Sample.directory();
        try (MeasuredPostgres postgres = new MeasuredPostgres(directory)) {
            PostgresDevicesBenchmark benchmark = new PostgresDevicesBenchmark(directory, postgres);
            benchmark.fill();
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "serve",
                    "--port=0",
                    "--storage=" + postgres.url(STORE),
                    // The limit is on, and too high to be reached.
                    "--list-rate=1000000",
                    "--list-burst=10000000");
            try (MeasuredServer server = new MeasuredServer(directory, command)) {
                benchmark.run(server, rounds);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private void fill() throws Exception {
        postgres.makeDatabase(STORE);
        Instant now = Instant.now();
        try (Storage storage = Storages.open(postgres.url(STORE))) {
            storage.write(tx -> {
                tx.passTypes().claim(TYPE, Sample.ORGANIZATION, now);
                return true;
            });
            // PostgreSQL finds a row the more slowly, the more often one transaction has changed it; that of the type
            // changes often.
            for (int device = 0; device < DEVICES; device++) {
                int first = device * PASSES_PER_DEVICE;
                storage.write(tx -> {
                    issue(tx, first, now);
                    return true;
                });
            }
        }
        postgres.run(STORE, "ANALYZE");
        postgres.run("postgres", "CREATE DATABASE " + PEER + " TEMPLATE " + STORE);
        postgres.settle();
    }

    /** Issues the passes of a device, and registers them. */
    private static void issue(WriteTransaction tx, int first, Instant now) {
        byte[] pkpass = new byte[100];
        UpdateTag tag = tx.passes().takeTag(TYPE, now);
        for (int i = first; i < first + PASSES_PER_DEVICE; i++) {
            PassId id = new PassId(TYPE, new PassSerialNumber(Integer.toString(i)));
            NewPass wanted = new NewPass(
                    id, Sample.ORGANIZATION, new AuthenticationToken(TOKEN), Optional.empty(), PassDetails.NONE);
            Pass pass = tx.passes()
                    .insert(wanted, tag, now)
                    .orElseThrow()
                    .uploaded()
                    .nextVersion(tag, now);
            tx.passes().putPackage(id, pkpass, PackageHash.of(pkpass));
            tx.passes().update(pass);
            String device = Integer.toString(first / PASSES_PER_DEVICE);
            tx.registrations()
                    .insert(new DeviceLibraryIdentifier(device), id, new PushToken("push-token-" + device), tag, now);
        }
    }

    private void run(MeasuredServer server, int rounds) throws Exception {
        long run = System.nanoTime();
        Side register = () -> ours(server, n -> register(run + "-" + System.nanoTime() + "-" + n, n % PASSES), 201);
        Side list = () -> ours(
                server,
                n -> "GET /v1/devices/" + n % DEVICES + "/registrations/" + TYPE.value()
                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                200);
        Path registerScript = script("register.sql", REGISTER);
        Path listScript = script("list.sql", LIST);
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            Result unusedRegister = register.run();
            Result unusedList = list.run();
        }
        compare("register, new, durable", rounds, register, () -> pgbench(registerScript));
        compare("list of 10", rounds, list, () -> pgbench(listScript));
    }

    private static void compare(String name, int rounds, Side ours, Side theirs) throws Exception {
        List<Result> our = new ArrayList<>();
        List<Result> their = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            our.add(ours.run());
            their.add(theirs.run());
            ratios.add(our.get(i).perSecond() / their.get(i).perSecond());
        }
        ratios.sort(null);
        Result mine = median(our);
        Result peer = median(their);
        System.out.printf(
                Locale.ROOT,
                "%s%n  Serialpass %,8.0f/s, CPU time of a call: server %6.1f us, PostgreSQL %6.1f us%n"
                        + "  pgbench    %,8.0f/s, CPU time of a call: pgbench %5.1f us, PostgreSQL %6.1f us%n"
                        + "  ratio of the rates: median %.2f of %d rounds (%.2f to %.2f); of PostgreSQL's CPU time %.2f;"
                        + " of the clients' CPU time %.2f%n",
                name,
                mine.perSecond(),
                mine.client(),
                mine.database(),
                peer.perSecond(),
                peer.client(),
                peer.database(),
                ratios.get(rounds / 2),
                rounds,
                ratios.get(0),
                ratios.get(rounds - 1),
                mine.database() / peer.database(),
                mine.client() / peer.client());
    }

    /** The median of each figure by itself. */
    private static Result median(List<Result> results) {
        return new Result(
                median(results.stream().map(Result::perSecond).toList()),
                median(results.stream().map(Result::client).toList()),
                median(results.stream().map(Result::database).toList()));
    }

    private static double median(Iterable<Double> values) {
        List<Double> sorted = new ArrayList<>();
        values.forEach(sorted::add);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }

    private Result ours(MeasuredServer server, LongFunction<String> request, int status) throws Exception {
        postgres.settle();
        Duration before = postgres.cpuTime();
        HttpLoad.Result result = new HttpLoad(server, CALLERS).run(ROUND, request, status);
        double database = postgres.cpuTime().minus(before).toNanos() / 1e3 / result.requests();
        return new Result(result.perSecond(), result.cpuMicros(), database);
    }

    private Result pgbench(Path script) throws Exception {
        postgres.settle();
        Path output = directory.resolve("pgbench.out");
        ProcessFigures self = new ProcessFigures(ProcessHandle.current().pid());
        Duration database = postgres.cpuTime();
        Duration client = self.cpuTimeOfEnded();
        ProcessBuilder builder = new ProcessBuilder(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CALLERS,
                        "--jobs=2",
                        "--time=" + ROUND.toSeconds(),
                        "--file=" + script,
                        "--host=localhost",
                        "--port=" + postgres.port(),
                        "--username=postgres",
                        PEER)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", "postgres");
        int status = builder.start().waitFor();
        String said = Files.readString(output);
        Matcher transactions = TRANSACTIONS.matcher(said);
        Matcher failed = FAILED.matcher(said);
        if (status != 0
                || !transactions.find()
                || (failed.find() && !failed.group(1).equals("0"))) {
            throw new IllegalStateException("pgbench ended with " + status + ": " + said);
        }
        double calls = Double.parseDouble(transactions.group(1));
        return new Result(
                calls / ROUND.toSeconds(),
                self.cpuTimeOfEnded().minus(client).toNanos() / 1e3 / calls,
                postgres.cpuTime().minus(database).toNanos() / 1e3 / calls);
    }

    private Path script(String name, String text) throws Exception {
        return Files.writeString(
                directory.resolve(name),
                text.replace("PASSES", Integer.toString(PASSES))
                        .replace("DEVICES", Integer.toString(DEVICES))
                        .replace("TAG", TAG)
                        .replace("VARIANT", VARIANT)
                        .replace("PUSH", PUSH_TOKEN)
                        .replace("TYPE", TYPE.value()));
    }

    private static String register(String device, long pass) {
        String body = "{\"pushToken\":\"" + PUSH_TOKEN + "\"}";
        return "POST /v1/devices/" + device + "/registrations/" + TYPE.value() + "/" + pass
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApplePass " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
