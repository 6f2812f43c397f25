package io.serialpass.http.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How often each push token was told. Safe for use by many threads. */
final class ToldTokens {

    private final Map<String, Integer> counts = new HashMap<>();

    synchronized void tell(String token) {
        counts.merge(token, 1, Integer::sum);
        notifyAll();
    }

    /**
     * Waits until as many tokens as given were told as often as given.
     *
     * @return whether they were in time
     */
    synchronized boolean await(int tokens, int times, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (toldOften(times) < tokens) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private long toldOften(int times) {
        return times == 1
                ? counts.size()
                : counts.values().stream().filter(count -> count >= times).count();
    }

    synchronized void clear() {
        counts.clear();
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }
}
