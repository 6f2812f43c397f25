package io.serialpass.wallet.apple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.SigningCertificate;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.doctor.FileRules;
import io.serialpass.wallet.apple.doctor.PassJsonRules;
import io.serialpass.wallet.apple.signing.SigningException;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes packages of passes for Apple Wallet: Apple's "Building a Pass". The bytes of a package depend on nothing but what it
 * is made of and its version, whose second is also the signing time; with a key elsewhere, on what that signs.
 *
 * <p>Templates and files of some types are kept in memory, prepared: at most 64 MB of them, and a sixteenth of the heap.
 * Packages are not. Safe for use by many threads.
 */
public final class ApplePassPackager implements PassPackager {

    private static final long MOST_PREPARED_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final int MOST_TEMPLATES = 1_000;

    private final SigningIdentities identities;
    private final Optional<String> webService;
    private final Clock clock;

    private final Cache<String, PreparedType> prepared = Caffeine.newBuilder()
            .maximumWeight(MOST_PREPARED_BYTES)
            .weigher((String type, PreparedType content) -> content.bytes())
            .build();

    private final Cache<String, ReadTemplate> templates =
            Caffeine.newBuilder().maximumSize(MOST_TEMPLATES).build();

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
    }

    /**
     * A template as it was read last.
     *
     * @param json what it was read from
     * @param template the template
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals
    private record ReadTemplate(byte[] json, PassTemplate template) {}

    /**
     * The files of a type, hashed.
     *
     * @param revision the revision of the type that this is
     * @param files all but the template
     * @param findings the errors of the files
     * @param bytes how much memory it takes
     */
    private record PreparedType(UpdateTag revision, List<PkpassFile> files, List<Finding> findings, int bytes) {}

    @Override
    public List<Finding> examine(PassTypeContent content) {
        List<Finding> findings = new ArrayList<>();
        Optional<byte[]> json = content.template();
        if (json.isEmpty()) {
            findings.add(Finding.incomplete("pass.json", "There is no template yet.", "Put one to the pass type."));
        }
        ObjectNode outline = json.flatMap(bytes -> PassTemplate.read(bytes, findings))
                .map(template -> outline(template, content, findings))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        findings.addAll(FileRules.check(byText(content.files()), outline));
        // The texts of a template are looked at with their placeholders, and then as a pass of it has them.
        return findings.stream().distinct().toList();
    }

    private ObjectNode outline(PassTemplate template, PassTypeContent content, List<Finding> findings) {
        ObjectNode outline = template.outline();
        String named = outline.path("passTypeIdentifier").asText(content.type().value());
        if (!PassTemplate.isUnknown(outline.path("passTypeIdentifier"))
                && !named.equals(content.type().value())) {
            findings.add(Finding.error(
                    "passTypeIdentifier",
                    "The template is one of another pass type, " + named + ".",
                    "Leave the key out; it is filled in."));
        }
        outline.put("serialNumber", "0123456789abcdef");
        complete(
                outline,
                content.type(),
                content.organization().name(),
                "a token of 32 characters or more",
                identities.find(content.type(), clock.instant()),
                webService);
        findings.addAll(checkUnsigned(outline));
        return outline;
    }

    /** Looks at a pass whose team the certificate tells, where there is one: {@link #examineSigner} tells that there is none. */
    private static List<Finding> checkUnsigned(ObjectNode json) {
        if (!json.has("teamIdentifier")) {
            json.put("teamIdentifier", "that of the certificate");
        }
        return PassJsonRules.check(json);
    }

    private static SortedMap<String, byte[]> byText(Map<PassFileName, byte[]> files) {
        SortedMap<String, byte[]> byText = new TreeMap<>();
        files.forEach((name, content) -> byText.put(name.value(), content));
        return byText;
    }

    /** Adds what a template may leave out. */
    private static void complete(
            ObjectNode json,
            PassTypeIdentifier type,
            String organization,
            String token,
            Optional<SigningIdentity> signer,
            Optional<String> webServiceUrl) {
        json.put("passTypeIdentifier", type.value());
        if (!json.has("formatVersion")) {
            json.put("formatVersion", 1);
        }
        if (!json.has("organizationName")) {
            json.put("organizationName", organization);
        }
        if (!json.has("teamIdentifier")) {
            signer.ifPresent(identity -> json.put("teamIdentifier", identity.teamIdentifier()));
        }
        if (!json.has("webServiceURL")) {
            webServiceUrl.ifPresent(url -> json.put("webServiceURL", url));
        }
        if (json.has("webServiceURL")) {
            json.put("authenticationToken", token);
        } else {
            json.remove("authenticationToken");
        }
    }

    @Override
    public List<Finding> examine(PassContent content) {
        try {
            List<Finding> refused = checkUnsigned(passJson(content));
            PassTemplate template = template(content.type());
            List<Finding> withoutValue = template.withoutValue(content);
            List<Finding> findings = new ArrayList<>(explained(refused, withoutValue));
            Set<String> told = findings.stream().map(Finding::where).collect(Collectors.toSet());
            withoutValue.stream().filter(gap -> !told.contains(gap.where())).forEach(findings::add);
            findings.addAll(template.unusedFields(content));
            return findings;
        } catch (UnmadePackageException e) {
            return e.findings();
        }
    }

    /** Says of errors that come from placeholders without a value which those are. */
    private static List<Finding> explained(List<Finding> findings, List<Finding> withoutValue) {
        return findings.stream()
                .map(finding -> withoutValue.stream()
                        .filter(cause -> finding.isError() && (cause.where() + ".").startsWith(finding.where() + "."))
                        .findFirst()
                        .map(cause -> new Finding(
                                finding.severity(), cause.where(), cause.what() + " " + finding.what(), cause.remedy()))
                        .orElse(finding))
                .toList();
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

    private ObjectNode passJson(PassContent content) {
        PassDetails details = content.pass().details();
        ObjectNode json = template(content.type()).fill(content);
        complete(
                json,
                content.type().type(),
                content.pass().organization().name(),
                content.pass().authenticationToken().value(),
                signerInForce(content),
                content.inForce().webServiceUrl());
        json.put("serialNumber", content.pass().id().serialNumber().value());
        if (details.voided()) {
            json.put("voided", true);
        }
        details.expirationDate()
                .ifPresent(date -> json.set(
                        "expirationDate",
                        TextNode.valueOf(date.truncatedTo(ChronoUnit.SECONDS).toString())));
        return json;
    }

    /** The certificate that is in force, where this packager has it; where none is, one that tells why. */
    private Optional<SigningIdentity> signerInForce(PassContent content) {
        PassTypeIdentifier type = content.type().type();
        Optional<String> signer = content.inForce().signer();
        return signer.isPresent() ? identities.find(type, signer.get()) : identities.find(type, clock.instant());
    }

    private PassTemplate template(PassTypeContent type) {
        byte[] json = type.template().orElseThrow(() -> new UnmadePackageException(examine(type)));
        ReadTemplate known = templates.getIfPresent(type.type().value());
        if (known != null && Arrays.equals(known.json(), json)) {
            return known.template();
        }
        List<Finding> findings = new ArrayList<>();
        PassTemplate template =
                PassTemplate.read(json, findings).orElseThrow(() -> new UnmadePackageException(findings));
        templates.put(type.type().value(), new ReadTemplate(json, template));
        return template;
    }

    private static boolean belongs(PassContent content, PkpassFile file) {
        boolean asksToEnrol = file.name().equals(PassFileName.PERSONALIZATION.value())
                || file.name().contains("personalizationLogo");
        return !(asksToEnrol && content.pass().details().personalized());
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        ObjectNode json = passJson(content);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (PkpassFile file : prepared(content.type(), json).files()) {
            if (belongs(content, file)) {
                files.put(file.name(), file.content());
            }
        }
        files.put("pass.json", PassJsonFormat.write(json));
        return files;
    }

    private PreparedType prepared(PassTypeContent type, ObjectNode pass) {
        PreparedType known = prepared.getIfPresent(type.type().value());
        if (known != null && known.revision().equals(type.revision())) {
            return known;
        }
        SortedMap<String, byte[]> others = byText(type.files());
        others.remove(PassFileName.TEMPLATE.value());
        List<PkpassFile> files = others.entrySet().stream()
                .map(file -> PkpassFile.of(file.getKey(), file.getValue()))
                .toList();
        PreparedType made = new PreparedType(
                type.revision(),
                files,
                FileRules.check(others, pass).stream().filter(Finding::isError).toList(),
                1_000 + files.stream().mapToInt(file -> file.content().length).sum());
        prepared.put(type.type().value(), made);
        return made;
    }

    @Override
    public PackageOfVersion make(PassContent content) {
        List<PkpassFile> files = unsigned(content);
        byte[] manifest = files.get(files.size() - 1).content();
        Instant time = content.version().lastModified();
        PassTypeIdentifier type = content.type().type();
        files.add(PkpassFile.unlisted("signature", sign(type, signerInForce(content), manifest, time)));
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
                signerInForce(content).map(SigningIdentity::signatureLength).orElseGet(OptionalInt::empty);
        if (signature.isEmpty()) {
            return Optional.of(new PackageHead(content.version(), OptionalLong.empty()));
        }
        files.add(PkpassFile.unlisted("signature", new byte[signature.getAsInt()]));
        return Optional.of(new PackageHead(content.version(), OptionalLong.of(PkpassArchive.length(files))));
    }

    /** The files of a package without the signature, the manifest last. */
    private List<PkpassFile> unsigned(PassContent content) {
        requireInForce(content);
        ObjectNode json = passJson(content);
        PreparedType type = prepared(content.type(), json);
        List<Finding> errors = new ArrayList<>(type.findings());
        Optional<String> team =
                Optional.of(json.path("teamIdentifier").asText()).filter(named -> !named.isEmpty());
        CertificateRules.check(content.type().type(), team, signerInForce(content), clock.instant()).stream()
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
        type.files().stream().filter(file -> belongs(content, file)).forEach(files::add);
        files.forEach(file -> manifest.put(file.name(), file.sha1()));
        files.add(PkpassFile.unlisted("manifest.json", PassJsonFormat.write(manifest)));
        return files;
    }

    /**
     * Refuses what another server on the store has to make: a version of a pass is one package, and so is made with what is in
     * force alone.
     */
    private void requireInForce(PassContent content) {
        PassTypeIdentifier type = content.type().type();
        Optional<String> signer = content.inForce().signer();
        boolean isElsewhere = signer.isPresent()
                ? signing(type, signer.get()) == Signing.ABSENT
                : signer(type).isPresent();
        if (isElsewhere) {
            throw UnmadePackageException.forNow(Finding.error(
                    "certificate",
                    "This server does not have the certificate of " + type.value() + " that is in force.",
                    "Ask /health/ready how it differs."));
        }
        if (webService.isPresent() && !webService.equals(content.inForce().webServiceUrl())) {
            throw UnmadePackageException.forNow(Finding.error(
                    "webServiceURL",
                    "This server was started with another web service URL than the one in force.",
                    "Ask /health/ready how it differs."));
        }
    }

    private byte[] sign(PassTypeIdentifier type, Optional<SigningIdentity> signer, byte[] data, Instant time) {
        SigningIdentity identity = signer.orElseThrow(() -> new UnmadePackageException(
                CertificateRules.check(type, Optional.empty(), Optional.empty(), clock.instant())));
        try {
            return identity.sign(data, time);
        } catch (SigningException e) {
            throw UnmadePackageException.forNow(Finding.error(
                    "signature",
                    String.valueOf(e.getMessage()),
                    "Look at the key of " + type.value() + ", or at what signs with it."));
        }
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return sign(type, signer.flatMap(fingerprint -> identities.find(type, fingerprint)), data, now);
    }

    @Override
    public Optional<String> signer(PassTypeIdentifier type) {
        Instant now = clock.instant();
        return identities
                .find(type, now)
                .filter(identity -> identity.isValid(now))
                .map(SigningIdentity::fingerprint);
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
        Instant now = clock.instant();
        return identities
                .find(type, signer)
                .map(identity -> identity.isValid(now)
                        ? Signing.ABLE
                        : identity.isYetToBeValid(now) ? Signing.NOT_YET : Signing.EXPIRED)
                .orElse(Signing.ABSENT);
    }

    @Override
    public Optional<String> webServiceUrl() {
        return webService;
    }
}
