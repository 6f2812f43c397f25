package io.serialpass.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Callers with a kept connection each, that send the next request when the answer to the last one is in. As little as can
 * be done is done on this side, since both sides share the machine.
 */
final class HttpLoad {

    private final MeasuredServer server;
    private final int callers;
    private final AtomicLong next = new AtomicLong();

    /**
     * What came of it.
     *
     * @param requests how many were answered
     * @param seconds how long it took
     * @param cpuMicros CPU time of the server per request, in microseconds
     */
    record Result(long requests, double seconds, double cpuMicros) {
        double perSecond() {
            return requests / seconds;
        }
    }

    HttpLoad(MeasuredServer server, int callers) {
        this.server = server;
        this.callers = callers;
    }

    /**
     * Sends requests for some time.
     *
     * @param request makes the n-th request
     * @param status the status that each answer must have
     */
    Result run(Duration time, LongFunction<String> request, int status) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        Duration cpuBefore = server.cpuTime();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                counts.add(threads.submit(() -> call(end, request, status)));
            }
            long requests = 0;
            for (Future<Long> count : counts) {
                requests += count.get();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = server.cpuTime().minus(cpuBefore).toNanos() / 1e3;
            return new Result(requests, seconds, cpu / requests);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long call(long end, LongFunction<String> request, int status) throws IOException {
        long count = 0;
        try (Caller caller = new Caller(server)) {
            while (System.nanoTime() < end) {
                String text = request.apply(next.getAndIncrement());
                int answered = caller.call(text);
                if (answered != status) {
                    throw new IOException("answered " + answered + " to " + text);
                }
                count++;
            }
        }
        return count;
    }

    /** One kept connection. For one thread. */
    static final class Caller implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final byte[] line = new byte[8192];

        Caller(MeasuredServer server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        /** Sends a request, reads its answer to the end, and gives its status. */
        int call(String request) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return answer(in, line);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Reads an answer to its end, and gives its status. */
    private static int answer(InputStream in, byte[] line) throws IOException {
        String first = line(in, line);
        int status = Integer.parseInt(first.substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (String header = line(in, line); !header.isEmpty(); header = line(in, line)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (!chunked) {
            in.skipNBytes(length);
            return status;
        }
        for (int size = chunk(in, line); size > 0; size = chunk(in, line)) {
            in.skipNBytes(size);
            line(in, line);
        }
        line(in, line);
        return status;
    }

    private static int chunk(InputStream in, byte[] line) throws IOException {
        return Integer.parseInt(line(in, line).strip(), 16);
    }

    private static String line(InputStream in, byte[] line) throws IOException {
        int length = 0;
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (octet != '\r') {
                line[length++] = (byte) octet;
            }
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
