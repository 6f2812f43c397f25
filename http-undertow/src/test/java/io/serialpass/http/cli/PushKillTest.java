package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.simulator.apns.ApnsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers share a store. The one that tells many phones of one change is killed, and then the one that took over: each phone is told,
 * and none again and again.
 */
@Timeout(240)
class PushKillTest {

    private static final int DEVICES = 4_000;
    private static final int KILLS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final ToldTokens told = new ToldTokens();

    @Test
    void eachPhoneIsToldAtLeastOnceAndAtMostOnceForEachServerThatWorked() throws Exception {
        PushingPrograms programs = new PushingPrograms(directory);
        programs.fill(DEVICES);
        programs.writeCertificates();
        Random random = new Random(7);
        try (ApnsStandIn apple = ApnsStandIn.builder().start()) {
            apple.onAccepted(push -> told.tell(push.token()));
            Process working = programs.start(apple);
            // The certificate that the server begins with changes all passes.
            assertThat(told.await(DEVICES, 1, LONGEST)).isTrue();
            told.clear();
            Process next = programs.start(apple);
            programs.change();
            for (int kill = 0; kill < KILLS; kill++) {
                int number = kill * DEVICES / (KILLS + 1) + 1 + random.nextInt(DEVICES / (KILLS + 1));
                assertThat(told.await(number, 1, LONGEST)).isTrue();
                working.destroyForcibly().waitFor();
                working = next;
                next = kill < KILLS - 1 ? programs.start(apple) : next;
            }
            boolean isTold = told.await(DEVICES, 1, LONGEST);
            next.destroy();
            assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(isTold).as(programs.errors()).isTrue();
        }
        assertThat(told.counts().values()).allMatch(times -> times <= KILLS + 1);
        assertThat(told.counts().values().stream().filter(times -> times > 1).count())
                .as("what was under way at a kill is told again, and no more")
                .isLessThan(DEVICES);
    }
}
