package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static io.serialpass.http.wallet.WalletServer.VOLT_MX;
import static io.serialpass.http.wallet.WalletServer.pushToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.testkit.DeviceProtocol;
import io.serialpass.storage.testkit.DeviceSimulation;
import io.serialpass.storage.testkit.UnsteadyClock;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices that follow the protocol strictly, over HTTP, against concurrent uploads and bad clocks. */
class DeviceSimulationTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00.500Z");

    static ServerOptions withoutRateLimit() {
        ServerOptions.Devices defaults = ServerOptions.defaults().devices();
        return ServerOptions.defaults()
                .with(new ServerOptions.Devices(true, new RateLimiter.Rate(0, 1), defaults.logs(), List.of()));
    }

    /** Each clock, store and face. The storage contract has every clock on every storage. */
    @ParameterizedTest
    @CsvSource({"memory:, STILL, /v1", "memory:, JUMPING, /api/v1", "sqlite, BACKWARDS, /v1", "sqlite, RUNNING, /api/v1"
    })
    void everyDeviceEndsWithTheNewestOfEachPass(String store, UnsteadyClock.Kind kind, String face) throws Exception {
        String url = store.equals("sqlite") ? TestServer.SQLITE : store;
        UnsteadyClock clock = new UnsteadyClock(kind, BEGIN, 43);
        try (WalletServer wallet = WalletServer.start(url, withoutRateLimit(), clock)) {
            List<Pass> passes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                passes.add(issue(wallet, "S-" + i));
            }
            new DeviceSimulation(
                            new OverHttp(wallet, face), passes, (pass, content) -> upload(wallet, pass, content), 43)
                    .run();
        }
    }

    /** The same of passes that are made here: what changes is their data, their serial number, their item or their template. */
    @ParameterizedTest
    @CsvSource({"memory:, BACKWARDS", "sqlite, JUMPING", "sqlite, STILL", "twice:memory:, RUNNING"})
    void everyDeviceEndsWithTheNewestOfEachPassThatIsMadeHere(String store, UnsteadyClock.Kind kind) throws Exception {
        String url = store.equals("sqlite") ? TestServer.SQLITE : store;
        UnsteadyClock clock = new UnsteadyClock(kind, BEGIN, 47);
        SigningIdentities identities = SigningIdentities.of(MadePassesTest.identity());
        try (WalletServer wallet = WalletServer.making(url, withoutRateLimit(), clock, () -> identities)) {
            wallet.addType(MadePassesTest.TEMPLATE);
            long item = wallet.server.addItem("TICKET");
            List<Pass> passes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                long serialNumber = wallet.server.add(item, "S-" + i);
                String tied = "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumberId\":" + serialNumber + "}";
                assertThat(wallet.server.post("passes", tied).status()).isEqualTo(201);
                passes.add(stored(wallet, "S-" + i));
            }
            new DeviceSimulation(
                            new OverHttp(wallet, APPLE),
                            passes,
                            (pass, content) -> change(wallet, item, pass, content),
                            47)
                    .run();
        }
    }

    private static void change(WalletServer wallet, long item, Pass pass, String content) {
        String text = "\"" + content + "\"";
        try {
            Answer answer = switch (Math.floorMod(content.hashCode(), 4)) {
                case 0 ->
                    wallet.server.put(
                            "passTypes/" + TYPE,
                            "{\"template\":" + MadePassesTest.TEMPLATE.replace("\"A ticket\"", text) + "}");
                case 1 -> wallet.server.put("items/" + item, "{\"name\":" + text + "}");
                case 2 ->
                    wallet.server.put(
                            "serialNumbers/"
                                    + pass.serialNumberId().orElseThrow().value(),
                            "{\"value\":" + text + "}");
                default -> wallet.server.put("passes/" + pass.id(), "{\"fields\":{\"seat\":" + text + "}}");
            };
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pass issue(WalletServer wallet, String serialNumber) throws Exception {
        wallet.issueWithPackage(serialNumber);
        return stored(wallet, serialNumber);
    }

    private static Pass stored(WalletServer wallet, String serialNumber) {
        PassId id = new PassId(new PassTypeIdentifier(TYPE), new PassSerialNumber(serialNumber));
        return wallet.server
                .store()
                .storage()
                .read(view -> view.passes().find(id))
                .orElseThrow();
    }

    private static void upload(WalletServer wallet, Pass pass, String content) {
        try {
            wallet.upload(pass.id().serialNumber().value(), content);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The protocol over a socket. */
    private record OverHttp(WalletServer wallet, String face) implements DeviceProtocol {

        @Override
        public void register(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token, PushToken push) {
            answer(() -> {
                String body = pushToken(push.value());
                Answer answer = wallet.register(
                        face, device.value(), pass.serialNumber().value(), token.value(), body);
                assertThat(answer.status()).isEqualTo(face.equals(APPLE) ? 201 : 200);
                return answer;
            });
        }

        @Override
        public void unregister(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token) {
            answer(() -> {
                Answer answer = wallet.unregister(
                        face, device.value(), pass.serialNumber().value(), token.value());
                assertThat(answer.status()).isEqualTo(200);
                return answer;
            });
        }

        @Override
        public Optional<Listed> list(DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
            Answer answer = answer(() -> wallet.list(
                    face,
                    device.value(),
                    since.map(tag -> "?passesUpdatedSince=" + tag).orElse("")));
            int nothing = face.equals(VOLT_MX) ? 400 : 204;
            if (answer.status() == nothing) {
                return Optional.empty();
            }
            assertThat(answer.status()).isEqualTo(200);
            List<String> serialNumbers = new ArrayList<>();
            answer.json().path("serialNumbers").forEach(node -> serialNumbers.add(node.asText()));
            return serialNumbers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Listed(
                            serialNumbers, answer.json().path("lastUpdated").textValue()));
        }

        @Override
        public Optional<Copy> fetch(PassId pass, AuthenticationToken token, Optional<String> ifModifiedSince) {
            HttpResponse<byte[]> answer = answer(() -> wallet.get(
                    face,
                    "GET",
                    pass.serialNumber().value(),
                    token.value(),
                    ifModifiedSince
                            .map(date -> new String[] {"If-Modified-Since", date})
                            .orElse(new String[0])));
            if (answer.statusCode() == 304) {
                return Optional.empty();
            }
            assertThat(answer.statusCode()).isEqualTo(200);
            String lastModified = answer.headers().firstValue("Last-Modified").orElseThrow();
            String tag = answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
            return Optional.of(new Copy(Pkpass.contentOf(answer.body()), lastModified, Long.parseLong(tag)));
        }

        private static <T> T answer(java.util.concurrent.Callable<T> call) {
            try {
                return call.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
