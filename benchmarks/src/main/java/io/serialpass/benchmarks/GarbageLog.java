package io.serialpass.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of the collections of another process.
 *
 * @param file where its JVM writes them
 */
record GarbageLog(Path file) {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    /** What the JVM needs to be told. */
    String option() {
        return "-Xlog:gc:file=" + file + ":uptime:filecount=0";
    }

    /**
     * How much of the heap was in use, in megabytes.
     *
     * @param before at most when a collection began
     * @param after at most when one had ended
     */
    record Use(long before, long after) {}

    /** The most since the process began. */
    Use most() throws IOException {
        long before = 0;
        long after = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = COLLECTION.matcher(line);
            if (matcher.find()) {
                before = Math.max(before, Long.parseLong(matcher.group(1)));
                after = Math.max(after, Long.parseLong(matcher.group(2)));
            }
        }
        return new Use(before, after);
    }
}
