package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushSender;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** A server with passes that it signs, for the commands that act as phones. */
final class WalletOfCommands implements AutoCloseable {

    static final String TYPE = "pass.com.example.ticket";

    private static final String TEMPLATE =
            "{\"description\":\"A ticket\",\"organizationName\":\"Acme\",\"generic\":{\"primaryFields\":[{\"key\":\"seat\","
                    + "\"value\":\"{{fields.seat}}\"}]}}";

    final TestServer server;

    WalletOfCommands() throws Exception {
        this((identities, clock) -> PushSender.none());
    }

    /** Starts one that pushes. */
    WalletOfCommands(BiFunction<SigningIdentities, Clock, PushSender> sender) throws Exception {
        Instant now = Instant.now();
        SigningIdentities identities =
                SigningIdentities.of(TrialAuthority.create(now.minusSeconds(60), new SecureRandom())
                        .identity(new PassTypeIdentifier(TYPE), "TEAM", now.minusSeconds(60)));
        server = TestServer.start(
                "memory:",
                ServerOptions.defaults(),
                Optional.of(Clock.systemUTC()),
                (builder, clock) -> builder.packager(
                                new ApplePassPackager(identities, Optional.of("https://passes.example.com"), clock))
                        .pushSender(sender.apply(identities, clock)));
        Answer type =
                server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE + "}");
        assertThat(type.status()).as(type.body()).isEqualTo(201);
        Answer icon = server.send(server.request("passTypes/" + TYPE + "/files/icon.png")
                .header("Content-Type", "image/png")
                .PUT(BodyPublishers.ofByteArray(TestServer.icon()))
                .build());
        assertThat(icon.status()).as(icon.body()).isEqualTo(200);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Issues a pass, and puts its package into a file. */
    Path issue(Path directory, String serialNumber) throws Exception {
        Answer issued = server.post(
                "passes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        byte[] content = HttpClient.newHttpClient()
                .send(server.request(path(serialNumber) + "/package").build(), BodyHandlers.ofByteArray())
                .body();
        return Files.write(directory.resolve(serialNumber + ".pkpass"), content);
    }

    static String path(String serialNumber) {
        return "passes/" + TYPE + "/" + serialNumber;
    }

    /** A command for the shell that changes a pass, each time to something new. */
    String change(String serialNumber) {
        return "curl -s -f -o /dev/null -X PUT -H 'Authorization: Bearer secret' -H 'Content-Type: application/json' -d"
                + " \"{\\\"fields\\\":{\\\"seat\\\":\\\"$(date +%N)\\\"}}\" " + url() + "/api/v1.0/"
                + path(serialNumber);
    }

    int registrations(String serialNumber) throws Exception {
        return server.get(path(serialNumber) + "/registrations")
                .json()
                .at("/paging/total")
                .asInt();
    }

    @Override
    public void close() {
        server.close();
    }
}
