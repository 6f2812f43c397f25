package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.APPLE;
import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import io.serialpass.wallet.apple.signing.SigningException;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes whose packages are made and signed here, the whole way from the issuer to the phone. */
class MadePassesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final TrialAuthority AUTHORITY = TrialAuthority.create(NOW, new SecureRandom());
    private static final TrialAuthority.Issued ISSUED =
            AUTHORITY.issue(new PassTypeIdentifier(TYPE), "TEAM", "RSA", NOW, NOW.plus(Duration.ofDays(100)));

    static final String TEMPLATE = """
            {"description": "A ticket", "organizationName": "Acme",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "{{serialNumber}}", "messageEncoding": "utf-8"}],
             "eventTicket": {
               "primaryFields": [{"key": "seat", "label": "Seat", "value": "{{fields.seat}}"}],
               "secondaryFields": [{"key": "day", "value": "{{fields.day}}", "dateStyle": "PKDateStyleShort"}],
               "backFields": [{"key": "state", "value": "{{serialNumber.value}} is {{serialNumber.status}}"},
                              {"key": "item", "value": "{{item.name}}"}]}}""";

    /** Counts what is signed. */
    private static final AtomicInteger SIGNED = new AtomicInteger();

    private WalletServer wallet;

    static SigningIdentity identity() {
        return SigningIdentity.of(ISSUED.certificate(), List.of(AUTHORITY.intermediate()), data -> {
            SIGNED.incrementAndGet();
            return SigningIdentity.signer(ISSUED.key()).sign(data);
        });
    }

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.making(SigningIdentities.of(identity()));
        wallet.addType(TEMPLATE);
        SIGNED.set(0);
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private String issue(String serialNumber, String rest) throws Exception {
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\"" + rest + "}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("authenticationToken").asText();
    }

    private JsonNode change(String serialNumber, String json) throws Exception {
        Answer changed = wallet.server.put("passes/" + TYPE + "/" + serialNumber, json);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return changed.json();
    }

    private static JsonNode passJson(byte[] pkpass) throws IOException {
        return MAPPER.readTree(
                PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE).kept().get("pass.json"));
    }

    private static String back(byte[] pkpass) throws IOException {
        List<String> values = new ArrayList<>();
        passJson(pkpass)
                .path("eventTicket")
                .path("backFields")
                .forEach(field -> values.add(field.path("value").asText()));
        return String.join("; ", values);
    }

    /** The calls that a phone makes on a push. */
    private byte[] update(String device, String serialNumber, String token, String tag) throws Exception {
        assertThat(wallet.listed(device, "?passesUpdatedSince=" + tag)).contains(serialNumber);
        HttpResponse<byte[]> fetched = wallet.fetch(serialNumber, token);
        assertThat(fetched.statusCode()).isEqualTo(200);
        return fetched.body();
    }

    private String tag(String device) throws Exception {
        return wallet.list(APPLE, device, "").json().path("lastUpdated").asText();
    }

    @Test
    void whatHappensInTheInventoryReachesThePhone() throws Exception {
        long item = wallet.server.addItem("TICKET");
        wallet.server.put("items/" + item, "{\"name\":\"Jazz Night\"}");
        long id = wallet.server.add(item, "JN-1");
        String token = issue("P-1", ",\"serialNumberId\":" + id + ",\"fields\":{\"seat\":\"7B\"}");
        assertThat(wallet.register("D", "P-1", token).status()).isEqualTo(201);
        assertThat(back(wallet.fetch("P-1", token).body())).isEqualTo("JN-1 is NEW; Jazz Night");
        String known = tag("D");
        assertThat(wallet.listed("D", "?passesUpdatedSince=" + known)).isEmpty();

        wallet.server.put("serialNumbers/" + id, "{\"status\":\"SOLD\"}");
        assertThat(back(update("D", "P-1", token, known))).isEqualTo("JN-1 is SOLD; Jazz Night");
        known = tag("D");
        wallet.server.put("serialNumbers/" + id, "{\"status\":\"NEW\"}");
        assertThat(back(update("D", "P-1", token, known))).isEqualTo("JN-1 is NEW; Jazz Night");
        known = tag("D");
        wallet.server.put("serialNumbers/" + id, "{\"value\":\"JN-1a\"}");
        assertThat(back(update("D", "P-1", token, known))).isEqualTo("JN-1a is NEW; Jazz Night");
        known = tag("D");
        wallet.server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":1}");
        assertThat(back(update("D", "P-1", token, known))).isEqualTo("JN-1a is RESERVED; Jazz Night");
        known = tag("D");
        wallet.server.put("items/" + item, "{\"name\":\"Jazz & Blues Night\"}");
        assertThat(back(update("D", "P-1", token, known))).isEqualTo("JN-1a is RESERVED; Jazz & Blues Night");
        known = tag("D");
        wallet.server.put("items/" + item, "{\"name\":\"Jazz & Blues Night\"}");
        assertThat(wallet.listed("D", "?passesUpdatedSince=" + known)).isEmpty();
        change("P-1", "{\"voided\":true,\"expirationDate\":\"2027-01-01T00:00:00Z\"}");
        JsonNode pass = passJson(update("D", "P-1", token, known));
        assertThat(pass.path("voided").asBoolean()).isTrue();
        assertThat(pass.path("expirationDate").asText()).isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void aTemplateIsAnUpdateOfAllItsPassesUnderOneTagAndNothingIsBuiltForIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            String token = issue("S-" + i, "");
            wallet.register("D", "S-" + i, token);
        }
        String known = tag("D");
        int before = SIGNED.get();
        Answer changed = wallet.server.put(
                "passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("A ticket", "The ticket") + "}");
        assertThat(changed.status()).isEqualTo(200);
        JsonNode listed =
                wallet.list(APPLE, "D", "?passesUpdatedSince=" + known).json();
        assertThat(listed.path("serialNumbers")).hasSize(20);
        assertThat(listed.path("lastUpdated").asText())
                .isEqualTo(changed.json().path("updateTag").asText());
        for (JsonNode pass : wallet.server.get("passes").json().path("data")) {
            assertThat(pass.path("updateTag").asText())
                    .isEqualTo(changed.json().path("updateTag").asText());
        }
        assertThat(SIGNED.get()).isEqualTo(before);
        assertThat(passJson(wallet.currentPackage("GET", "S-3").body())
                        .path("description")
                        .asText())
                .isEqualTo("The ticket");
        assertThat(SIGNED.get()).isEqualTo(before + 1);
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("A ticket", "The ticket") + "}")
                        .json()
                        .path("updateTag"))
                .as("the same again is no change")
                .isEqualTo(changed.json().path("updateTag"));
    }

    @Test
    void anImageIsAnUpdateToo() throws Exception {
        String token = issue("S-1", "");
        wallet.register("D", "S-1", token);
        String known = tag("D");
        wallet.putFile("/logo@2x.png", "image/png", TestServer.icon());
        byte[] pkpass = update("D", "S-1", token, known);
        assertThat(PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE).hashes()).containsKey("logo@2x.png");
        known = tag("D");
        assertThat(wallet.server
                        .delete("passTypes/" + TYPE + "/files/logo@2x.png")
                        .status())
                .isEqualTo(200);
        pkpass = update("D", "S-1", token, known);
        assertThat(PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE).hashes()).doesNotContainKey("logo@2x.png");
    }

    @Test
    void headAnd304BuildNothing() throws Exception {
        String token = issue("S-1", "");
        // Each version has a second of its own, and an earlier one is shown until that has come.
        wallet.server.clock.advance(Duration.ofSeconds(30));
        HttpResponse<byte[]> head = wallet.get(APPLE, "HEAD", "S-1", token);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(wallet.currentPackage("HEAD", "S-1").statusCode()).isEqualTo(200);
        String lastModified = head.headers().firstValue("Last-Modified").orElseThrow();
        String tag = head.headers().firstValue("ETag").orElseThrow();
        assertThat(wallet.fetch("S-1", token, "If-Modified-Since", lastModified).statusCode())
                .isEqualTo(304);
        assertThat(wallet.fetch("S-1", token, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(SIGNED.get()).isZero();
        HttpResponse<byte[]> fetched = wallet.fetch("S-1", token);
        assertThat(fetched.headers().firstValue("ETag")).contains(tag);
        assertThat(fetched.headers().firstValue("Last-Modified")).contains(lastModified);
        HttpResponse<byte[]> again = wallet.get(APPLE, "HEAD", "S-1", token);
        assertThat(again.headers().firstValueAsLong("Content-Length")).hasValue(fetched.body().length);
        assertThat(SIGNED.get()).isEqualTo(1);
    }

    @Test
    void aBurstOfFetchesMakesOneSignature() throws Exception {
        String token = issue("S-1", "");
        int phones = 16;
        ExecutorService threads = Executors.newFixedThreadPool(phones);
        try {
            CyclicBarrier start = new CyclicBarrier(phones);
            List<Future<byte[]>> fetched = new ArrayList<>();
            for (int i = 0; i < phones; i++) {
                fetched.add(threads.submit(() -> {
                    start.await();
                    byte[] last = new byte[0];
                    for (int n = 0; n < 20; n++) {
                        last = wallet.fetch("S-1", token).body();
                    }
                    return last;
                }));
            }
            for (Future<byte[]> one : fetched) {
                assertThat(one.get()).isEqualTo(fetched.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(SIGNED.get()).isEqualTo(1);
    }

    @Test
    void dataThatWalletWouldRefuseIsRefusedHere() throws Exception {
        issue("S-1", ",\"fields\":{\"day\":\"2026-12-05T20:00+01:00\"}");
        byte[] before = wallet.currentPackage("GET", "S-1").body();
        JsonNode shown = wallet.server.get("passes/" + TYPE + "/S-1").json();
        Answer refused = wallet.server.put("passes/" + TYPE + "/S-1", "{\"fields\":{\"day\":\"tomorrow\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("fields", "eventTicket.secondaryFields[0].value", "tomorrow");
        assertThat(wallet.server.get("passes/" + TYPE + "/S-1").json()).isEqualTo(shown);
        assertThat(wallet.currentPackage("GET", "S-1").body()).isEqualTo(before);
        Answer created = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"S-2\",\"fields\":{\"day\":\"tomorrow\"}}");
        assertThat(created.error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.get("passes/" + TYPE + "/S-2").status()).isEqualTo(404);
    }

    /** Rail tickets (UIC 918.3, VDV) and GS1 hold control characters. */
    @Test
    void theMessageOfABarcodeMayBeBinaryData() throws Exception {
        String message = "{\"format\": \"PKBarcodeFormatAztec\", \"message\": \"{{fields.code}}\","
                + " \"messageEncoding\": \"iso-8859-1\"}";
        String fixed = "{\"format\": \"PKBarcodeFormatQR\", \"message\": \"#UT01\\u0002\\u0000\\u0085\\u001d\","
                + " \"messageEncoding\": \"iso-8859-1\"}";
        String template = TEMPLATE.replace("\"barcodes\": [", "\"barcodes\": [" + message + ", " + fixed + ", ");
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + template + "}")
                        .status())
                .isEqualTo(200);
        Answer made = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"B-1\",\"fields\":{\"seat\":\"7B\","
                        + "\"code\":\"010401234\\u001d10AB\\u0000\\u00e5\\u0085\"}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        byte[] pkpass = wallet.currentPackage("GET", "B-1").body();
        assertThat(Pkpass.contentOf(pkpass))
                .contains("010401234\\u001D10AB\\u0000\u00e5\u0085", "#UT01\\u0002\\u0000\u0085\\u001D");
        assertThat(wallet.server
                        .put("passes/" + TYPE + "/B-1", "{\"fields\":{\"code\":\"x\",\"seat\":\"7\\u001dB\"}}")
                        .description())
                .as("a text that is shown")
                .contains("eventTicket.primaryFields[0].value", "control characters");
    }

    /** A template that is good by itself can be bad for the data that some passes have. */
    @Test
    void whatAPassLacksForItsTemplateIsSaidWithTheParameterThatBringsIt() throws Exception {
        wallet.server.put(
                "passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("{{serialNumber}}", "{{fields.code}}") + "}");
        String pass = "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"S-1\"";
        Answer refused = wallet.server.post("passes", pass + "}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description())
                .contains("barcodes[0].message", "{{fields.code}} has no value", "\"fields\": {\"code\": ...}");
        Answer taken = wallet.server.post("passes", pass + ",\"fields\":{\"code\":\"1\"}}");
        assertThat(taken.status()).isEqualTo(201);
        Answer emptied = wallet.server.put("passes/" + TYPE + "/S-1", "{\"fields\":{}}");
        assertThat(emptied.description()).contains("{{fields.code}} has no value");
    }

    @Test
    void whatTheInventoryBringsIsNamedToo() throws Exception {
        wallet.server.put(
                "passTypes/" + TYPE,
                "{\"template\":" + TEMPLATE.replace("{{serialNumber}}", "{{serialNumber.value}}") + "}");
        Answer refused = wallet.server.post("passes", "{\"passTypeIdentifier\":\"" + TYPE + "\"}");
        assertThat(refused.description()).contains("{{serialNumber.value}} has no value", "\"serialNumberId\"");
    }

    @Test
    void whereTheNewestVersionIsBrokenTheOneBeforeStaysAndTheFindingIsShown() throws Exception {
        String token = issue("S-1", ",\"fields\":{\"seat\":\"7B\"}");
        wallet.register("D", "S-1", token);
        HttpResponse<byte[]> good = wallet.fetch("S-1", token);
        String broken = TEMPLATE.replace("\"{{fields.seat}}\"", "\"{{fields.seat}}\", \"currencyCode\": \"EUR\"");
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + broken + "}")
                        .status())
                .isEqualTo(200);
        HttpResponse<byte[]> after = wallet.fetch("S-1", token);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(good.body());
        assertThat(after.headers().firstValue("ETag")).isEqualTo(good.headers().firstValue("ETag"));
        JsonNode findings =
                wallet.server.get("passes/" + TYPE + "/S-1/doctor").json().path("findings");
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.path("severity").asText()).isEqualTo("error");
            assertThat(finding.path("where").asText()).isEqualTo("eventTicket.primaryFields[0].value");
            assertThat(finding.path("remedy").asText()).isNotEmpty();
        });
        String known = tag("D");
        wallet.server.put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE + "}");
        assertThat(passJson(update("D", "S-1", token, known))
                        .path("eventTicket")
                        .path("primaryFields")
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo("7B");
    }

    @Test
    void aPassThatCannotBeMadeIsNotHandedOut() throws Exception {
        String token = issue("S-1", ",\"fields\":{\"seat\":\"7B\"}");
        String broken = TEMPLATE.replace("\"{{fields.seat}}\"", "\"{{fields.seat}}\", \"currencyCode\": \"EUR\"");
        wallet.server.put("passTypes/" + TYPE, "{\"template\":" + broken + "}");
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(404);
        assertThat(wallet.get(APPLE, "HEAD", "S-1", token).statusCode()).isEqualTo(404);
        Answer refused = wallet.server.get("passes/" + TYPE + "/S-1/package");
        assertThat(refused.error()).isEqualTo("invalid_package");
        assertThat(refused.description()).contains("eventTicket.primaryFields[0].value");
    }

    @Test
    void anUploadedPackageStaysWhateverTheTemplate() throws Exception {
        issue("S-1", "");
        wallet.upload("S-1", "by hand");
        String tag = wallet.server
                .get("passes/" + TYPE + "/S-1")
                .json()
                .path("updateTag")
                .asText();
        wallet.server.put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("A ticket", "B") + "}");
        assertThat(change("S-1", "{\"voided\":true}").path("updateTag").asText())
                .isEqualTo(tag);
        assertThat(Pkpass.contentOf(wallet.currentPackage("GET", "S-1").body())).isEqualTo("by hand");
    }

    @Test
    void severalPassesAreHandedOverInOneBundle() throws Exception {
        issue("S-1", "");
        issue("S-2", "");
        HttpResponse<byte[]> bundle = bundle("\"" + TYPE + "/S-1\",\"" + TYPE + "/S-2\"");
        assertThat(bundle.statusCode()).isEqualTo(200);
        assertThat(bundle.headers().firstValue("Content-Type")).contains("application/vnd.apple.pkpasses");
        List<byte[]> packages = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).endsWith(".pkpass");
                packages.add(zip.readAllBytes());
            }
        }
        assertThat(packages)
                .containsExactly(
                        wallet.currentPackage("GET", "S-1").body(),
                        wallet.currentPackage("GET", "S-2").body());
        assertThat(bundle("\"" + TYPE + "/S-9\"").statusCode()).isEqualTo(404);
        assertThat(bundle("\"nonsense\"").statusCode()).isEqualTo(400);
        assertThat(bundle("").statusCode()).isEqualTo(400);
        assertThat(bundle(String.join(",", Collections.nCopies(11, "\"" + TYPE + "/S-1\"")))
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<byte[]> bundle(String passes) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        wallet.server
                                .request("passes/bundle")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"passes\":[" + passes + "]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private void askToEnrol(String... fields) throws Exception {
        Answer put = wallet.putFile(
                "/personalization.json",
                "application/json",
                ("{\"requiredPersonalizationFields\":[\"" + String.join("\",\"", fields)
                                + "\"],\"description\":\"Enrol\"}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(put.status()).isEqualTo(200);
    }

    @Test
    void aHolderEnrolsOnceAndThePassShowsIt() throws Exception {
        String token = issue("S-1", ",\"fields\":{\"seat\":\"7B\"}");
        assertThat(personalize("S-1", "Ann").status()).isEqualTo(404);
        askToEnrol("PKPassPersonalizationFieldName");
        assertThat(PkpassFiles.unpack(wallet.fetch("S-1", token).body(), PkpassFiles.Keep.WHOLE)
                        .hashes())
                .containsKey("personalization.json");
        Answer personalized = personalize("S-1", "Ann");
        assertThat(personalized.status()).isEqualTo(200);
        assertThat(personalized.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(personalize("S-1", "Ann").status())
                .as("an answer that got lost")
                .isEqualTo(200);
        assertThat(personalize("S-1", "Mallory").status()).isEqualTo(404);
        assertThat(personalize("S-2", "Ann").status()).isEqualTo(404);
        assertThat(PkpassFiles.unpack(wallet.fetch("S-1", token).body(), PkpassFiles.Keep.WHOLE)
                        .hashes())
                .doesNotContainKey("personalization.json");
        JsonNode fields = wallet.server.get("passes/" + TYPE + "/S-1").json().path("fields");
        assertThat(fields.path("fullName").asText()).isEqualTo("Ann");
        assertThat(fields.path("seat").asText()).isEqualTo("7B");
    }

    private Answer personalize(String serialNumber, String name) throws Exception {
        return wallet.server.send(wallet.request("/v1/passes/" + TYPE + "/" + serialNumber + "/personalize")
                .POST(BodyPublishers.ofString("{\"personalizationToken\":\"a-token\","
                        + "\"requiredPersonalizationInfo\":{\"fullName\":\"" + name + "\"}}"))
                .build());
    }

    @Test
    void aPassIsDrawnWithoutScripts() throws Exception {
        issue("S-1", ",\"fields\":{\"seat\":\"<script>alert(1)</script>\"}");
        Answer preview = wallet.server.get("passes/" + TYPE + "/S-1/preview?language=de");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(preview.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(preview.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<svg", "data:image/png;base64,", "front", "back")
                .doesNotContain("<script");
        assertThat(SIGNED.get()).isZero();
        assertThat(wallet.server.get("passes/" + TYPE + "/S-9/preview").status())
                .isEqualTo(404);
        assertThat(wallet.server
                        .get("passes/" + TYPE + "/S-1/preview?language=%2B")
                        .error())
                .isEqualTo("invalid_param_value");
    }

    @Test
    void passesIssuedBeforeTheTemplateGetPackagesToo() throws Exception {
        wallet.close();
        wallet = WalletServer.making(SigningIdentities.of(identity()));
        String token = wallet.issue("S-1");
        wallet.register("D", "S-1", token);
        assertThat(wallet.listed("D", "")).isEmpty();
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(404);
        wallet.putFile("/icon.png", "image/png", TestServer.icon());
        Answer changed = wallet.server.put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE + "}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(wallet.listed("D", "")).containsExactly("S-1");
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(200);
    }

    @Test
    void everyVersionOfManyWithinASecondIsItsOwn() throws Exception {
        String token = issue("S-1", "");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            change("S-1", "{\"fields\":{\"seat\":\"" + i + "\"}}");
            seen.add(wallet.fetch("S-1", token).headers().firstValue("ETag").orElseThrow());
            wallet.server.put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("A ticket", "T" + i) + "}");
            seen.add(wallet.fetch("S-1", token).headers().firstValue("ETag").orElseThrow());
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(Arrays.stream(seen.toArray()).distinct()).hasSize(10);
    }

    @Test
    void reservingIsOneTagForAllPassesOfAType() throws Exception {
        long item = wallet.server.addItem("TICKET");
        for (int i = 1; i <= 2; i++) {
            issue("S-" + i, ",\"serialNumberId\":" + wallet.server.add(item, "JN-" + i));
        }
        wallet.server.post("serialNumbers/reserve", "{\"itemId\":" + item + ",\"quantity\":2}");
        List<String> tags = new ArrayList<>();
        for (JsonNode pass : wallet.server.get("passes").json().path("data")) {
            tags.add(pass.path("updateTag").asText());
        }
        assertThat(tags).hasSize(2);
        assertThat(tags.get(0)).isEqualTo(tags.get(1));
    }

    private String typeTag() throws Exception {
        return wallet.server.get("passTypes/" + TYPE).json().path("updateTag").asText();
    }

    private static void putCertificate(Path directory, TrialAuthority.Issued issued) throws IOException {
        Path part = Files.writeString(directory.resolve("card.part"), issued.toPem());
        Files.move(
                part,
                directory.resolve("card.pem"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aNewCertificateIsUsedWithoutARestartAndPhonesAreTold(@TempDir Path directory) throws Exception {
        wallet.close();
        Files.writeString(directory.resolve("intermediate.crt"), TrialAuthority.toPem(AUTHORITY.intermediate()));
        putCertificate(directory, ISSUED);
        wallet = WalletServer.making(new CertificateFiles(List.of(directory), Optional.empty()));
        wallet.addType(TEMPLATE);
        String token = issue("S-1", "");
        wallet.register("D", "S-1", token);
        byte[] before = wallet.fetch("S-1", token).body();
        String known = tag("D");
        String tagBefore = typeTag();
        Files.writeString(directory.resolve("broken.p12"), "half a file");
        TrialAuthority.Issued renewed =
                AUTHORITY.issue(new PassTypeIdentifier(TYPE), "TEAM", "EC", NOW, NOW.plus(Duration.ofDays(200)));
        putCertificate(directory, renewed);
        Files.delete(directory.resolve("broken.p12"));
        awaitNewTypeTag(tagBefore);
        byte[] after = update("D", "S-1", token, known);
        assertThat(after).isNotEqualTo(before);
        assertThat(passJson(after)).isEqualTo(passJson(before));
        assertThat(wallet.server.get("/health/ready").body()).contains("\"daysLeft\":199");
    }

    /** Certificates that a test takes away and puts back. */
    private static final class Removable implements SigningIdentities {
        private volatile boolean there = true;

        @Override
        public Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now) {
            return there ? Optional.of(identity()) : Optional.empty();
        }

        @Override
        public List<SigningIdentity> all() {
            return there ? List.of(identity()) : List.of();
        }
    }

    private void awaitNewTypeTag(String before) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (typeTag().equals(before)) {
            assertThat(Instant.now()).as("the certificate was noticed").isBefore(deadline);
        }
    }

    @Test
    void whatChangedWhileNothingCouldSignIsToldOnceItCan() throws Exception {
        wallet.close();
        Removable identities = new Removable();
        wallet = WalletServer.making(identities);
        wallet.addType(TEMPLATE);
        String token = issue("S-1", "");
        wallet.register("D", "S-1", token);
        wallet.fetch("S-1", token);
        identities.there = false;
        String before = typeTag();
        wallet.server.put("passTypes/" + TYPE, "{\"template\":" + TEMPLATE.replace("A ticket", "B") + "}");
        String during = typeTag();
        assertThat(during).isNotEqualTo(before);
        // Until it is noticed, another server might have the certificate.
        HttpResponse<byte[]> fetched = wallet.fetch("S-1", token);
        Instant deadline = Instant.now().plusSeconds(60);
        while (fetched.statusCode() == 503 && Instant.now().isBefore(deadline)) {
            fetched = wallet.fetch("S-1", token);
        }
        assertThat(passJson(fetched.body()).path("description").asText())
                .as("the one before stays")
                .isEqualTo("A ticket");
        String known = tag("D");
        identities.there = true;
        awaitNewTypeTag(during);
        assertThat(passJson(update("D", "S-1", token, known))
                        .path("description")
                        .asText())
                .isEqualTo("B");
    }

    @Test
    void whereTheKeyDoesNotAnswerThePhoneIsAskedToComeBack() throws Exception {
        wallet.close();
        AtomicInteger failures = new AtomicInteger(1);
        wallet = WalletServer.making(SigningIdentities.of(SigningIdentity.of(
                ISSUED.certificate(), List.of(AUTHORITY.intermediate()), data -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new SigningException("The module does not answer.", new IOException());
                    }
                    return SigningIdentity.signer(ISSUED.key()).sign(data);
                })));
        wallet.addType(TEMPLATE);
        String token = issue("S-1", "");
        HttpResponse<byte[]> first = wallet.fetch("S-1", token);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(200);
    }

    @Test
    void aPassThatIsBrokenCanStillBeVoided() throws Exception {
        issue("S-1", ",\"fields\":{\"seat\":\"7B\"}");
        String broken = TEMPLATE.replace("\"{{fields.seat}}\"", "\"{{fields.seat}}\", \"currencyCode\": \"EUR\"");
        JsonNode put = wallet.server
                .put("passTypes/" + TYPE, "{\"template\":" + broken + "}")
                .json();
        assertThat(put.path("findings").toString()).contains("pass S-1", "would be refused");
        assertThat(change("S-1", "{\"voided\":true}").path("voided").asBoolean())
                .isTrue();
    }

    @Test
    void onlyATokenIsSignedForAnEnrolment() throws Exception {
        issue("S-1", "");
        askToEnrol("PKPassPersonalizationFieldName");
        for (String body : List.of(
                "{\"personalizationToken\":\"{\\\"pass.json\\\":\\\"00\\\"}\",\"requiredPersonalizationInfo\":{\"fullName\":\"Ann\"}}",
                "{\"personalizationToken\":\"a b\",\"requiredPersonalizationInfo\":{\"fullName\":\"Ann\"}}",
                "{\"personalizationToken\":\"t\",\"requiredPersonalizationInfo\":{\"fullName\":1e99999999999}}",
                "{\"personalizationToken\":\"t\",\"requiredPersonalizationInfo\":{\"fullName\":{}}}",
                "{\"personalizationToken\":\"t\"}",
                "[]")) {
            assertThat(personalizeWith(body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void anEnrolmentThatLacksWhatThePassAsksForSpendsNothing() throws Exception {
        issue("S-1", "");
        askToEnrol("PKPassPersonalizationFieldName", "PKPassPersonalizationFieldEmailAddress");
        Answer empty = personalizeTelling("{}");
        assertThat(empty.error()).isEqualTo("invalid_param_value");
        assertThat(empty.description())
                .isEqualTo("The value of parameter requiredPersonalizationInfo must have fullName or givenName or"
                        + " familyName, and emailAddress.");
        Answer blank = personalizeTelling("{\"fullName\":\"Ann\",\"emailAddress\":\" \"}");
        assertThat(blank.description()).endsWith(" must have emailAddress.");
        for (String value : List.of("7", "true", "null", "[\"a\"]", "{}")) {
            Answer odd = personalizeTelling("{\"givenName\":\"Ann\",\"emailAddress\":" + value + "}");
            assertThat(odd.error()).as(value).isEqualTo("invalid_param_type");
            assertThat(odd.description()).contains("requiredPersonalizationInfo.emailAddress");
        }
        String told = "{\"givenName\":\"Ann\",\"familyName\":\"\",\"emailAddress\":\"a@example.com\"}";
        String withMore = told.replace("}", ",\"ofALaterWallet\":\"x\"}");
        assertThat(personalizeTelling(withMore).status()).isEqualTo(200);
        assertThat(wallet.server.get("passes/" + TYPE + "/S-1").json().path("fields"))
                .as("a key that a later Wallet sends does no harm")
                .isEqualTo(MAPPER.readTree(told));
    }

    private Answer personalizeTelling(String info) throws Exception {
        return personalizeWith("{\"personalizationToken\":\"t\",\"requiredPersonalizationInfo\":" + info + "}");
    }

    private Answer personalizeWith(String body) throws Exception {
        return wallet.server.send(wallet.request("/v1/passes/" + TYPE + "/S-1/personalize")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void anEnrolmentThatWalletWouldRefuseChangesNothing() throws Exception {
        wallet.server.put(
                "passTypes/" + TYPE,
                "{\"template\":"
                        + TEMPLATE.replace(
                                "\"{{serialNumber}}\", \"messageEncoding\": \"utf-8\"",
                                "\"x{{fields.fullName}}\", \"messageEncoding\": \"iso-8859-1\"")
                        + "}");
        String token = issue("S-1", "");
        askToEnrol("PKPassPersonalizationFieldName");
        Answer refused = personalizeWith("{\"personalizationToken\":\"t\",\"requiredPersonalizationInfo\":{"
                + "\"fullName\":\"\u674e\u5c0f\u9f99\"}}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("barcodes[0].message");
        assertThat(wallet.fetch("S-1", token).statusCode()).isEqualTo(200);
        assertThat(personalize("S-1", "Ann").status()).isEqualTo(200);
    }

    @Test
    void theTemplateAsItIsShownIsNoChange() throws Exception {
        JsonNode type = wallet.server.get("passTypes/" + TYPE).json();
        Answer put = wallet.server.put(
                "passTypes/" + TYPE, "{\"template\":" + type.path("template").toPrettyString() + "}");
        assertThat(put.json().path("updateTag")).isEqualTo(type.path("updateTag"));
    }

    @Test
    void noTemplateKeepsAnybodyWaiting() throws Exception {
        String blanks = TEMPLATE.replace("A ticket", "{{" + " ".repeat(200_000));
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + blanks + "}")
                        .status())
                .isEqualTo(200);
        String brackets = TEMPLATE.replace(
                "\"value\": \"{{item.name}}\"",
                "\"value\": \"x\", \"attributedValue\": \"" + "<".repeat(200_000) + "\"");
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + brackets + "}")
                        .status())
                .isEqualTo(200);
        issue("S-1", "");
        assertThat(wallet.server.get("passes/" + TYPE + "/S-1/preview").status())
                .isEqualTo(200);
    }

    @Test
    void fieldsThatMakeAPassHugeAreRefused() throws Exception {
        String often = TEMPLATE.replace("A ticket", "{{fields.long}}".repeat(100));
        assertThat(wallet.server
                        .put("passTypes/" + TYPE, "{\"template\":" + often + "}")
                        .status())
                .isEqualTo(200);
        Answer refused = wallet.server.post(
                "passes",
                "{\"passTypeIdentifier\":\"" + TYPE + "\",\"fields\":{\"long\":\"" + "x".repeat(60_000) + "\"}}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("1 MB");
    }

    @Test
    void numbersOfAnySizeAreTakenOrRefusedAndNeverAFault() throws Exception {
        String large = TEMPLATE.replace("\"{{item.name}}\"", "1e999999999");
        int status = wallet.server
                .put("passTypes/" + TYPE, "{\"template\":" + large + "}")
                .status();
        assertThat(status).isIn(200, 400);
        issue("S-1", "");
        assertThat(wallet.server.get("passes/" + TYPE + "/S-1/preview").status())
                .isEqualTo(200);
        byte[] beyond = TEMPLATE.replace("\"{{item.name}}\"", "1e99999999999").getBytes(StandardCharsets.UTF_8);
        assertThat(wallet.putFile("/pass.json", "application/json", beyond).status())
                .isEqualTo(400);
    }
}
