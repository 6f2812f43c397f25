package io.serialpass.wallet.apple;

import static io.serialpass.wallet.apple.Samples.pass;
import static io.serialpass.wallet.apple.Samples.points;
import static io.serialpass.wallet.apple.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Finding.Severity;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager.Signing;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplePassPackagerTest {

    private static final String WEB_SERVICE = "https://passes.example.com";

    private final ApplePassPackager packager = packager(Samples.IDENTITY);

    private static ApplePassPackager packager(SigningIdentity... identities) {
        return new ApplePassPackager(SigningIdentities.of(identities), Optional.of(WEB_SERVICE), Samples.CLOCK);
    }

    private byte[] make(Pass pass, PassTypeContent type) {
        return packager.make(content(packager, pass, type)).pkpass();
    }

    /** Where what the packager would choose is in force. */
    private static PassContent content(ApplePassPackager packager, Pass pass, PassTypeContent type) {
        return Samples.content(pass, type, packager.ownChoice(Samples.TYPE));
    }

    private static JsonNode passJson(byte[] pkpass) throws IOException {
        return new JsonMapper()
                .readTree(PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE)
                        .kept()
                        .get("pass.json"));
    }

    @Test
    void theDoctorTakesWhatIsMadeHere() {
        byte[] pkpass = make(pass("0123456789abcdef", points(3), 1), type(Samples.TEMPLATE, 1));
        PkpassDoctor doctor = new PkpassDoctor(Samples.CLOCK);
        Pass pass = pass("0123456789abcdef", points(3), 1);
        assertThat(doctor.problems(pkpass, pass.id())).isEmpty();
        assertThat(doctor.examine(pkpass))
                .as("but that no phone trusts the trial authority")
                .singleElement()
                .satisfies(finding -> assertThat(finding.what())
                        .startsWith("The certificate is one of Serialpass's trial authority"));
    }

    @Test
    void aSelfMadeCertificateIsOneOfATrial() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        X500Name name = new X500Name("UID=" + Samples.TYPE.value() + ",CN=Self,OU=" + Samples.TEAM);
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(Samples.NOW),
                                Date.from(Samples.NOW.plus(Duration.ofDays(365))),
                                name,
                                key.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
        ApplePassPackager selfMade =
                packager(SigningIdentity.of(certificate, List.of(), SigningIdentity.signer(key.getPrivate())));
        byte[] pkpass = selfMade.make(
                        content(selfMade, pass("0123456789abcdef", points(3), 1), type(Samples.TEMPLATE, 1)))
                .pkpass();
        assertThat(new PkpassDoctor(Samples.CLOCK).examine(pkpass))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.TRIAL);
                    assertThat(finding.what()).contains("self-made");
                });
    }

    @Test
    void aVersionHasTheSameBytesWheneverAndWhereverItIsMade() {
        Pass pass = pass("S-1", points(3), 1);
        byte[] first = make(pass, type(Samples.TEMPLATE, 1));
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of("Pacific/Auckland")));
            ApplePassPackager later = new ApplePassPackager(
                    SigningIdentities.of(Samples.IDENTITY),
                    Optional.of(WEB_SERVICE),
                    Clock.offset(Samples.CLOCK, Duration.ofHours(5)));
            assertThat(later.make(content(later, pass, type(Samples.TEMPLATE, 1)))
                            .pkpass())
                    .isEqualTo(first);
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(make(pass("S-1", points(3), 2), type(Samples.TEMPLATE, 1))).isNotEqualTo(first);
    }

    @Test
    void itsLengthIsKnownBeforeItIsMade() {
        for (String text : List.of("S-1", "another-serial-number")) {
            PassContent content = content(packager, pass(text, points(text.length()), 7), type(Samples.TEMPLATE, 1));
            PackageHead head = packager.describe(content).orElseThrow();
            assertThat(head.version()).isEqualTo(content.version());
            assertThat(head.length()).hasValue(packager.make(content).pkpass().length);
        }
        ApplePassPackager without = packager();
        assertThat(without.describe(content(without, pass("S-1", points(1), 1), type(Samples.TEMPLATE, 1))))
                .as("nothing can sign it")
                .isEmpty();
    }

    @Test
    void whatTheTemplateLeavesOutIsFilledIn() throws IOException {
        Instant end = Instant.parse("2027-01-01T00:00:00.5Z");
        PassDetails details = points(3).withVoided(true).withExpirationDate(Optional.of(end));
        Pass pass = pass("S-1", details, 1);
        JsonNode json = passJson(make(pass, type(Samples.TEMPLATE, 1)));
        assertThat(json.path("formatVersion").asInt()).isEqualTo(1);
        assertThat(json.path("passTypeIdentifier").asText()).isEqualTo(Samples.TYPE.value());
        assertThat(json.path("serialNumber").asText()).isEqualTo("S-1");
        assertThat(json.path("teamIdentifier").asText()).isEqualTo(Samples.TEAM);
        assertThat(json.path("webServiceURL").asText()).isEqualTo(WEB_SERVICE);
        assertThat(json.path("authenticationToken").asText())
                .isEqualTo(pass.authenticationToken().value());
        assertThat(json.path("voided").asBoolean()).isTrue();
        assertThat(json.path("expirationDate").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(json.path("storeCard")
                        .path("primaryFields")
                        .get(0)
                        .path("value")
                        .isNumber())
                .isTrue();
    }

    @Test
    void aNewRevisionOfTheTypeIsUsed() throws IOException {
        make(pass("S-1", points(3), 1), type(Samples.TEMPLATE, 1));
        String changed = Samples.TEMPLATE.replace("A card", "Another card");
        SortedMap<PassFileName, byte[]> files = Samples.files(changed);
        files.put(new PassFileName("logo.png"), Samples.png(10, 10));
        byte[] pkpass = make(
                pass("S-1", points(3), 2), new PassTypeContent(Samples.TYPE, Samples.ACME, new UpdateTag(2), files));
        assertThat(passJson(pkpass).path("description").asText()).isEqualTo("Another card");
        assertThat(PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE).hashes()).containsKey("logo.png");
    }

    @Test
    void whoHasEnrolledIsNotAskedAgain() {
        SortedMap<PassFileName, byte[]> files = Samples.files(Samples.TEMPLATE);
        files.put(
                PassFileName.PERSONALIZATION,
                "{\"requiredPersonalizationFields\":[\"PKPassPersonalizationFieldName\"],\"description\":\"Enrol\"}"
                        .getBytes(StandardCharsets.UTF_8));
        files.put(new PassFileName("personalizationLogo@2x.png"), Samples.png(300, 80));
        PassTypeContent type = new PassTypeContent(Samples.TYPE, Samples.ACME, new UpdateTag(1), files);
        assertThat(PkpassFiles.unpack(make(pass("S-1", points(1), 1), type), PkpassFiles.Keep.WHOLE)
                        .hashes())
                .containsKeys("personalization.json", "personalizationLogo@2x.png");
        PassDetails enrolled = PassDetails.NONE.personalizedWith(PassFields.NONE);
        assertThat(PkpassFiles.unpack(make(pass("S-1", enrolled, 2), type), PkpassFiles.Keep.WHOLE)
                        .hashes())
                .doesNotContainKeys("personalization.json", "personalizationLogo@2x.png")
                .containsKey("icon.png");
    }

    private static List<Finding> unmade(ApplePassPackager packager, PassTypeContent type) {
        try {
            packager.make(content(packager, pass("S-1", points(1), 1), type));
            return List.of();
        } catch (UnmadePackageException e) {
            return e.findings();
        }
    }

    @ParameterizedTest
    @CsvSource({"-40, -10, expired", "5, 40, not valid before"})
    void aCertificateThatIsNotValidSignsNothing(int fromDay, int toDay, String words) {
        TrialAuthority.Issued issued = Samples.AUTHORITY.issue(
                Samples.TYPE,
                Samples.TEAM,
                "RSA",
                Samples.NOW.plus(Duration.ofDays(fromDay)),
                Samples.NOW.plus(Duration.ofDays(toDay)));
        SigningIdentity identity = SigningIdentity.of(
                issued.certificate(), List.of(Samples.AUTHORITY.intermediate()), SigningIdentity.signer(issued.key()));
        assertThat(unmade(packager(identity), type(Samples.TEMPLATE, 1)))
                .anySatisfy(finding -> assertThat(finding.what()).contains(words));
    }

    @Test
    void aCertificateNearItsEndIsAWarning() {
        TrialAuthority.Issued issued = Samples.AUTHORITY.issue(
                Samples.TYPE, Samples.TEAM, "RSA", Samples.NOW, Samples.NOW.plus(Duration.ofDays(12)));
        SigningIdentity identity = SigningIdentity.of(
                issued.certificate(), List.of(Samples.AUTHORITY.intermediate()), SigningIdentity.signer(issued.key()));
        ApplePassPackager packager = packager(identity);
        assertThat(unmade(packager, type(Samples.TEMPLATE, 1))).isEmpty();
        assertThat(packager.examineSigner(type(Samples.TEMPLATE, 1)))
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("expires in 12 days"));
    }

    @Test
    void withoutCertificateOrIntermediateNothingIsMade() {
        assertThat(unmade(packager(), type(Samples.TEMPLATE, 1)))
                .anySatisfy(finding -> assertThat(finding.what()).contains("no certificate", Samples.TYPE.value()));
        SigningIdentity orphan = SigningIdentity.of(Samples.IDENTITY.certificate(), List.of(), data -> new byte[0]);
        assertThat(unmade(packager(orphan), type(Samples.TEMPLATE, 1)))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("intermediate"));
    }

    @Test
    void aTeamOfAnotherCertificateIsRefused() {
        String template = Samples.TEMPLATE.replaceFirst("\\{", "{\"teamIdentifier\": \"OTHER\",");
        assertThat(unmade(packager, type(template, 1)))
                .anySatisfy(finding -> assertThat(finding.what()).contains("OTHER", Samples.TEAM));
    }

    @Test
    void withoutAnIconNothingIsMade() {
        SortedMap<PassFileName, byte[]> files = Samples.files(Samples.TEMPLATE);
        files.keySet().removeIf(name -> name.value().startsWith("icon"));
        assertThat(unmade(packager, new PassTypeContent(Samples.TYPE, Samples.ACME, new UpdateTag(1), files)))
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("icon.png"));
    }

    @Test
    void aKeyThatCannotBeUsedIsAFinding() {
        SigningIdentity broken = SigningIdentity.of(
                Samples.IDENTITY.certificate(), List.of(Samples.AUTHORITY.intermediate()), data -> new byte[1]);
        assertThat(unmade(packager(broken), type(Samples.TEMPLATE, 1)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("signature"));
    }

    @Test
    void aTemplateIsLookedAtWithoutAPass() {
        assertThat(packager.examine(type(Samples.TEMPLATE, 1))).isEmpty();
        assertThat(packager.examine(type(Samples.TEMPLATE.replace("rgb(20, 40, 60)", "blue"), 1)))
                .anyMatch(finding -> finding.where().equals("backgroundColor") && finding.isError());
        assertThat(packager.examine(type(Samples.TEMPLATE.replace("{{fields.points}}", "{{points}}"), 1)))
                .anyMatch(finding -> finding.where().equals("storeCard.primaryFields[0].value") && finding.isError());
        String another = Samples.TEMPLATE.replaceFirst("\\{", "{\"passTypeIdentifier\": \"pass.other\",");
        assertThat(packager.examine(type(another, 1)))
                .anyMatch(finding -> finding.where().equals("passTypeIdentifier") && finding.isError());
    }

    @Test
    void aCertificateIsChosenWhereItCanSign() {
        assertThat(packager.signer(Samples.TYPE)).contains(Samples.IDENTITY.fingerprint());
        SigningIdentity orphan = SigningIdentity.of(Samples.IDENTITY.certificate(), List.of(), data -> data);
        assertThat(packager(orphan).signer(Samples.TYPE)).as("it cannot sign").isEmpty();
    }

    private static SigningIdentity identity(int fromDay, int toDay) {
        TrialAuthority.Issued issued = Samples.AUTHORITY.issue(
                Samples.TYPE,
                Samples.TEAM,
                "EC",
                Samples.NOW.plus(Duration.ofDays(fromDay)),
                Samples.NOW.plus(Duration.ofDays(toDay)));
        return SigningIdentity.of(
                issued.certificate(), List.of(Samples.AUTHORITY.intermediate()), SigningIdentity.signer(issued.key()));
    }

    @Test
    void whetherACertificateCanSignIsKnown() {
        SigningIdentity expired = identity(-40, -10);
        SigningIdentity coming = identity(5, 40);
        ApplePassPackager packager = packager(Samples.IDENTITY, expired, coming);
        assertThat(packager.signing(Samples.TYPE, Samples.IDENTITY.fingerprint()))
                .isEqualTo(Signing.ABLE);
        assertThat(packager.signing(Samples.TYPE, expired.fingerprint())).isEqualTo(Signing.EXPIRED);
        assertThat(packager.signing(Samples.TYPE, coming.fingerprint())).isEqualTo(Signing.NOT_YET);
        assertThat(packager.signing(Samples.TYPE, "another")).isEqualTo(Signing.ABSENT);
        assertThat(packager.signing(new PassTypeIdentifier("pass.other"), expired.fingerprint()))
                .isEqualTo(Signing.ABSENT);
    }

    /** Otherwise servers that found the same files in another order would take turns. */
    @Test
    void ofSeveralThatAreValidEquallyLongTheSameOneIsChosenInAnyOrder() {
        SigningIdentity one = identity(-1, 40);
        SigningIdentity another = identity(-1, 40);
        assertThat(packager(one, another).signer(Samples.TYPE))
                .isEqualTo(packager(another, one).signer(Samples.TYPE));
    }

    /** Each version of a pass is one package, whichever server makes it. */
    @Test
    void aPackageIsMadeWithWhatIsInForceAlone() throws IOException {
        SigningIdentity longer = identity(-1, 900);
        ApplePassPackager both = packager(longer, Samples.IDENTITY);
        assertThat(both.signer(Samples.TYPE)).contains(longer.fingerprint());
        Pass pass = pass("S-1", points(1), 1);
        PassTypeContent type = type(Samples.TEMPLATE, 1);
        InForce inForce = packager.ownChoice(Samples.TYPE);
        byte[] made = packager.make(Samples.content(pass, type, inForce)).pkpass();
        assertThat(both.make(Samples.content(pass, type, inForce)).pkpass()).isEqualTo(made);
        ApplePassPackager anyUrl =
                new ApplePassPackager(SigningIdentities.of(Samples.IDENTITY), Optional.empty(), Samples.CLOCK);
        assertThat(anyUrl.make(Samples.content(pass, type, inForce)).pkpass()).isEqualTo(made);
    }

    @Test
    void whatIsNotInForceHereIsLeftToAnotherServer() {
        Pass pass = pass("S-1", points(1), 1);
        PassTypeContent type = type(Samples.TEMPLATE, 1);
        Optional<String> signer = packager.signer(Samples.TYPE);
        for (InForce other : List.of(
                new InForce(Optional.of("another"), Optional.of(WEB_SERVICE)),
                new InForce(Optional.empty(), Optional.of(WEB_SERVICE)),
                new InForce(signer, Optional.of("https://elsewhere.example.com")),
                new InForce(signer, Optional.empty()))) {
            PassContent content = Samples.content(pass, type, other);
            assertThatThrownBy(() -> packager.make(content))
                    .isInstanceOfSatisfying(
                            UnmadePackageException.class,
                            e -> assertThat(e.isForNow()).isTrue());
            assertThatThrownBy(() -> packager.describe(content)).isInstanceOf(UnmadePackageException.class);
        }
    }

    @Test
    void theTypeMayBeAPlaceholderToo() {
        String template = Samples.TEMPLATE.replaceFirst("\\{", "{\"passTypeIdentifier\": \"{{passTypeIdentifier}}\",");
        assertThat(packager.examine(type(template, 1))).isEmpty();
    }

    @Test
    void aTemplateThatIsNoneIsAFinding() {
        assertThatThrownBy(() -> make(pass("S-1", points(1), 1), type("no json", 1)))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("pass.json");
    }
}
