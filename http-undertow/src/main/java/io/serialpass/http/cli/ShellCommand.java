package io.serialpass.http.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command of the user that changes a pass. It is run by the shell, and its output goes to standard error. */
final class ShellCommand {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String command;

    ShellCommand(String command) {
        this.command = command;
    }

    /**
     * Runs it.
     *
     * @throws IOException if it cannot be run, fails, or takes more than a minute
     */
    void run() throws IOException {
        Process process = new ProcessBuilder(shell(command))
                .redirectInput(Redirect.from(nothing()))
                .redirectError(Redirect.INHERIT)
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the command of --change did not end within a minute");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the command of --change was given up", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the command of --change ended with " + process.exitValue());
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    private static String[] shell(String command) {
        return isWindows() ? new String[] {"cmd", "/c", command} : new String[] {"/bin/sh", "-c", command};
    }

    private static java.io.File nothing() {
        return new java.io.File(isWindows() ? "NUL" : "/dev/null");
    }
}
