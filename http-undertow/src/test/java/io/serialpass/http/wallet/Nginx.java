package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.http.tls.TestPem;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The nginx of this machine with the example of {@code deploy/nginx.conf} in front of a server. */
final class Nginx implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("..", "deploy", "nginx.conf");
    private static final Path OLD_ADDRESS = Path.of("..", "docs", "moving-in.md");

    /** One process that writes to its own directory alone. */
    private static final String ITS_OWN = """
            daemon off;
            master_process off;
            pid DIRECTORY/nginx.pid;
            error_log DIRECTORY/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path DIRECTORY/client_body;
                proxy_temp_path DIRECTORY/proxy;
                fastcgi_temp_path DIRECTORY/fastcgi;
                uwsgi_temp_path DIRECTORY/uwsgi;
                scgi_temp_path DIRECTORY/scgi;
                include DIRECTORY/site.conf;
            }
            """;

    private static final long LONGEST_START_SECONDS = 20;
    private static final int TRIES = 3;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, or skips the test where nginx is not installed. */
    static Nginx before(int server, TestPem pem, Path directory) throws Exception {
        String program = program();
        pem.write(directory);
        Files.writeString(directory.resolve("nginx.conf"), ITS_OWN.replace("DIRECTORY", directory.toString()));
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            Files.writeString(directory.resolve("site.conf"), site(port, server, directory));
            Process process = new ProcessBuilder(
                            program,
                            "-p",
                            directory.toString(),
                            "-e",
                            directory.resolve("error.log").toString(),
                            "-c",
                            directory.resolve("nginx.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out.log").toFile())
                    .start();
            if (isReached(process, port)) {
                return new Nginx(process, port);
            }
            // Somebody else took the port in between.
            process.destroyForcibly().waitFor();
        }
        throw new AssertionError(Files.readString(directory.resolve("out.log")));
    }

    private static String program() {
        // A user who is not root has no sbin in the path.
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, "nginx is not installed");
                    return "";
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The example with the places of this machine, and the old address of docs/moving-in.md. */
    private static String site(int port, int server, Path directory) throws IOException {
        String oldAddress =
                Files.readString(OLD_ADDRESS).split("```nginx\n", 2)[1].split("```", 2)[0];
        int location = oldAddress.indexOf("location ");
        String example = Files.readString(EXAMPLE);
        example = replaceOnce(example, "server 127.0.0.1:8080;", "server 127.0.0.1:" + server + ";");
        example = replaceOnce(example, "listen 443 ", "listen 127.0.0.1:" + port + " ");
        example = replaceOnce(
                example,
                "/etc/letsencrypt/live/passes.example.com/fullchain.pem",
                directory.resolve("server.crt").toString());
        example = replaceOnce(
                example,
                "/etc/letsencrypt/live/passes.example.com/privkey.pem",
                directory.resolve("server.key").toString());
        example = replaceOnce(example, "server {\n", oldAddress.substring(0, location) + "server {\n");
        return replaceOnce(example, "    location / {", oldAddress.substring(location) + "    location / {");
    }

    private static String replaceOnce(String text, String old, String now) {
        assertThat(text.split(Pattern.quote(old), -1)).as(old).hasSize(2);
        return text.replace(old, now);
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

    String url() {
        return "https://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
