package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.Serialpass;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Phones are answered by the threads that serve connections. A store that does not answer never holds all of these threads. */
class LooksTest {

    private static final int CONNECTIONS = 64;

    @Test
    void aStoreThatDoesNotAnswerManyPhonesLeavesConnectionsServed() throws Exception {
        // One thread of four serves its connections, and which these are is chance: 16 on average.
        serveOthers(CONNECTIONS, 4);
    }

    @Test
    void aStoreThatDoesNotAnswerOnePhoneLeavesMostConnectionsServed() throws Exception {
        serveOthers(1, CONNECTIONS / 2);
    }

    private static void serveOthers(int phones, int least) throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        try (Storage storage = Storages.open("memory:");
                Serialpass app = Serialpass.builder(new SlowForDevices(storage, answers))
                        .clock(Clock.systemUTC())
                        .build();
                SerialpassServer server =
                        SerialpassServer.start(ServerOptions.defaults().at("127.0.0.1", 0), app)) {
            try {
                askAndLetAnswer(server.address().getPort(), phones, least, answers);
            } finally {
                answers.countDown();
            }
        }
    }

    private static void askAndLetAnswer(int port, int asking, int least, CountDownLatch answers) throws Exception {
        List<Socket> phones = new ArrayList<>();
        for (int i = 0; i < asking; i++) {
            phones.add(ask(port, "/v1/devices/D" + i + "/registrations/pass.a"));
        }
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            others.add(ask(port, "/health/live"));
        }
        int served = 0;
        for (int round = 0; round < 100 && served < least; round++) {
            served = 0;
            for (Socket other : others) {
                served += hasAnswer(other) ? 1 : 0;
            }
        }
        assertThat(served).isGreaterThanOrEqualTo(least);
        answers.countDown();
        for (Socket phone : phones) {
            phone.setSoTimeout(30_000);
            assertThat(new String(phone.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 204");
            phone.close();
        }
        for (Socket other : others) {
            other.close();
        }
    }

    private static Socket ask(int port, String path) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Whether something has come that was not read yet. It waits a moment, and leaves the answer there. */
    private static boolean hasAnswer(Socket socket) throws Exception {
        if (socket.getInputStream().available() > 0) {
            return true;
        }
        socket.setSoTimeout(1);
        try {
            // Nothing is lost where a byte comes: one answer is enough to be counted each time.
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** A storage that does not answer devices until it may. */
    private static final class SlowForDevices implements Storage {
        private final Storage storage;
        private final CountDownLatch answers;

        SlowForDevices(Storage storage, CountDownLatch answers) {
            this.storage = storage;
            this.answers = answers;
        }

        @Override
        public <T> T read(ReadWork<T> work) {
            if (Turn.current().share() == Share.DEVICES) {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return storage.read(work);
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            return storage.write(work);
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
