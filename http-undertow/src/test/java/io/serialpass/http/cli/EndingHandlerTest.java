package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.server.Connections;
import io.serialpass.http.server.HttpListener;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fate of a process one of whose threads ends. */
class EndingHandlerTest {

    /** A process of which another thread meets something, while the first would wait for ever. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            Thread.setDefaultUncaughtExceptionHandler(new EndingHandler());
            if (arguments[0].equals("listener")) {
                endThreadOfListener();
                return;
            }
            Thread other = new Thread(() -> {
                if (arguments[0].equals("memory")) {
                    throw new OutOfMemoryError("as a test wants it");
                } else if (arguments[0].equals("linkage")) {
                    throw new NoClassDefFoundError("as a test wants it");
                }
                throw new IllegalStateException("as a test wants it");
            });
            other.start();
            other.join();
            System.exit(0);
        }

        /** Lets the loop of an I/O thread meet an exception, in which its selector alone can be the cause. */
        private static void endThreadOfListener() throws Exception {
            HttpListener listener = HttpListener.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    16_384,
                    new Connections(10, 1 << 20, false),
                    exchange -> {},
                    Optional.empty());
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(HttpListener::isItsThread)
                    .findFirst()
                    .orElseThrow();
            Field selector = thread.getClass().getDeclaredField("selector");
            selector.setAccessible(true);
            ((Selector) selector.get(thread)).close();
            thread.join();
            listener.close();
        }
    }

    private static Process start(String what) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "linkage"})
    void anErrorEndsItWithAMessageAndAStatusOfItsOwn(String what) throws Exception {
        Process process = start(what);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(EndingHandler.STATUS);
        assertThat(said).startsWith("serialpass: ").contains("the process ends", "Error");
    }

    /** Nobody would serve its connections, and the port would still be open. */
    @Test
    void anExceptionThatEndsAThreadOfTheListenerEndsTheProcessToo() throws Exception {
        Process process = start("listener");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(EndingHandler.STATUS);
        assertThat(said).contains("serialpass: ", "the process ends", "ClosedSelectorException");
    }

    @Test
    void anExceptionIsLoggedAndTheProcessGoesOn() throws Exception {
        Process process = start("exception");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(said).contains("ended by a fault", "IllegalStateException");
    }
}
