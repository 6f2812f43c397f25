package io.serialpass.wallet.apple;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes a package without a store: for programs that keep their passes themselves. For one thread.
 *
 * <p>The authentication token is a random one unless told otherwise. Passes that update themselves need to keep theirs.
 *
 * @since 0.1
 */
public final class PkpassBuilder {

    private static final UpdateTag ONLY = new UpdateTag(1);

    private final PassTypeIdentifier type;
    private final SortedMap<PassFileName, byte[]> files;
    private final Map<String, FieldValue> fields = new LinkedHashMap<>();
    private Organization organization = new Organization("default");
    private AuthenticationToken token = AuthenticationToken.generate(new SecureRandom());
    private PassDetails details = PassDetails.NONE;

    private PkpassBuilder(PassTypeIdentifier type, SortedMap<PassFileName, byte[]> files) {
        this.type = type;
        this.files = files;
    }

    /**
     * Starts a package.
     *
     * @param type the pass type, which there must be a certificate of
     * @param files the template, images and localisations, for example of {@link PassFolder}
     * @return a builder
     */
    public static PkpassBuilder of(PassTypeIdentifier type, SortedMap<PassFileName, byte[]> files) {
        return new PkpassBuilder(type, files);
    }

    /**
     * Sets a field that the template shows.
     *
     * @param name its name
     * @param value a text
     * @return this builder
     */
    public PkpassBuilder field(String name, String value) {
        fields.put(name, new FieldValue.Text(value));
        return this;
    }

    /**
     * Sets a field that the template shows.
     *
     * @param name its name
     * @param value a number
     * @return this builder
     */
    public PkpassBuilder field(String name, BigDecimal value) {
        fields.put(name, new FieldValue.Decimal(value));
        return this;
    }

    /**
     * Sets the decisions about the pass, except its fields.
     *
     * @param changed whether it is voided, and when it expires
     * @return this builder
     */
    public PkpassBuilder details(PassDetails changed) {
        this.details = changed;
        return this;
    }

    /**
     * Sets the secret of whoever holds the pass.
     *
     * @param changed the token
     * @return this builder
     */
    public PkpassBuilder authenticationToken(AuthenticationToken changed) {
        this.token = changed;
        return this;
    }

    /**
     * Sets the issuer.
     *
     * @param changed the organization, for which the placeholder {@code organization} stands
     * @return this builder
     */
    public PkpassBuilder organization(Organization changed) {
        this.organization = changed;
        return this;
    }

    /**
     * Makes and signs the package.
     *
     * @param serialNumber the serial number of the pass
     * @param time the time of this version, which is the signing time; in whole seconds
     * @param packager makes it
     * @return the bytes of a {@code .pkpass} file
     * @throws UnmadePackageException if Wallet would refuse it, with every reason
     * @throws IllegalArgumentException if the fields break their rule
     */
    public byte[] build(PassSerialNumber serialNumber, Instant time, PassPackager packager) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        Pass pass = new Pass(
                1,
                new PassId(type, serialNumber),
                organization,
                token,
                Optional.empty(),
                details.withFields(new PassFields(fields)),
                PackageSource.MADE,
                ONLY,
                Optional.of(second),
                second,
                second);
        PassTypeContent content = new PassTypeContent(type, organization, revision(), files);
        return packager.make(
                        new PassContent(pass, Optional.empty(), Optional.empty(), content, packager.ownChoice(type)))
                .pkpass();
    }

    /** The same for the same files alone, so that a packager that has prepared them can tell. */
    private UpdateTag revision() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                hash.update(name.value().getBytes(StandardCharsets.UTF_8));
                hash.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
                hash.update(content);
            });
            return new UpdateTag(ByteBuffer.wrap(hash.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
