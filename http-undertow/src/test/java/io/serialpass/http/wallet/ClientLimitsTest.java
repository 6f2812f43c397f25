package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.http.web.RateLimiter;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often one client may make the calls that anybody can make. */
class ClientLimitsTest {

    /** So slow that no test waits for it. */
    private static final RateLimiter.Rate FIVE = new RateLimiter.Rate(1, 5);

    private static ServerOptions options(RateLimiter.Rate lists, String... proxies) {
        ServerOptions.Devices defaults = ServerOptions.defaults().devices();
        return ServerOptions.defaults().with(new ServerOptions.Devices(true, lists, defaults.logs(), List.of(proxies)));
    }

    private static Answer list(WalletServer wallet, String... forwarded) throws Exception {
        HttpRequest.Builder request = wallet.request("/v1/devices/D1/registrations/" + TYPE);
        for (String header : forwarded) {
            request.header("X-Forwarded-For", header);
        }
        return wallet.server.send(request.build());
    }

    private static int allowed(WalletServer wallet, String... forwarded) throws Exception {
        int allowed = 0;
        while (list(wallet, forwarded).status() != 429) {
            allowed++;
            assertThat(allowed).isLessThan(100);
        }
        return allowed;
    }

    @Test
    void aListTooManyIs429() throws Exception {
        try (WalletServer wallet = WalletServer.start("memory:", options(FIVE))) {
            String token = wallet.issueWithPackage("C-1");
            assertThat(wallet.register("D1", "C-1", token).status()).isEqualTo(201);
            assertThat(allowed(wallet)).isBetween(5, 20);
            Answer refused = list(wallet);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.error()).isEqualTo("too_many_requests");
            assertThat(wallet.list(WalletServer.VOLT_MX, "D1", "").status()).isEqualTo(429);
            // The calls that need a token are not limited by the address, which a whole network of phones may share.
            assertThat(wallet.fetch("C-1", token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutALimitThereIsNone() throws Exception {
        try (WalletServer wallet = WalletServer.start("memory:", options(new RateLimiter.Rate(0, 1)))) {
            for (int i = 0; i < 700; i++) {
                assertThat(list(wallet).status()).isEqualTo(204);
            }
        }
    }

    @Test
    void nobodyGetsANewAllowanceByAHeader() throws Exception {
        try (WalletServer wallet = WalletServer.start("memory:", options(FIVE))) {
            allowed(wallet);
            assertThat(list(wallet, "203.0.113.7").status()).isEqualTo(429);
        }
    }

    @Test
    void anIpv4AddressThatIsWrittenAsIpv6IsThatAddress() throws Exception {
        try (WalletServer wallet =
                WalletServer.start("memory:", options(FIVE, "127.0.0.0/8", "::ffff:10.0.0.0/104", "192.0.2.1"))) {
            assertThat(allowed(wallet, "::ffff:203.0.113.7")).isBetween(5, 20);
            assertThat(list(wallet, "203.0.113.7").status()).isEqualTo(429);
            assertThat(list(wallet, "::FFFF:cb00:7107").status()).isEqualTo(429);
            assertThat(list(wallet, "[::ffff:203.0.113.7]:5012").status()).isEqualTo(429);
            assertThat(list(wallet, "::ffff:203.0.113.7%eth0").status()).isEqualTo(429);
            assertThat(list(wallet, "203.0.113.7, 10.9.9.9, ::ffff:192.0.2.1").status())
                    .isEqualTo(429);
            assertThat(list(wallet, "::ffff:203.0.113.8").status()).isEqualTo(204);
            assertThat(allowed(wallet, "64:ff9b::203.0.113.9")).isBetween(5, 20);
            assertThat(list(wallet, "::ffff:0:203.0.113.9").status()).isEqualTo(429);
            assertThat(list(wallet, "64:ff9b::203.0.113.10").status()).isEqualTo(204);
        }
    }

    @Test
    void behindATrustedProxyEachClientHasItsOwn() throws Exception {
        try (WalletServer wallet = WalletServer.start("memory:", options(FIVE, "127.0.0.0/8", "10.0.0.1"))) {
            assertThat(allowed(wallet, "203.0.113.7")).isBetween(5, 20);
            assertThat(list(wallet, "203.0.113.8").status()).isEqualTo(204);
            // What the client wrote itself stands before what the proxies added.
            assertThat(list(wallet, "198.51.100.1, 203.0.113.7").status()).isEqualTo(429);
            assertThat(list(wallet, "198.51.100.1", "203.0.113.7, 10.0.0.1").status())
                    .isEqualTo(429);
            assertThat(list(wallet, "203.0.113.7:5012").status()).isEqualTo(429);
            assertThat(allowed(wallet, "[2001:db8::1]:80")).isBetween(5, 20);
            assertThat(list(wallet, "2001:db8::2").status()).isEqualTo(429);
            assertThat(list(wallet, "2001:db8:0:1::2").status()).isEqualTo(204);
            assertThat(list(wallet, "fe80::1%25eth0").status()).isEqualTo(204);
            assertThat(list(wallet, "unknown").status()).isEqualTo(204);
            assertThat(list(wallet, "").status()).isEqualTo(204);
        }
    }
}
