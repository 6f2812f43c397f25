package io.serialpass.benchmarks;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the time of a 401 tells: fetches with a wrong token of a pass that is not there, one that holds nothing, and one that
 * holds 64 KB, one after the other on one connection. Medians of 1,000 each, in three rounds; the spread of the rounds is the
 * noise.
 */
public final class WrongTokenBenchmark {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.timing");
    private static final int FETCHES = 1_000;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 3;

    private WrongTokenBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments the server's jar
     * @throws IOException if the server cannot be talked to
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Sample.directory();
        try {
            try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
                issue(storage);
            }
            try (MeasuredServer server = MeasuredServer.ofJar(Path.of(arguments[0]), directory);
                    Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.setTcpNoDelay(true);
                report(socket);
            }
        } finally {
            Sample.remove(directory);
        }
    }

    private static void issue(Storage storage) {
        PassService passes = new PassService(storage, Clock.systemUTC(), new SecureRandom(), PassPackager.none());
        PassFields large = new PassFields(Map.of("text", new FieldValue.Text("x".repeat(65_000))));
        passes.create(
                Sample.ORGANIZATION,
                List.of(
                        PassOrder.of(TYPE, PassDetails.NONE).named(new PassSerialNumber("empty")),
                        PassOrder.of(TYPE, PassDetails.NONE.withFields(large)).named(new PassSerialNumber("large"))));
    }

    private static void report(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        Map<String, long[]> nanos = new LinkedHashMap<>();
        for (String name : List.of("unknown", "empty", "large")) {
            nanos.put(name, new long[FETCHES]);
        }
        for (int i = 0; i < WARM_UP; i++) {
            for (String name : nanos.keySet()) {
                fetch(in, out, name);
            }
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = 0; i < FETCHES; i++) {
                for (Map.Entry<String, long[]> entry : nanos.entrySet()) {
                    entry.getValue()[i] = fetch(in, out, entry.getKey());
                }
            }
            for (Map.Entry<String, long[]> entry : nanos.entrySet()) {
                long[] sorted = entry.getValue().clone();
                Arrays.sort(sorted);
                System.out.printf(
                        Locale.ROOT,
                        "round %d, %-8s median %7.1f us%n",
                        round,
                        entry.getKey(),
                        sorted[FETCHES / 2] / 1_000.0);
            }
        }
    }

    private static long fetch(InputStream in, OutputStream out, String serialNumber) throws IOException {
        byte[] request = ("GET /v1/passes/" + TYPE.value() + "/" + serialNumber
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApplePass not-the-token-of-any-pass\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long began = System.nanoTime();
        out.write(request);
        int length = contentLength(in);
        long took = System.nanoTime() - began;
        in.skipNBytes(length);
        return took;
    }

    /** Reads the head of an answer. */
    private static int contentLength(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        boolean isStatus = true;
        while (true) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (read != '\n') {
                line.append((char) read);
                continue;
            }
            String text = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (isStatus && !text.contains(" 401 ")) {
                throw new IOException("not a 401: " + text);
            }
            isStatus = false;
            if (text.isEmpty()) {
                return length;
            }
            if (text.startsWith("content-length:")) {
                length = Integer.parseInt(
                        text.substring("content-length:".length()).strip());
            }
        }
    }
}
