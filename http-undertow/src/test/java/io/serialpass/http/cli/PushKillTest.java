package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.simulator.apns.ApnsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it tells many phones of one change: each phone is told, and none again and again. */
@Timeout(240)
class PushKillTest {

    private static final int DEVICES = 4_000;
    private static final int KILLS = 2;

    @TempDir
    private Path directory;

    private final Map<String, Integer> told = new ConcurrentHashMap<>();

    private void awaitTold(int number) {
        long begin = System.nanoTime();
        while (told.size() < number
                && System.nanoTime() - begin < Duration.ofSeconds(60).toNanos()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void eachPhoneIsToldAtLeastOnceAndAtMostOnceForEachStart() throws Exception {
        PushingPrograms programs = new PushingPrograms(directory);
        programs.fill(DEVICES);
        programs.writeCertificates();
        Random random = new Random(7);
        try (ApnsStandIn apple = ApnsStandIn.builder().start()) {
            apple.onAccepted(push -> told.merge(push.token(), 1, Integer::sum));
            // The certificate that the server begins with changes all passes.
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = programs.start(apple);
                awaitTold(kill * DEVICES / (KILLS + 1) + 1 + random.nextInt(DEVICES / (KILLS + 1)));
                process.destroyForcibly().waitFor();
            }
            Process last = programs.start(apple);
            awaitTold(DEVICES);
            last.destroy();
            assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).as(programs.errors()).hasSize(DEVICES);
        assertThat(told.values()).allMatch(times -> times <= KILLS + 1);
        assertThat(told.values().stream().filter(times -> times > 1).count())
                .as("what was under way at a kill is told again, and no more")
                .isLessThan(DEVICES);
    }
}
