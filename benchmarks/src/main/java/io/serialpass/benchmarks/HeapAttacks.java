package io.serialpass.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attacks a server on its memory, in heaps of several sizes: connections that never finish their header, be it sent at once or byte
 * by byte, and clients that ask for packages and do not read them. While each attack lasts, a good client asks for the server's health and writes. Afterwards
 * everything has to work, or the process has to have ended with a status other than 0.
 *
 * <p>Arguments: the jar, and after it, if need be, heaps in megabytes.
 */
final class HeapAttacks {

    private static final Duration ATTACK = Duration.ofSeconds(12);
    private static final List<Integer> HEAPS = List.of(96, 128, 192, 256);
    private static final int PACKAGE_BYTES = 1 << 20;
    private static final int LARGE_PACKAGE_BYTES = 9_500_000;
    private static final int HEADER_BYTES = 14_800;

    private final Path jar;
    private final int heap;

    private HeapAttacks(Path jar, int heap) {
        this.jar = jar;
        this.heap = heap;
    }

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        List<Integer> heaps = arguments.length == 1
                ? HEAPS
                : Stream.of(arguments).skip(1).map(Integer::valueOf).toList();
        System.out.printf(
                "%5s  %-44s %8s %8s %8s %10s %10s  %s%n",
                "heap", "attack", "opened", "open", "health", "worst ms", "writes", "afterwards");
        for (int heap : heaps) {
            HeapAttacks attacks = new HeapAttacks(jar, heap);
            attacks.run("5,000 unfinished headers", (server, idle) -> idle.open(5_000, unfinishedHeader()));
            attacks.run("9,900 unfinished headers", (server, idle) -> idle.open(9_900, unfinishedHeader()));
            attacks.run("9,900 headers of many parts", (server, idle) -> idle.open(9_900, headerOfManyParts()));
            attacks.run("5,000 headers that drip", (server, idle) -> idle.drip(5_000));
            attacks.run("300 that do not read one package of 1 MB", (server, idle) -> {
                server.issue(1, PACKAGE_BYTES);
                idle.open(300, server.fetch(0));
            });
            attacks.run("1,000 that do not read 40 packages of 1 MB", (server, idle) -> {
                server.issue(40, PACKAGE_BYTES);
                for (int i = 0; i < 1_000; i++) {
                    idle.open(1, server.fetch(i % 40));
                }
            });
            attacks.run("10 bundles of 10 packages of 9.5 MB", (server, idle) -> {
                server.issue(10, LARGE_PACKAGE_BYTES);
                // A heap that is too small for it may refuse it, and must not fail over it.
                int status = server.bundleStatus(10);
                if (status != 200 && status != 503) {
                    throw new IOException("a bundle gets " + status);
                }
                idle.open(10, server.bundle(10));
            });
            attacks.run("300 that do not read, 5,000 headers", (server, idle) -> {
                server.issue(1, PACKAGE_BYTES);
                idle.open(300, server.fetch(0));
                idle.open(5_000, unfinishedHeader());
            });
        }
    }

    private static byte[] unfinishedHeader() {
        String start = "GET /health/live HTTP/1.1\r\nHost: x\r\nX: ";
        return (start + "y".repeat(HEADER_BYTES - start.length())).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As many objects as a header can have. */
    private static byte[] headerOfManyParts() {
        StringBuilder header = new StringBuilder("GET /health/live?");
        for (int i = 0; i < 95; i++) {
            header.append('p').append(i).append("=1&");
        }
        header.append(" HTTP/1.1\r\n");
        for (int i = 0; i < 95; i++) {
            header.append('h').append(i).append(": 1\r\n");
        }
        return header.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What an attack does to a server. */
    @FunctionalInterface
    private interface Attack {
        void run(AttackedServer server, IdleConnections idle) throws IOException;
    }

    private void run(String name, Attack attack) throws IOException {
        Path directory = Files.createTempDirectory("serialpass-attack");
        try (AttackedServer server = new AttackedServer(jar, heap, directory);
                IdleConnections idle = new IdleConnections(server.port())) {
            GoodClient good = new GoodClient(server);
            attack.run(server, idle);
            List<String> during = new ArrayList<>(good.ask(ATTACK));
            int stillOpen = idle.stillOpen();
            idle.leave();
            System.out.printf(
                    "%4dm  %-44s %8d %8d %8s %10s %10s  %s%n",
                    heap,
                    name,
                    idle.opened(),
                    stillOpen,
                    during.get(0),
                    during.get(1),
                    during.get(2),
                    good.afterwards());
        }
    }
}
