package io.serialpass.wallet.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Finding.Severity;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PkpassDoctorTest {

    private static final PassId PASS = id("pass.com.example.card", "C-1");
    private static final Path SAMPLES = Path.of("../../shared/samples");

    private final PkpassDoctor check = new PkpassDoctor(Clock.systemUTC());
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    PkpassDoctorTest() {
        put("pass.json", "{\"passTypeIdentifier\":\"pass.com.example.card\",\"serialNumber\":\"C-1\"}");
        put("icon.png", "an icon");
        put("en.lproj/pass.strings", "\"a\" = \"b\";");
    }

    private static PassId id(String type, String serialNumber) {
        return new PassId(new PassTypeIdentifier(type), new PassSerialNumber(serialNumber));
    }

    private void put(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void sign() throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        put(
                "manifest.json",
                files.entrySet().stream()
                        .map(file -> "\"" + file.getKey() + "\":\""
                                + HexFormat.of().formatHex(sha1.digest(file.getValue())) + "\"")
                        .collect(Collectors.joining(",", "{", "}")));
        put("signature", "a signature");
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                add(zip, new ZipArchiveEntry(file.getKey()), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private List<String> problems() throws IOException {
        return check.problems(zip(), PASS);
    }

    @Test
    void aPackageOfThePassIsSound() throws Exception {
        sign();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsNamed() throws Exception {
        sign();
        put("icon.png", "another icon");
        put("extra.png", "extra");
        files.remove("en.lproj/pass.strings");
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "The SHA-1 hash of icon.png is not the one in manifest.json.",
                        "manifest.json does not name the file extra.png.",
                        "manifest.json names the file en.lproj/pass.strings, which is not there.");
    }

    @Test
    void aPackageOfAnotherPassIsRefused() throws Exception {
        put("pass.json", "{\"passTypeIdentifier\":\"pass.com.example.other\",\"serialNumber\":7}");
        sign();
        assertThat(problems())
                .containsExactly(
                        "pass.json has the passTypeIdentifier pass.com.example.other and not pass.com.example.card.",
                        "pass.json has no serialNumber that is a text.");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        files.clear();
        assertThat(problems()).containsExactly("It has no manifest.json.", "It has no pass.json.");
    }

    @Test
    void brokenJsonIsSaidWhere() throws Exception {
        put("pass.json", "{\n\"serialNumber\" \"C-1\"}");
        sign();
        assertThat(problems()).containsExactly("pass.json is not JSON: it breaks at line 2, column 16.");
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() throws Exception {
        put("../evil.png", "evil");
        sign();
        assertThat(problems()).containsExactly("It has a file whose name is not allowed: ../evil.png.");
    }

    @Test
    void theSameNameTwiceIsRefused() throws Exception {
        sign();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                add(zip, new ZipArchiveEntry(file.getKey()), file.getValue());
            }
            add(zip, new ZipArchiveEntry("icon.png"), new byte[] {1});
        }
        assertThat(check.problems(bytes.toByteArray(), PASS)).containsExactly("It has the file icon.png twice.");
    }

    @Test
    void aLinkIsRefused() throws Exception {
        sign();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("icon.png");
            link.setUnixMode(0120777);
            add(zip, link, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(check.problems(bytes.toByteArray(), PASS))
                .containsExactly("The file icon.png is a link, encrypted, or compressed in an unknown way.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 20, 93, 95, 98, 99})
    void compressionThatWalletDoesNotKnowIsRefused(int method) throws Exception {
        sign();
        byte[] pkpass = zip();
        for (int i = 0; i + 12 < pkpass.length; i++) {
            boolean local = pkpass[i] == 'P' && pkpass[i + 1] == 'K' && pkpass[i + 2] == 3 && pkpass[i + 3] == 4;
            boolean central = pkpass[i] == 'P' && pkpass[i + 1] == 'K' && pkpass[i + 2] == 1 && pkpass[i + 3] == 2;
            if (local || central) {
                pkpass[i + (local ? 8 : 10)] = (byte) method;
            }
        }
        assertThat(check.problems(pkpass, PASS))
                .contains("The file icon.png is a link, encrypted, or compressed in an unknown way.");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() throws Exception {
        put(
                "pass.json",
                "{\"passTypeIdentifier\":\"pass.com.example.card\",\"serialNumber\":\"B\",\"serialNumber\":\"C-1\"}");
        sign();
        assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("pass.json is not JSON"));
    }

    @Test
    void aPackageThatUnpacksToTooMuchIsRefused() throws Exception {
        files.put("background.png", new byte[51 << 20]);
        sign();
        byte[] bomb = zip();
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(check.problems(bomb, PASS)).containsExactly("It unpacks to more than 50 MB.");
    }

    @Test
    void aPassJsonOfManyMegabytesIsRefused() throws Exception {
        put("pass.json", "{\"a\":\"" + "x".repeat(3 << 20) + "\"}");
        sign();
        assertThat(problems()).containsExactly("The file pass.json is larger than 2 MB.");
    }

    @Test
    void whatIsNoZipIsRefused() {
        assertThat(check.problems(new byte[0], PASS)).containsExactly("It is not a zip archive, or a broken one.");
        assertThat(check.problems("{}".getBytes(StandardCharsets.UTF_8), PASS))
                .containsExactly("It is not a zip archive, or a broken one.");
    }

    @Test
    void whateverIsDamagedGivesSentencesAndNoException() throws Exception {
        sign();
        byte[] sound = zip();
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int i = 1 + random.nextInt(8); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(check.problems(damaged, PASS)).doesNotContainNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Coupon.pkpass, E5982H-I2",
        "Event.pkpass, nmyuxofgna",
        "Generic.pkpass, 8j23fm3",
        "StoreCard.pkpass, p69f2J",
        "BoardingPass.pkpass, gT6zrHkaW"
    })
    void applesSamplesAreSound(String file, String serialNumber) throws IOException {
        byte[] pkpass = sample(file);
        assertThat(check.problems(pkpass, id("pass.com.apple.devpubs.example", serialNumber)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"generic_with_invalid_checksum.pkpass", "generic_with_missing_checksum.pkpass"})
    void applesSamplesThatWereTamperedWithAreNot(String file) throws IOException {
        byte[] pkpass = sample(file);
        assertThat(check.problems(pkpass, id("pass.com.apple.devpubs.example", "8j23fm3")))
                .isNotEmpty()
                .allMatch(problem -> problem.contains("manifest.json"));
    }

    /** The npm package passkit-generator writes its attributes unsorted; OpenSSL and phones verify them as they stand. */
    @Test
    void aSignatureIsVerifiedOverItsAttributesAsTheyStand() throws IOException {
        assertThat(check.examine(resource("unsorted-signed-attributes.pkpass")))
                .extracting(Finding::severity)
                .containsOnly(Severity.TRIAL);
    }

    /** Names, keys, times and numbers of certificates and signers are among the bytes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSignatureWithAnyByteChangedGetsFindings(long seed) throws IOException {
        Random random = new Random(seed);
        files.clear();
        files.putAll(PkpassFiles.unpack(resource("unsorted-signed-attributes.pkpass"), PkpassFiles.Keep.WHOLE)
                .kept());
        byte[] signature = Objects.requireNonNull(files.get("signature"));
        for (int i = 0; i < 300; i++) {
            byte[] changed = signature.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            files.put("signature", changed);
            try {
                assertThat(check.examine(zip())).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("byte " + at + " of seed " + seed, e);
            }
        }
    }

    @Test
    void anIntermediateThatFitsByNameAloneIsAnError() throws IOException {
        assertThat(check.examine(resource("chain-by-name-only.pkpass"))).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.what()).contains("did not issue", "name fits");
        });
    }

    /** A certificate may call its issuer what it likes. */
    @Test
    void aCertificateThatAppleDidNotIssueIsOneOfATrial() throws IOException {
        assertThat(check.examine(resource("unsorted-signed-attributes.pkpass")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.what())
                        .contains("Apple Worldwide Developer Relations", "No phone trusts it"));
        assertThat(check.examine(sample("Generic.pkpass")))
                .as("Apple's own")
                .extracting(Finding::severity)
                .contains(Severity.ERROR)
                .doesNotContain(Severity.TRIAL);
    }

    @Test
    void eachPackageOfABundleIsLookedAt() throws IOException {
        assertThat(check.examine(resource("bundle.pkpasses")))
                .extracting(Finding::where)
                .containsExactly("a.pkpass: signature", "b.pkpass: signature");
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = PkpassDoctorTest.class.getResourceAsStream("/packages/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }

    private static byte[] sample(String file) throws IOException {
        Path path = SAMPLES.resolve(file);
        assumeTrue(Files.exists(path), "the sample passes are not here");
        return Files.readAllBytes(path);
    }
}
