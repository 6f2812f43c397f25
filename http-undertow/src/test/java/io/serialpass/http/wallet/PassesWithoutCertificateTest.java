package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type has a template, and something that its packages need is missing yet: the certificate, or the icon. */
class PassesWithoutCertificateTest {

    @TempDir
    private Path directory;

    @Test
    void aPassThatNothingSignsIsListedOnceACertificateCame() throws Exception {
        String token;
        String other;
        try (WalletServer wallet = start(SigningIdentities.of())) {
            wallet.addType(MadePassesTest.TEMPLATE);
            token = wallet.issue("S-1");
            other = wallet.issueWithPackage("S-2");
            wallet.register("device", "S-1", token);
            assertThat(wallet.listed("device", "")).isEmpty();
            wallet.register("device", "S-2", other);
            assertThat(wallet.listed("device", "")).containsExactly("S-2");
            assertThat(wallet.get(WalletServer.APPLE, "GET", "S-1", token).statusCode())
                    .isEqualTo(404);
        }
        try (WalletServer wallet = start(SigningIdentities.of(MadePassesTest.identity()))) {
            assertThat(wallet.listed("device", "")).containsExactly("S-1", "S-2");
            assertThat(wallet.get(WalletServer.APPLE, "GET", "S-1", token).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPassOfATypeWithoutAnIconIsListedOnceItHasOne() throws Exception {
        try (WalletServer wallet = start(SigningIdentities.of(MadePassesTest.identity()))) {
            assertThat(wallet.server
                            .post(
                                    "passTypes",
                                    "{\"passTypeIdentifier\":\"" + WalletServer.TYPE + "\",\"template\":"
                                            + MadePassesTest.TEMPLATE + "}")
                            .status())
                    .isEqualTo(201);
            String token = wallet.issue("S-1");
            wallet.register("device", "S-1", token);
            assertThat(wallet.listed("device", "")).isEmpty();
            assertThat(wallet.get(WalletServer.APPLE, "GET", "S-1", token).statusCode())
                    .isEqualTo(404);
            assertThat(wallet.putFile("/icon.png", "image/png", TestServer.icon())
                            .status())
                    .isEqualTo(200);
            assertThat(wallet.listed("device", "")).containsExactly("S-1");
            assertThat(wallet.get(WalletServer.APPLE, "GET", "S-1", token).statusCode())
                    .isEqualTo(200);
        }
    }

    private WalletServer start(SigningIdentities identities) throws Exception {
        return WalletServer.making(
                "jdbc:sqlite:" + directory.resolve("store.db"),
                ServerOptions.defaults(),
                Clock.systemUTC(),
                () -> identities);
    }
}
