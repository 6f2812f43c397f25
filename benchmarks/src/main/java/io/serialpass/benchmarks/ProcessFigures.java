package io.serialpass.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the operating system tells of a process, read in {@code /proc}.
 *
 * @param pid the number of the process
 */
record ProcessFigures(long pid) {

    /** The unit of times in /proc, the same on every Linux that runs Java. */
    private static final long TICKS_PER_SECOND = 100;

    private String read(String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CPU time that all its threads used so far, user and system. */
    Duration cpuTime() {
        return cpuTime(read("stat"), 11);
    }

    /** The same; zero if the process has ended. */
    Duration cpuTimeIfAlive() {
        try {
            return cpuTime();
        } catch (UncheckedIOException e) {
            return Duration.ZERO;
        }
    }

    /** The CPU time of the processes that it has started, waited for, and seen end. */
    Duration cpuTimeOfEnded() {
        return cpuTime(read("stat"), 13);
    }

    /** The sum of a user time and the system time that follows it. */
    private static Duration cpuTime(String stat, int field) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** The most memory that it had at once since it began, in megabytes: its heap, its stacks, its code and its buffers. */
    long mostMegabytes() {
        return megabytes("VmHWM:");
    }

    /** The memory that it has now, in megabytes. */
    long megabytes() {
        return megabytes("VmRSS:");
    }

    /** How many bytes it has had written to disks. */
    long writtenBytes() {
        return number("io", "write_bytes:");
    }

    private long megabytes(String name) {
        return number("status", name) >> 10;
    }

    private long number(String file, String name) {
        String line = read(file)
                .lines()
                .filter(one -> one.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
