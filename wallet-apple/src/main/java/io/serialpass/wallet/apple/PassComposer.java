package io.serialpass.wallet.apple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.doctor.FileRules;
import io.serialpass.wallet.apple.doctor.PassJsonRules;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Composes the pass.json of a pass from its template, and finds its faults. Safe for use by many threads. */
final class PassComposer {

    private final PreparedTypes types;
    private final SigningIdentities identities;
    private final SignersInForce signers;
    private final Optional<String> webService;
    private final Clock clock;

    PassComposer(
            PreparedTypes types,
            SigningIdentities identities,
            SignersInForce signers,
            Optional<String> webService,
            Clock clock) {
        this.types = types;
        this.identities = identities;
        this.signers = signers;
        this.webService = webService;
        this.clock = clock;
    }

    /** Finds the faults of the template and the files of a type. */
    List<Finding> examine(PassTypeContent content) {
        List<Finding> findings = new ArrayList<>();
        Optional<byte[]> json = content.template();
        if (json.isEmpty()) {
            findings.add(Finding.incomplete("pass.json", "There is no template yet.", "Put one to the pass type."));
        }
        ObjectNode outline = json.flatMap(bytes -> PassTemplate.read(bytes, findings))
                .map(template -> outline(template, content, findings))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        SortedMap<String, byte[]> files = PreparedTypes.byText(content.files());
        findings.addAll(FileRules.check(files, outline));
        findings.addAll(FileRules.damages(files));
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

    /** Looks at a pass whose team the certificate tells, where there is one: {@link CertificateRules} tells that there is none. */
    private static List<Finding> checkUnsigned(ObjectNode json) {
        if (!json.has("teamIdentifier")) {
            json.put("teamIdentifier", "that of the certificate");
        }
        return PassJsonRules.check(json);
    }

    /** Adds the keys that a template may leave out. */
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

    /** Finds the faults of a pass. */
    List<Finding> examine(PassContent content) {
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

    /**
     * The pass.json of a pass.
     *
     * @throws UnmadePackageException if its type has no template
     */
    ObjectNode passJson(PassContent content) {
        PassDetails details = content.pass().details();
        ObjectNode json = template(content.type()).fill(content);
        complete(
                json,
                content.type().type(),
                content.pass().organization().name(),
                content.pass().authenticationToken().value(),
                signers.of(content),
                content.inForce().webServiceUrl());
        json.put("serialNumber", content.pass().id().serialNumber().value());
        if (details.voided() || details.redemption().isPresent()) {
            json.put("voided", true);
        }
        details.expirationDate()
                .ifPresent(date -> json.set(
                        "expirationDate",
                        TextNode.valueOf(date.truncatedTo(ChronoUnit.SECONDS).toString())));
        return json;
    }

    private PassTemplate template(PassTypeContent type) {
        byte[] json = type.template().orElseThrow(() -> new UnmadePackageException(examine(type)));
        return types.template(type.type(), json);
    }
}
