package io.serialpass.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The process of {@link StormPhones}, as the program that measures sees it. */
final class PhonesProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter commands;
    private final Path trust;
    private final int pushPort;

    /** Starts it, and writes the certificate of its stand-in for Apple's push service. */
    PhonesProcess(Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StormPhones.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        trust = Files.write(
                directory.resolve("stand-in.pem"), Base64.getDecoder().decode(line()));
        pushPort = Integer.parseInt(line());
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the process of the phones has ended");
        }
        return line;
    }

    /** The file with the certificate that a server has to trust. */
    Path trust() {
        return trust;
    }

    /** The port that a server pushes to. */
    int pushPort() {
        return pushPort;
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    /** Gives a command, and waits for its answer. */
    Map<String, Long> tell(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        Map<String, Long> answer = new HashMap<>();
        for (String word : line().split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                answer.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
            }
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
