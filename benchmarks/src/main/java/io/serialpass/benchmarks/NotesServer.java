package io.serialpass.benchmarks;

import io.serialpass.Serialpass;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server that notes what devices do, or one that does not: the store's URL, and how many notes wait in memory at most. */
final class NotesServer {

    private NotesServer() {}

    public static void main(String[] arguments) throws Exception {
        ServerOptions.Devices usual = ServerOptions.defaults().devices();
        ServerOptions options = ServerOptions.defaults()
                .at("127.0.0.1", 0)
                .with(new ServerOptions.Devices(true, new RateLimiter.Rate(0, 1), usual.logs(), List.of()));
        try (Storage storage = Storages.open(arguments[0]);
                Serialpass app = Serialpass.builder(storage)
                        .format(new ApplePassFormat(Clock.systemUTC()))
                        .deviceNotes(Integer.parseInt(arguments[1]))
                        .build();
                SerialpassServer server = SerialpassServer.start(options, app)) {
            System.out.println("http://127.0.0.1:" + server.address().getPort());
            new CountDownLatch(1).await();
        }
    }
}
