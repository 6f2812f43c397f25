package io.serialpass.wallet.apple;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** A pass type, passes of it, and an authority that certifies it. */
public final class Samples {

    /** The time of the tests. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** A clock that stands at {@link #NOW}. */
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    public static final Organization ACME = new Organization("acme");

    public static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");

    public static final String TEAM = "TEAM123456";

    /** Keys take a moment to make, so that the tests share them. */
    public static final TrialAuthority AUTHORITY = TrialAuthority.create(NOW.minusSeconds(86_400), new SecureRandom());

    public static final SigningIdentity IDENTITY = AUTHORITY.identity(TYPE, TEAM, NOW);

    public static final String TEMPLATE = """
            {
              "description": "A card",
              "organizationName": "Acme",
              "backgroundColor": "rgb(20, 40, 60)",
              "barcodes": [{"format": "PKBarcodeFormatQR", "message": "{{serialNumber}}", "messageEncoding": "utf-8"}],
              "storeCard": {
                "primaryFields": [{"key": "points", "label": "POINTS", "value": "{{fields.points}}"}],
                "backFields": [{"key": "status", "value": "{{serialNumber.status}} of {{item.name}}"}]
              }
            }""";

    private Samples() {}

    public static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The files of a type: this template and the icons. */
    public static SortedMap<PassFileName, byte[]> files(String template) {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        files.put(PassFileName.TEMPLATE, template.getBytes(StandardCharsets.UTF_8));
        files.put(new PassFileName("icon.png"), png(29, 29));
        files.put(new PassFileName("icon@2x.png"), png(58, 58));
        files.put(new PassFileName("icon@3x.png"), png(87, 87));
        return files;
    }

    public static PassTypeContent type(String template, long revision) {
        return new PassTypeContent(TYPE, ACME, new UpdateTag(revision), files(template));
    }

    public static PassDetails points(long points) {
        return PassDetails.NONE.withFields(
                new PassFields(Map.of("points", new FieldValue.Decimal(java.math.BigDecimal.valueOf(points)))));
    }

    public static Pass pass(String serialNumber, PassDetails details, long tag) {
        return new Pass(
                1,
                new PassId(TYPE, new PassSerialNumber(serialNumber)),
                ACME,
                new AuthenticationToken("a token that is long enough for Wallet"),
                Optional.empty(),
                details,
                PackageSource.MADE,
                new UpdateTag(tag),
                Optional.of(NOW.plusSeconds(tag)),
                NOW,
                NOW);
    }

    /** The content of a pass where {@link #IDENTITY} is in force, and no web service. */
    public static PassContent content(Pass pass, PassTypeContent type) {
        return content(pass, type, new InForce(Optional.of(IDENTITY.fingerprint()), Optional.empty()));
    }

    public static PassContent content(Pass pass, PassTypeContent type, InForce inForce) {
        return new PassContent(pass, Optional.<SerialNumber>empty(), Optional.<Item>empty(), type, inForce);
    }
}
