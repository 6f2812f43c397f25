package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one store, over sockets. How they agree is told in {@link InForceTest}. */
class TwoServersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TrialAuthority AUTHORITY = TrialAuthority.create(NOW.minusSeconds(60), new SecureRandom());
    private static final SigningIdentity ONE = AUTHORITY.identity(new PassTypeIdentifier(TYPE), "TEAM", NOW);
    private static final SigningIdentity ANOTHER = AUTHORITY.identity(new PassTypeIdentifier(TYPE), "TEAM", NOW);
    private static final String URL = "https://passes.example.com";
    private static final String OTHER_URL = "https://elsewhere.example.com";

    @TempDir
    private Path directory;

    private WalletServer first;

    private WalletServer server(String url, boolean takeOver, SigningIdentity identity) throws Exception {
        return WalletServer.starting(
                "jdbc:sqlite:" + directory.resolve("store.db"),
                ServerOptions.defaults(),
                Optional.of(CLOCK),
                (builder, clock) -> {
                    builder.packager(WalletServer.packager(SigningIdentities.of(identity), url, clock));
                    if (takeOver) {
                        builder.takeOver();
                    }
                });
    }

    @BeforeEach
    void start() throws Exception {
        first = server(URL, false, ONE);
        first.addType(MadePassesTest.TEMPLATE);
    }

    @AfterEach
    void stop() {
        first.close();
    }

    private static Answer ready(WalletServer server) throws Exception {
        return server.server.get("/health/ready");
    }

    @Test
    void theSecondServerSaysHowItDiffersAndMakesNoPackage() throws Exception {
        String token = first.issue("S-1");
        try (WalletServer second = server(OTHER_URL, false, ANOTHER)) {
            Answer ready = ready(second);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.json().path("reason").asText())
                    .contains(TYPE, ONE.fingerprint(), ANOTHER.fingerprint(), URL, OTHER_URL, "--take-over");
            assertThat(ready(first).status()).isEqualTo(200);
            for (String method : new String[] {"GET", "HEAD"}) {
                HttpResponse<byte[]> later = second.get(WalletServer.APPLE, method, "S-1", token);
                assertThat(later.statusCode()).as(method).isEqualTo(503);
                assertThat(later.headers().firstValue("Retry-After")).isPresent();
                assertThat(second.currentPackage(method, "S-1").statusCode()).isEqualTo(503);
                if (method.equals("GET")) {
                    assertThat(new String(later.body(), StandardCharsets.UTF_8)).contains("\"unavailable\"");
                    assertThat(new String(second.currentPackage(method, "S-1").body(), StandardCharsets.UTF_8))
                            .contains("\"unavailable\"", "/health/ready");
                }
            }
            HttpResponse<byte[]> made = first.fetch("S-1", token);
            assertThat(made.statusCode()).isEqualTo(200);
            // The package is kept a moment after the first server has answered.
            HttpResponse<byte[]> kept = second.fetch("S-1", token);
            Instant deadline = Instant.now().plusSeconds(60);
            while (kept.statusCode() == 503 && Instant.now().isBefore(deadline)) {
                kept = second.fetch("S-1", token);
            }
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.body()).isEqualTo(made.body());
            assertThat(kept.headers().firstValue("ETag"))
                    .isEqualTo(made.headers().firstValue("ETag"));
        }
    }

    @Test
    void aServerThatTakesOverIsReadyAndItsPackagesAreANewVersion() throws Exception {
        String token = first.issue("S-1");
        HttpResponse<byte[]> before = first.fetch("S-1", token);
        try (WalletServer second = server(OTHER_URL, true, ANOTHER)) {
            assertThat(ready(second).status()).isEqualTo(200);
            HttpResponse<byte[]> after = second.fetch("S-1", token);
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.headers().firstValue("ETag"))
                    .isNotEqualTo(before.headers().firstValue("ETag"));
            HttpResponse<byte[]> there = first.fetch("S-1", token);
            assertThat(there.statusCode()).as("of this version, or none").isIn(200, 503);
        }
    }
}
