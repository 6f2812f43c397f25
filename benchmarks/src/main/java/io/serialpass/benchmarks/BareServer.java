package io.serialpass.benchmarks;

import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Undertow alone, that answers every request with the same bytes from memory: what HTTP itself costs. */
public final class BareServer {

    private BareServer() {}

    /**
     * Runs until the process is ended, after one line with its address.
     *
     * @param arguments the file whose bytes it answers with
     * @throws Exception if something fails
     */
    public static void main(String[] arguments) throws Exception {
        byte[] content = Files.readAllBytes(Path.of(arguments[0]));
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/vnd.apple.pkpass");
                    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, content.length);
                    exchange.getResponseSender().send(ByteBuffer.wrap(content));
                })
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("listening on http://127.0.0.1:" + address.getPort());
    }
}
