package io.serialpass.http.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One address for several servers. Each connection goes to the next server in use, and bytes are handed on as they come. */
final class Balancer implements AutoCloseable {

    private final ServersInUse servers;
    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int next;

    private Balancer(ServersInUse servers, ServerSocket socket) {
        this.servers = servers;
        this.socket = socket;
    }

    static Balancer start(ServersInUse servers) throws IOException {
        Balancer balancer = new Balancer(servers, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        start(balancer::accept);
        return balancer;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                List<ServerProgram> all = servers.all();
                int port = all.get(next++ % all.size()).port();
                start(() -> connect(client, port));
            }
        } catch (IOException e) {
            // The balancer was closed.
        }
    }

    private void connect(Socket client, int port) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(client);
            open.add(server);
            start(() -> handOn(client, server));
            handOn(server, client);
        } catch (IOException e) {
            // Nobody listens there any more: the client learns it from a connection that ends.
            close(client);
        }
    }

    /** Hands bytes on until either side ends, which ends both. */
    private void handOn(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // A side went without a word, as a server does that is killed.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket connection) {
        open.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        open.forEach(this::close);
    }
}
