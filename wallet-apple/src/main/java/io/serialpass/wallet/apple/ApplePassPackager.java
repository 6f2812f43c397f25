package io.serialpass.wallet.apple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.SigningCertificate;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.barcode.PackageFace;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.doctor.EnrolmentForm;
import io.serialpass.wallet.apple.doctor.PassJsonRules;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Makes packages of passes for Apple Wallet: Apple's "Building a Pass". The bytes of a package depend on nothing but what it
 * is made of and its version, whose second is also the signing time; with a key elsewhere, on what that signs.
 *
 * <p>Templates and files of some types are kept in memory, prepared: at most 64 MB of them, and a sixteenth of the heap.
 * Packages are not. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApplePassPackager implements PassPackager {

    private final SigningIdentities identities;
    private final Optional<String> webService;
    private final Clock clock;

    private final PreparedTypes types = new PreparedTypes();
    private final SignersInForce signers;
    private final PassComposer composer;

    /**
     * Makes a packager.
     *
     * @param identities the certificates to sign with
     * @param webService the address of the web service, for passes whose template names none; empty for passes that never update
     *     themselves
     * @param clock tells whether certificates have expired
     */
    public ApplePassPackager(SigningIdentities identities, Optional<String> webService, Clock clock) {
        this.identities = identities;
        this.webService = webService;
        this.clock = clock;
        this.signers = new SignersInForce(identities, webService, clock);
        this.composer = new PassComposer(types, identities, signers, webService, clock);
    }

    @Override
    public List<Finding> examine(PassTypeContent content) {
        return composer.examine(content);
    }

    @Override
    public List<Finding> examine(PassContent content) {
        return composer.examine(content);
    }

    @Override
    public List<Finding> examineSigner(PassTypeContent content) {
        List<Finding> unread = new ArrayList<>();
        Optional<String> team = content.template()
                .flatMap(json -> PassJsonFormat.read("pass.json", json, unread))
                .map(json -> json.path("teamIdentifier").asText())
                .filter(named -> !named.isEmpty());
        return CertificateRules.check(content.type(), team, identities, clock.instant());
    }

    @Override
    public PassFace face(PassContent content) {
        return PackageFace.of(composer.passJson(content));
    }

    private static boolean belongs(PassContent content, String file) {
        boolean asksToEnrol = file.equals(PassFileName.PERSONALIZATION.value()) || file.contains("personalizationLogo");
        return !(asksToEnrol && content.pass().details().personalized());
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        ObjectNode json = composer.passJson(content);
        // Not those that are kept for signing, since the template may be one that nobody has stored.
        SortedMap<String, byte[]> files = PreparedTypes.byText(content.type().files());
        files.keySet().removeIf(file -> !belongs(content, file));
        files.put("pass.json", PassJsonFormat.write(json));
        return files;
    }

    @Override
    public PackageOfVersion make(PassContent content) {
        List<PkpassFile> files = unsigned(content);
        byte[] manifest = files.get(files.size() - 1).content();
        Instant time = content.version().lastModified();
        PassTypeIdentifier type = content.type().type();
        files.add(PkpassFile.unlisted("signature", signers.sign(type, signers.of(content), manifest, time)));
        return new PackageOfVersion(content.version(), PkpassArchive.write(files, time));
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        List<PkpassFile> files;
        try {
            files = unsigned(content);
        } catch (UnmadePackageException e) {
            if (e.isForNow()) {
                throw e;
            }
            return Optional.empty();
        }
        OptionalInt signature =
                signers.of(content).map(SigningIdentity::signatureLength).orElseGet(OptionalInt::empty);
        if (signature.isEmpty()) {
            return Optional.of(new PackageHead(content.version(), OptionalLong.empty()));
        }
        files.add(PkpassFile.unlisted("signature", new byte[signature.getAsInt()]));
        return Optional.of(new PackageHead(content.version(), OptionalLong.of(PkpassArchive.length(files))));
    }

    /** The files of a package without the signature, the manifest last. */
    private List<PkpassFile> unsigned(PassContent content) {
        ObjectNode json = composer.passJson(content);
        PreparedTypes.PreparedType type = types.prepared(content.type(), json);
        if (type.findings().stream().noneMatch(Finding::isIncomplete)) {
            // Where a file is missing no server can make the package, whichever certificate it has.
            signers.require(content);
        }
        List<Finding> errors = new ArrayList<>(type.findings());
        Optional<String> team =
                Optional.of(json.path("teamIdentifier").asText()).filter(named -> !named.isEmpty());
        CertificateRules.check(content.type().type(), team, signers.of(content), clock.instant()).stream()
                .filter(Finding::isError)
                .forEach(errors::add);
        if (errors.isEmpty()) {
            // Not before, since without a certificate there is no team identifier either.
            PassJsonRules.check(json).stream().filter(Finding::isError).forEach(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new UnmadePackageException(errors);
        }
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        List<PkpassFile> files = new ArrayList<>();
        files.add(PkpassFile.of("pass.json", PassJsonFormat.write(json)));
        type.files().stream().filter(file -> belongs(content, file.name())).forEach(files::add);
        files.forEach(file -> manifest.put(file.name(), file.sha1()));
        files.add(PkpassFile.unlisted("manifest.json", PassJsonFormat.write(manifest)));
        return files;
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return signers.sign(type, signer.flatMap(fingerprint -> identities.find(type, fingerprint)), data, now);
    }

    @Override
    public List<List<String>> requiredOfHolder(byte[] form) {
        return EnrolmentForm.required(form);
    }

    @Override
    public Optional<String> signer(PassTypeIdentifier type) {
        return signers.able(type).map(SigningIdentity::fingerprint);
    }

    @Override
    public List<SigningCertificate> certificates() {
        Instant now = clock.instant();
        return identities.all().stream()
                .map(identity -> described(identity, now))
                .toList();
    }

    @Override
    public Optional<SigningCertificate> certificate(PassTypeIdentifier type) {
        Instant now = clock.instant();
        return identities.find(type, now).map(identity -> described(identity, now));
    }

    private static SigningCertificate described(SigningIdentity identity, Instant now) {
        return new SigningCertificate(
                identity.passTypeIdentifier(),
                identity.teamIdentifier(),
                identity.fingerprint(),
                identity.notBefore(),
                identity.notAfter(),
                identity.intermediate().isPresent(),
                identity.isValid(now));
    }

    @Override
    public boolean reload() {
        return identities.reload();
    }

    @Override
    public Signing signing(PassTypeIdentifier type, String signer) {
        return signers.signing(type, signer);
    }

    @Override
    public Optional<String> webServiceUrl() {
        return webService;
    }
}
