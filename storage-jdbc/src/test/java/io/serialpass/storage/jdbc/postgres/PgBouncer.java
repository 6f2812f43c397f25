package io.serialpass.storage.jdbc.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The PgBouncer of this machine, which gives each transaction another one of a few connections to a database server. */
final class PgBouncer implements AutoCloseable {

    /** Fewer connections than two storages have, so that they share them. */
    static final int CONNECTIONS = 3;

    private static final String SETTINGS = """
            [databases]
            * = host=localhost port=%d user=postgres password=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = %d
            """;

    private static final long LONGEST_START_SECONDS = 20;
    private static final int TRIES = 3;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, or skips the test where PgBouncer is not installed. */
    static PgBouncer before(int server, Path directory) throws Exception {
        String program = program();
        Path settings = directory.resolve("pgbouncer.ini");
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            Files.writeString(settings, SETTINGS.formatted(server, port, CONNECTIONS));
            Process process = new ProcessBuilder(command(program, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                    .start();
            if (isReached(process, port)) {
                return new PgBouncer(process, port);
            }
            // Somebody else took the port in between.
            process.destroyForcibly().waitFor();
        }
        throw new AssertionError(Files.readString(directory.resolve("pgbouncer.log")));
    }

    private static String program() {
        // A user who is not root has no sbin in the path.
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, "pgbouncer is not installed");
                    return "";
                });
    }

    /** It refuses to run as root, as PostgreSQL does; within a name space of its own a process is nobody. */
    private static List<String> command(String program, Path settings) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(program, settings.toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isReached(Process process, int port) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected() && process.isAlive();
            } catch (IOException e) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    /** The URL of a database, without the setting that a pooler needs. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
