package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.simulator.apns.ApnsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of two servers on one store, one tells the phones. When it is killed, the other one goes on. */
@Timeout(240)
class PushTakeOverTest {

    private static final int DEVICES = 20;

    @TempDir
    private Path directory;

    private final ToldTokens told = new ToldTokens();

    private void awaitTold(int times, Duration longest) throws InterruptedException {
        assertThat(told.await(DEVICES, times, longest))
                .as("each phone is told of the change %d: %s", times, told.counts())
                .isTrue();
    }

    @Test
    void theOtherServerTakesOverWithin30Seconds() throws Exception {
        PushingPrograms programs = new PushingPrograms(directory);
        programs.fill(DEVICES);
        programs.writeCertificates();
        Optional<Process> second = Optional.empty();
        try (ApnsStandIn apple = ApnsStandIn.builder().start()) {
            apple.onAccepted(push -> told.tell(push.token()));
            Process first = programs.start(apple);
            // The certificate that the server begins with changes all passes.
            awaitTold(1, Duration.ofSeconds(60));
            second = Optional.of(programs.start(apple));
            programs.change();
            awaitTold(2, Duration.ofSeconds(60));
            assertThat(apple.connectionsOpened()).as("one server alone sends").isEqualTo(1);
            first.destroyForcibly().waitFor();
            programs.change();
            awaitTold(3, Duration.ofSeconds(30));
            assertThat(apple.connectionsOpened()).isEqualTo(2);
            assertThat(told.counts().values())
                    .as("nobody is told twice of a change")
                    .allMatch(times -> times == 3);
        } finally {
            second.ifPresent(Process::destroyForcibly);
        }
    }
}
