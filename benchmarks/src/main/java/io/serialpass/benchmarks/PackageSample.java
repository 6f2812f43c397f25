package io.serialpass.benchmarks;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** A pass type with six images of noise, about 30 KB together, and a certificate for it. */
final class PackageSample {

    static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.bench");
    static final String TEAM = "TEAM123456";

    static final String TEMPLATE = """
            {"formatVersion": 1, "passTypeIdentifier": "pass.com.example.bench", "teamIdentifier": "TEAM123456",
             "serialNumber": "0", "organizationName": "Bench", "description": "A ticket",
             "webServiceURL": "https://passes.example.com", "authenticationToken": "0123456789abcdef0123456789abcdef",
             "backgroundColor": "rgb(36, 22, 64)", "foregroundColor": "rgb(255, 255, 255)",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "SEAT", "messageEncoding": "iso-8859-1"}],
             "generic": {
               "primaryFields": [{"key": "seat", "label": "Seat", "value": "SEAT"}],
               "secondaryFields": [{"key": "gate", "label": "Gate", "value": "7"}],
               "auxiliaryFields": [{"key": "row", "label": "Row", "value": "12"}],
               "backFields": [{"key": "terms", "label": "Terms", "value": "No refunds."}]}}""";

    final TrialAuthority authority;
    final TrialAuthority.Issued issued;
    final SigningIdentity identity;
    private final InForce inForce;
    final SortedMap<PassFileName, byte[]> files = new TreeMap<>();
    final Instant now = Instant.now().minus(Duration.ofHours(1));

    PackageSample() throws IOException {
        authority = TrialAuthority.create(now, new SecureRandom());
        issued = authority.issue(TYPE, TEAM, "RSA", now, now.plus(Duration.ofDays(300)));
        identity = SigningIdentity.of(
                issued.certificate(), List.of(authority.intermediate()), SigningIdentity.signer(issued.key()));
        inForce = new InForce(Optional.of(identity.fingerprint()), Optional.empty());
        Random random = new Random(5);
        for (String name : new String[] {"icon", "icon@2x", "icon@3x", "logo", "logo@2x", "thumbnail"}) {
            files.put(new PassFileName(name + ".png"), noise(random, 40, 31));
        }
        files.put(
                PassFileName.TEMPLATE,
                TEMPLATE.replace("SEAT", "{{fields.seat}}").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] noise(Random random, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    PassTypeContent type() {
        return new PassTypeContent(TYPE, new Organization("bench"), new UpdateTag(1), files);
    }

    /** What the n-th pass shows. */
    static PassDetails seat(long number) {
        return PassDetails.NONE.withFields(new PassFields(Map.of("seat", new FieldValue.Text("Seat " + number))));
    }

    /** The n-th pass, in a version of its own. */
    PassContent pass(long number, PassTypeContent type) {
        PassDetails details = seat(number);
        Pass pass = new Pass(
                number,
                new PassId(TYPE, new PassSerialNumber("S-" + number)),
                new Organization("bench"),
                new AuthenticationToken("0123456789abcdef0123456789abcdef"),
                Optional.empty(),
                details,
                PackageSource.MADE,
                new UpdateTag(number + 1),
                Optional.of(now.plusSeconds(number % 1_000)),
                now,
                now);
        return new PassContent(pass, Optional.empty(), Optional.empty(), type, inForce);
    }

    /** Writes everything where another program can read it. */
    void write(Path directory) throws IOException {
        for (Map.Entry<PassFileName, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey().value()), file.getValue());
        }
        Files.writeString(directory.resolve("pass.json"), TEMPLATE.replace("SEAT", "Seat 1"));
        Files.writeString(directory.resolve("signer.pem"), issued.toPem());
        Files.writeString(directory.resolve("intermediate.pem"), TrialAuthority.toPem(authority.intermediate()));
    }
}
