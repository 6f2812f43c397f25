package io.serialpass.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, of which the operating system says how much CPU time it used. */
final class MeasuredServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    /** Starts it, and waits until it prints the address that it listens on. */
    MeasuredServer(Path directory, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            // In the environment, since a server of an older version refuses an option that it does not know.
            builder.environment().put("SERIALPASS_TOKEN_RATE", "0");
            process = builder.start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            port = portIn(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server of a jar, over the store of a directory. */
    static MeasuredServer ofJar(Path jar, Path directory, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toAbsolutePath().toString(),
                "serve",
                "--port=0",
                "--storage=jdbc:sqlite:" + directory.resolve("store.db")));
        command.addAll(List.of(options));
        return new MeasuredServer(directory, command);
    }

    private static int portIn(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("the server ended before it listened");
    }

    /** Waits until a process that writes into a file has written the address that it listens on. */
    static int portIn(Path out, Process process) throws IOException {
        while (process.isAlive()) {
            Matcher matcher = LISTENING.matcher(Files.readString(out));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            Thread.onSpinWait();
        }
        throw new IOException("the server ended before it listened: " + Files.readString(out));
    }

    int port() {
        return port;
    }

    /** The CPU time that all its threads used so far, user and system. */
    Duration cpuTime() {
        return figures().cpuTime();
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
