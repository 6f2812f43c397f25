package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.Serialpass;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A server on a store that was adopted into, and what a phone asks of it. */
final class AdoptedServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Storage storage;
    private final Serialpass app;
    private final SerialpassServer server;

    AdoptedServer(String url) throws IOException {
        storage = Storages.open(url);
        app = Serialpass.builder(storage)
                .clock(Clock.systemUTC())
                .format(new ApplePassFormat(Clock.systemUTC()))
                .apiToken(new ApiToken("secret"), new Organization("default"))
                .build();
        server = SerialpassServer.start(ServerOptions.defaults().at("127.0.0.1", 0), app);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    /**
     * A list of updated passes.
     *
     * @param tag what the phone sends the next time
     * @param serialNumbers what is new; none where nothing is
     */
    record Updates(String tag, List<String> serialNumbers) {}

    /** Asks what is new, with a tag that is sent as it is: where it has a plus, phones may send that or a blank. */
    Updates list(String device, String type, String tag) throws Exception {
        HttpResponse<String> answer = send(request("/v1/devices/" + device + "/registrations/" + type
                + "?passesUpdatedSince=" + URLEncoder.encode(tag, StandardCharsets.UTF_8)));
        if (answer.statusCode() == 204) {
            return new Updates(tag, List.of());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var json = new ObjectMapper().readTree(answer.body());
        List<String> serialNumbers = new ArrayList<>();
        json.path("serialNumbers").forEach(node -> serialNumbers.add(node.asText()));
        return new Updates(json.path("lastUpdated").asText(), serialNumbers);
    }

    HttpResponse<String> fetch(String type, String serialNumber, String token, String since) throws Exception {
        HttpRequest.Builder request =
                request("/v1/passes/" + type + "/" + serialNumber).header("Authorization", "ApplePass " + token);
        return send(since.isEmpty() ? request : request.header("If-Modified-Since", since));
    }

    int unregister(String device, String type, String serialNumber, String token) throws Exception {
        return send(request("/v1/devices/" + device + "/registrations/" + type + "/" + serialNumber)
                        .header("Authorization", "ApplePass " + token)
                        .DELETE())
                .statusCode();
    }

    /** Uploads another package of a pass. */
    void change(String type, String serialNumber, byte[] pkpass) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1.0/passes/" + type + "/" + serialNumber + "/package")
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "application/vnd.apple.pkpass")
                .PUT(BodyPublishers.ofByteArray(pkpass)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Asks the administration, and gives the JSON. */
    String get(String path) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1.0/" + path).header("Authorization", "Bearer secret"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        server.close();
        app.close();
        storage.close();
    }
}
