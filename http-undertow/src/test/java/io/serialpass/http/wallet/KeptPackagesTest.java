package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A package that was signed once stays, whatever becomes of the memory, the template or the certificate. */
@ParameterizedClass
@ValueSource(longs = {0, 1 << 20})
class KeptPackagesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final TrialAuthority AUTHORITY = TrialAuthority.create(NOW, new SecureRandom());
    private static final TrialAuthority.Issued ISSUED =
            AUTHORITY.issue(new PassTypeIdentifier(TYPE), "TEAM", "RSA", NOW, NOW.plus(Duration.ofDays(100)));

    /** With a day that a template can take for a date. */
    private static final String TEMPLATE = """
            {"description": "A ticket", "organizationName": "Acme",
             "eventTicket": {"primaryFields": [{"key": "day", "value": "{{fields.day}}"}]}}""";

    private static final String BROKEN_FOR_SOME =
            TEMPLATE.replace("\"{{fields.day}}\"", "\"{{fields.day}}\", \"dateStyle\": \"PKDateStyleShort\"");

    private final AtomicInteger signed = new AtomicInteger();
    private boolean certified = true;
    private WalletServer wallet;
    private String token = "";

    /** How much memory there is for packages. */
    @Parameter
    private long cacheBytes;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.starting(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.of(Clock.fixed(NOW, ZoneOffset.UTC)),
                (builder, clock) -> builder.packageMemory(cacheBytes)
                        .packager(WalletServer.packager(identities(), WalletServer.WEB_SERVICE, clock)));
        wallet.addType(TEMPLATE);
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private SigningIdentities identities() {
        return certified
                ? SigningIdentities.of(
                        SigningIdentity.of(ISSUED.certificate(), List.of(AUTHORITY.intermediate()), data -> {
                            signed.incrementAndGet();
                            return SigningIdentity.signer(ISSUED.key()).sign(data);
                        }))
                : SigningIdentities.of();
    }

    /** Issues a pass, and fetches it. */
    private HttpResponse<byte[]> issue() throws Exception {
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"S-1\",\"fields\":{\"day\":\"Friday\"}}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        token = created.json().path("authenticationToken").asText();
        HttpResponse<byte[]> fetched = wallet.fetch("S-1", token);
        assertThat(fetched.statusCode()).isEqualTo(200);
        return fetched;
    }

    private void changeTemplate(String template) throws Exception {
        Answer changed = wallet.server.put("passTypes/" + TYPE, "{\"template\":" + template + "}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void assertStays(HttpResponse<byte[]> before) throws Exception {
        for (HttpResponse<byte[]> now : List.of(wallet.fetch("S-1", token), wallet.currentPackage("GET", "S-1"))) {
            assertThat(now.statusCode()).isEqualTo(200);
            assertThat(now.body()).isEqualTo(before.body());
        }
        HttpResponse<byte[]> head = wallet.get(WalletServer.APPLE, "HEAD", "S-1", token);
        assertThat(head.statusCode()).isEqualTo(200);
        for (String name : List.of("ETag", "Last-Modified", "Content-Length")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(before, name));
        }
        String etag = header(before, "ETag");
        assertThat(wallet.fetch("S-1", token, "If-None-Match", etag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatWasSignedIsNotSignedAgain() throws Exception {
        HttpResponse<byte[]> before = issue();
        wallet.server.restart();
        assertStays(before);
        assertThat(signed).hasValue(1);
    }

    @Test
    void whereATemplateIsBrokenForAPassTheOneBeforeStays() throws Exception {
        HttpResponse<byte[]> before = issue();
        changeTemplate(BROKEN_FOR_SOME);
        wallet.putFile("/logo.png", "image/png", TestServer.icon());
        wallet.server.restart();
        assertStays(before);
        Answer findings = wallet.server.get("passes/" + TYPE + "/S-1/doctor");
        assertThat(findings.body()).as("why").contains("eventTicket.primaryFields[0].value");
        changeTemplate(TEMPLATE.replace("A ticket", "Another ticket"));
        HttpResponse<byte[]> after = wallet.fetch("S-1", token, "If-None-Match", header(before, "ETag"));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isNotEqualTo(before.body());
        assertThat(signed).hasValue(2);
    }

    @Test
    void whereNothingCanSignTheOneBeforeStays() throws Exception {
        HttpResponse<byte[]> before = issue();
        certified = false;
        wallet.server.restart();
        assertStays(before);
        wallet.server.put("passes/" + TYPE + "/S-1", "{\"fields\":{\"day\":\"Saturday\"}}");
        wallet.server.restart();
        assertStays(before);
        certified = true;
        wallet.server.restart();
        HttpResponse<byte[]> after = wallet.fetch("S-1", token, "If-None-Match", header(before, "ETag"));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(new String(after.body(), StandardCharsets.ISO_8859_1)).contains("Saturday");
    }
}
