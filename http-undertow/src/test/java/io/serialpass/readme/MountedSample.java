package io.serialpass.readme;

import io.serialpass.Serialpass;
import io.serialpass.http.SerialpassHandler;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.apple.ApplePassFormat;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.time.Clock;

/** A shop of one page whose server answers the calls of Serialpass too, until its input ends. */
class MountedSample {

    public static void main(String[] arguments) throws Exception {
        try (Storage storage = Storages.open("jdbc:sqlite:shop.db");
                Serialpass app = Serialpass.builder(storage)
                        .format(new ApplePassFormat(Clock.systemUTC()))
                        .apiToken(new ApiToken("the shop's own token"), new Organization("shop"))
                        .build();
                SerialpassHandler calls = SerialpassServer.handler(ServerOptions.defaults(), app)) {
            Undertow server = Undertow.builder()
                    .addHttpListener(8081, "127.0.0.1")
                    .setHandler(Handlers.path(calls)
                            .addExactPath(
                                    "/shop",
                                    exchange -> exchange.getResponseSender().send("We sell tickets.")))
                    .build();
            server.start();
            System.out.println("The shop is open.");
            System.in.read();
            server.stop();
        }
    }
}
