package io.serialpass.http.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how long work goes: rows, rate and time left, as a bar on a terminal and as a line every few
 * seconds elsewhere. For one thread.
 */
final class Progress implements AutoCloseable {

    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private final String task;
    private final long total;
    private final PrintStream err = System.err;
    private final @Nullable ProgressBar bar;
    private final long began = System.nanoTime();
    private long lastLine = began;

    /**
     * Starts.
     *
     * @param task what is done, for example {@code Importing}
     * @param total how much there is to do, in the units that {@link #show} is told
     */
    Progress(String task, long total, boolean terminal) {
        this.task = task;
        this.total = total;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(Math.max(1, total))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build()
                : null;
    }

    /** Whether a person watches. */
    @SuppressWarnings("SystemConsoleNull") // where there is one without a terminal, isRedirected asks it
    static boolean onTerminal() {
        return System.console() != null && System.getenv("TERM") != null && !isRedirected();
    }

    /** From Java 22 on there is a console even where there is no terminal, and it says so itself. */
    private static boolean isRedirected() {
        try {
            Object terminal = java.io.Console.class.getMethod("isTerminal").invoke(System.console());
            return Boolean.FALSE.equals(terminal);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * Shows how far the work is.
     *
     * @param done how much of the total is done
     * @param rows how many rows that is
     */
    void show(long done, long rows) {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - began) / 1e9);
        String rate = String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", rows, rows / seconds);
        if (bar != null) {
            bar.setExtraMessage(" " + rate);
            bar.stepTo(done);
        } else if (now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            long left = done == 0 ? 0 : Math.round(seconds * (total - done) / done);
            err.println(task + ": " + rate + (total > 0 ? ", " + left + " s left" : ""));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
