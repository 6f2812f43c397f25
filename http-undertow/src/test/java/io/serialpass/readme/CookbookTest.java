package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PkpassBuilder;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.preview.PassPreview;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each template of docs/cookbook.md makes a pass that a phone takes, and that shows the fields beside the template. */
class CookbookTest {

    private static final Instant NOW = Instant.parse("2030-01-02T10:00:00Z");
    private static final TrialAuthority AUTHORITY = TrialAuthority.create(NOW, new SecureRandom());
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.cookbook");

    /** One for all recipes, since it takes long to make a key. */
    private static final SigningIdentity IDENTITY = AUTHORITY.identity(TYPE, "TRIAL12345", NOW);

    private static final Pattern TYPE_OF_RECIPE = Pattern.compile("(?<=\"passTypeIdentifier\": \")[^\"]+");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": (?:\"([^\"]*)\"|([0-9.]+))");

    private static SortedMap<PassFileName, byte[]> files(String template) throws Exception {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        files.put(new PassFileName("pass.json"), template.getBytes(StandardCharsets.UTF_8));
        for (String name : List.of("icon.png", "icon@2x.png", "icon@3x.png", "logo.png", "logo@2x.png")) {
            try (InputStream image =
                    CookbookTest.class.getResourceAsStream("/io/serialpass/http/cli/jazz-night.pass/" + name)) {
                files.put(new PassFileName(name), image.readAllBytes());
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-ticket", "boarding-pass", "coupon", "store-card", "generic"})
    void eachTemplateMakesAPassThatAPhoneTakes(String recipe) throws Exception {
        String template =
                TYPE_OF_RECIPE.matcher(ReadmeSample.blocks(recipe).get(0)).replaceFirst(TYPE.value());
        String fields = ReadmeSample.blocks(recipe + ": fields").get(0);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        PkpassBuilder builder = PkpassBuilder.of(TYPE, files(template))
                .details(PassDetails.NONE.withExpirationDate(Optional.of(Instant.parse("2030-12-31T22:59:59Z"))));
        FIELD.matcher(fields).results().forEach(field -> {
            if (field.group(2) == null) {
                builder.field(field.group(1), new BigDecimal(field.group(3)));
            } else {
                builder.field(field.group(1), field.group(2));
            }
        });

        byte[] pkpass = builder.build(
                new PassSerialNumber("EXAMPLE-0000-0001"),
                NOW,
                new ApplePassPackager(
                        SigningIdentities.of(IDENTITY), Optional.of("https://passes.example.com"), clock));

        assertThat(new PkpassDoctor(clock).examine(pkpass))
                .filteredOn(finding -> finding.severity() != Finding.Severity.TRIAL)
                .isEmpty();
        String preview = PassPreview.of(pkpass, Locale.ENGLISH, NOW);
        assertThat(FIELD.matcher(fields).results())
                .filteredOn(field -> field.group(2) != null && !field.group(2).contains("T"))
                .hasSizeGreaterThan(1)
                .allSatisfy(field -> assertThat(preview).contains(">" + field.group(2) + "<"));
    }
}
