package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer's calls of pass types: templates, files, and what a doctor says of them. */
class PassTypesTest {

    private static final String PATH = "passTypes/" + TYPE;

    private WalletServer wallet;

    @BeforeEach
    void start() throws Exception {
        wallet = WalletServer.making(SigningIdentities.of(MadePassesTest.identity()));
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private Answer create(String rest) throws Exception {
        return wallet.server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\"" + rest + "}");
    }

    @Test
    void aTypeIsShownWithItsTemplateFilesCertificateAndFindings() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        wallet.issue("S-1");
        JsonNode type = wallet.server.get(PATH).json();
        List<String> names = new ArrayList<>();
        type.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "passTypeIdentifier",
                        "passes",
                        "updateTag",
                        "organization",
                        "dateCreated",
                        "lastUpdated",
                        "href",
                        "template",
                        "files",
                        "certificate",
                        "findings");
        assertThat(type.path("passes").asInt()).isEqualTo(1);
        assertThat(type.path("template").path("description").asText()).isEqualTo("A ticket");
        assertThat(type.path("files").get(0).path("name").asText()).isEqualTo("icon.png");
        assertThat(wallet.server
                        .get(type.path("files").get(0).path("href").asText())
                        .status())
                .isEqualTo(200);
        assertThat(type.path("certificate").path("daysLeft").asInt()).isEqualTo(99);
        assertThat(type.path("certificate").path("teamIdentifier").asText()).isEqualTo("TEAM");
        assertThat(type.path("findings")).isNotEmpty();
    }

    @Test
    void aTypeIsAddedListedAndDeleted() throws Exception {
        Answer created = create("");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1.0/" + PATH);
        assertThat(created.json().path("template").isNull()).isTrue();
        assertThat(create("").error()).isEqualTo("not_unique");
        assertThat(create(",\"template\":{}").error())
                .as("a value that no type can have is told first")
                .isEqualTo("invalid_param_value");
        wallet.server.post("passTypes", "{\"passTypeIdentifier\":\"pass.com.example.ticket\"}");
        JsonNode list = wallet.server
                .get("passTypes?passTypeIdentifier=*CARD&sort=passTypeIdentifier")
                .json();
        assertThat(list.path("paging").path("total").asInt()).isEqualTo(1);
        assertThat(list.path("data").get(0).path("passTypeIdentifier").asText()).isEqualTo(TYPE);
        assertThat(wallet.server.delete(PATH).body())
                .isEqualTo("{\"success\":\"true\",\"success_description\":\"Instance deleted successfully\"}");
        assertThat(wallet.server.get(PATH).status()).isEqualTo(404);
        assertThat(wallet.server.delete(PATH).description())
                .isEqualTo("The pass type with the id " + TYPE + " doesn't exist.");
    }

    @Test
    void aTypeWithPassesIsNotDeleted() throws Exception {
        wallet.issue("S-1");
        assertThat(wallet.server.delete(PATH).error()).isEqualTo("delete_failed");
        assertThat(wallet.server.get(PATH).json().path("passes").asInt()).isEqualTo(1);
    }

    @Test
    void anothersTypeIsNotThere() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        for (String[] call : new String[][] {
            {"GET", ""},
            {"PUT", ""},
            {"DELETE", ""},
            {"GET", "/doctor"},
            {"GET", "/files/icon.png"},
            {"DELETE", "/files/icon.png"}
        }) {
            Answer answer = wallet.server.send(wallet.request("/api/v1.0/" + PATH + call[1])
                    .header("Authorization", "Bearer other-secret")
                    .header("Content-Type", "application/json")
                    .method(call[0], BodyPublishers.ofString(call[0].equals("PUT") ? "{}" : ""))
                    .build());
            assertThat(answer.status()).as(call[0] + call[1]).isEqualTo(404);
        }
        Answer created = wallet.server.send(wallet.request("/api/v1.0/passTypes")
                .header("Authorization", "Bearer other-secret")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"passTypeIdentifier\":\"" + TYPE + "\"}"))
                .build());
        assertThat(created.error()).isEqualTo("invalid_param_value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|missing_param|passTypeIdentifier",
                "{\"passTypeIdentifier\":\"a b\"}|invalid_param_value|passTypeIdentifier",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":\"x\"}|invalid_param_type|template",
                "{\"passTypeIdentifier\":\"pass.a\",\"color\":1}|invalid_param|color",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":{}}|invalid_param_value|no style",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":{\"generic\":{},\"description\":\"a\\u0000\"}}"
                        + "|invalid_param_value|control characters",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":{\"generic\":{},\"description\":\"d\","
                        + "\"formatVersion\":1.9}}|invalid_param_value|formatVersion",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":{\"generic\":{},\"description\":\"{{nothing}}\"}}"
                        + "|invalid_param_value|{{nothing}}",
                "{\"passTypeIdentifier\":\"pass.a\",\"template\":{\"generic\":{},\"description\":\"d\","
                        + "\"passTypeIdentifier\":\"pass.b\"}}|invalid_param_value|pass.b",
            })
    void whatIsWrongIsNamedAndNothingIsAdded(String json, String error, String named) throws Exception {
        Answer refused = wallet.server.post("passTypes", json);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused.description()).contains(named);
        assertThat(wallet.server.get("passTypes/pass.a").status()).isEqualTo(404);
    }

    @Test
    void aBrokenTemplateIsToldBeforeThatItsTypeIsNotThere() throws Exception {
        Answer refused = wallet.server.put("passTypes/pass.a", "{\"template\":{}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("no style");
        Answer whole = wallet.server.put("passTypes/pass.a", "{\"template\":" + MadePassesTest.TEMPLATE + "}");
        assertThat(whole.status()).isEqualTo(404);
        assertThat(wallet.server.get("passTypes/pass.a").status()).isEqualTo(404);
    }

    @Test
    void aBrokenTemplateLeavesTheOneOfBefore() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        JsonNode before = wallet.server.get(PATH).json();
        Answer refused = wallet.server.put(PATH, "{\"template\":{\"generic\":{\"primaryFields\":[{}]}}}");
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("generic.primaryFields[0].key", "description");
        assertThat(wallet.server.put(PATH, "{\"template\":null}").error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.get(PATH).json()).isEqualTo(before);
        assertThat(wallet.server.put(PATH, "{}").json()).isEqualTo(before);
    }

    @Test
    void unknownKeysAreKeptAndReported() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE.replaceFirst("\\{", "{\"aKeyOfNextYear\": {\"a\": 1.50},"));
        Answer type = wallet.server.get(PATH);
        assertThat(type.body()).contains("\"aKeyOfNextYear\":{\"a\":1.50}");
        assertThat(type.json().path("findings").toString()).contains("aKeyOfNextYear", "warning");
    }

    @Test
    void filesAreKeptByNameAndLanguage() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        byte[] strings = "\"Seat\" = \"Platz\";".getBytes(StandardCharsets.UTF_8);
        assertThat(wallet.putFile("/de.lproj/pass.strings", "text/plain", strings)
                        .status())
                .isEqualTo(200);
        assertThat(wallet.putFile("/de.lproj/logo@3x.png", "image/png", TestServer.icon())
                        .status())
                .isEqualTo(200);
        assertThat(wallet.server.get(PATH + "/files/de.lproj/pass.strings").body())
                .isEqualTo("\"Seat\" = \"Platz\";");
        wallet.issue("S-1");
        assertThat(wallet.server
                        .get("passes/" + TYPE + "/S-1/preview?language=de")
                        .status())
                .isEqualTo(200);
        assertThat(wallet.server.delete(PATH + "/files/de.lproj/logo@3x.png").status())
                .isEqualTo(200);
        assertThat(wallet.server.delete(PATH + "/files/de.lproj/logo@3x.png").status())
                .isEqualTo(404);
        assertThat(wallet.server.get(PATH + "/files/nothing.png").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manifest.json",
                "/signature",
                "/a.exe",
                "/..%2Ficon.png",
                "/.lproj/icon.png",
                "/en.lproj%2F..%2Ficon.png",
                "/icon@4x.png",
                "/de/icon.png",
                "/%00.png"
            })
    void aNameThatNoFileCanHaveIsRefused(String name) throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        Answer refused = wallet.putFile(name, "image/png", TestServer.icon());
        assertThat(refused.error()).isEqualTo("invalid_param_value");
        assertThat(refused.description()).contains("name");
    }

    @Test
    void aFileThatIsNoneOfItsKindIsRefused() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        JsonNode before = wallet.server.get(PATH).json();
        assertThat(wallet.putFile("/logo.png", "image/png", "GIF89a".getBytes(StandardCharsets.UTF_8))
                        .description())
                .contains("logo.png", "PNG");
        assertThat(wallet.putFile("/de.lproj/pass.strings", "text/plain", "\"a\" = b".getBytes(StandardCharsets.UTF_8))
                        .description())
                .contains("pass.strings", "semicolon");
        assertThat(wallet.putFile("/personalization.json", "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                        .description())
                .contains("requiredPersonalizationFields");
        assertThat(wallet.putFile("/logo.png", "image/gif", TestServer.icon()).status())
                .isEqualTo(415);
        assertThat(wallet.server.delete(PATH + "/files/icon.png").description())
                .as("it would leave the type without an icon")
                .contains("icon");
        assertThat(wallet.server.delete(PATH + "/files/pass.json").error()).isEqualTo("invalid_param_value");
        assertThat(wallet.server.get(PATH).json()).isEqualTo(before);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private Answer putZip(byte[] zip) throws Exception {
        return wallet.putFile("", "application/zip", zip);
    }

    @Test
    void aFolderComesAsOneArchive() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        wallet.putFile("/thumbnail.png", "image/png", TestServer.icon());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(
                    zip,
                    "Ticket.pass/pass.json",
                    MadePassesTest.TEMPLATE.replace("A ticket", "Z").getBytes(StandardCharsets.UTF_8));
            put(zip, "Ticket.pass/icon.png", TestServer.icon());
            put(zip, "Ticket.pass/icon@2x.png", TestServer.icon());
            put(zip, "Ticket.pass/de.lproj/pass.strings", "\"Seat\" = \"Platz\";".getBytes(StandardCharsets.UTF_8));
            put(zip, "Ticket.pass/.DS_Store", new byte[10]);
            put(zip, "__MACOSX/Ticket.pass/._icon.png", new byte[10]);
        }
        Answer put = putZip(bytes.toByteArray());
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        put.json().path("files").forEach(file -> names.add(file.path("name").asText()));
        assertThat(names).containsExactly("de.lproj/pass.strings", "icon.png", "icon@2x.png");
        assertThat(put.json().path("template").path("description").asText()).isEqualTo("Z");
    }

    @Test
    void aBadArchiveIsRefusedWithTheReason() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        JsonNode before = wallet.server.get(PATH).json();
        assertThat(putZip("no zip".getBytes(StandardCharsets.UTF_8)).error()).isEqualTo("invalid_package");
        ByteArrayOutputStream up = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(up)) {
            put(zip, "../icon.png", TestServer.icon());
        }
        assertThat(putZip(up.toByteArray()).description()).contains("../icon.png");
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(twice)) {
            for (int i = 0; i < 2; i++) {
                zip.putArchiveEntry(new ZipArchiveEntry("icon.png"));
                zip.write(TestServer.icon());
                zip.closeArchiveEntry();
            }
        }
        assertThat(putZip(twice.toByteArray()).description()).contains("twice");
        ByteArrayOutputStream link = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(link)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("icon.png");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        assertThat(putZip(link.toByteArray()).description()).contains("link");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("icon.png"));
            for (int i = 0; i < 60; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.closeEntry();
        }
        assertThat(putZip(bomb.toByteArray()).description()).contains("50 MB");
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(damaged)) {
            ZipEntry entry = new ZipEntry("de.lproj/pass.strings");
            byte[] content = "\"a\" = \"HELLO\";".getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
        byte[] changed = new String(damaged.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace("HELLO", "HELPO")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(putZip(changed).description()).contains("damaged");
        ByteArrayOutputStream strange = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(strange)) {
            put(zip, "pass.json", MadePassesTest.TEMPLATE.getBytes(StandardCharsets.UTF_8));
            put(zip, "run.exe", new byte[3]);
        }
        assertThat(putZip(strange.toByteArray()).description()).contains("run.exe");
        assertThat(wallet.server.get(PATH).json()).isEqualTo(before);
    }

    @Test
    void theDoctorLooksAtAPackageThatIsSentToIt() throws Exception {
        wallet.addType(MadePassesTest.TEMPLATE);
        wallet.issue("0123456789abcdef");
        byte[] pkpass = wallet.currentPackage("GET", "0123456789abcdef").body();
        assertThat(examine(pkpass).json().path("findings").toString()).doesNotContain("\"error\"");
        String text = new String(pkpass, StandardCharsets.ISO_8859_1);
        pkpass[text.indexOf("Acme")] = 'a';
        assertThat(examine(pkpass).json().path("findings").toString()).contains("\"error\"");
        assertThat(examine(new byte[3]).json().path("findings").toString()).contains("zip");
    }

    private Answer examine(byte[] pkpass) throws Exception {
        return wallet.server.send(wallet.server
                .request("doctor")
                .header("Content-Type", "application/vnd.apple.pkpass")
                .POST(BodyPublishers.ofByteArray(pkpass))
                .build());
    }

    @Test
    void healthTellsHowLongCertificatesAreValid() throws Exception {
        JsonNode certificates = wallet.server.get("/health/ready").json().path("certificates");
        assertThat(certificates).hasSize(1);
        assertThat(certificates.path(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("passTypeIdentifier", "fingerprint", "daysLeft");
        assertThat(certificates.path(0).path("passTypeIdentifier").asText()).isEqualTo(TYPE);
        assertThat(certificates.path(0).path("fingerprint").asText()).matches("[0-9a-f]{64}");
        assertThat(certificates.path(0).path("daysLeft").asInt()).isEqualTo(99);
    }
}
