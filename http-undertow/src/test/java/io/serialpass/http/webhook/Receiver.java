package io.serialpass.http.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on a port of its own, which answers whatever a test wants, HTTP or not. */
public final class Receiver implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What came. */
    @SuppressWarnings("ArrayRecordComponent") // a test reads it, and nobody changes it
    public record Message(String path, Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String id() {
            return header("webhook-id");
        }

        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(new String(body, StandardCharsets.UTF_8), e);
            }
        }

        /** The only pass that it tells of. */
        public String pass() {
            return json().path("data").path("serialNumbers").path(0).asText();
        }
    }

    /** Answers a message. */
    public interface Answer {
        void write(Message message, OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final boolean secure;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = status(200);

    private Receiver(ServerSocket socket, boolean secure) {
        this.socket = socket;
        this.secure = secure;
        Thread thread = new Thread(this::accept, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    public static Receiver start() throws IOException {
        return start(0);
    }

    public static Receiver start(int port) throws IOException {
        return new Receiver(new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")), false);
    }

    public static Receiver start(SSLContext tls) throws IOException {
        return new Receiver(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), true);
    }

    /** Answers with a status and no more. */
    public static Answer status(int status, String... headers) {
        return (message, out) -> {
            String lines = String.join("\r\n", headers);
            out.write(("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n" + lines + (lines.isEmpty() ? "" : "\r\n")
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        };
    }

    public void answers(Answer changed) {
        answer = changed;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url() {
        return (secure ? "https" : "http") + "://127.0.0.1:" + port() + "/hook";
    }

    /** The next message; it has to come. */
    public Message next() throws InterruptedException {
        Message message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    public List<Message> next(int count) throws InterruptedException {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    /** What came and was not looked at. */
    public Optional<Message> peek() {
        return Optional.ofNullable(messages.peek());
    }

    /** Waits until the receiver is closed. */
    public void hang() throws InterruptedException {
        closed.await();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread thread = new Thread(() -> serve(connection), "receiver-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Message message = read(connection.getInputStream());
            messages.add(message);
            OutputStream out = connection.getOutputStream();
            answer.write(message, out);
            out.flush();
        } catch (Exception e) {
            // The sender went, or could not be trusted: the test looks at what the sender tells.
        } finally {
            open.remove(connection);
        }
    }

    private static Message read(InputStream in) throws IOException {
        String[] request = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Message(request[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the sender closed the connection");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** From now on nobody answers. */
    void stop() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
