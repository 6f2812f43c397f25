package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassTexts;
import io.serialpass.wallet.apple.template.Shown;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks pass.json by Apple's "Pass" page, and by what is reported to make Wallet refuse a pass. Keys that are not
 * known are warnings, since every year brings new ones. Of a template, values that only a pass has are taken as right.
 *
 * @since 0.1
 */
public final class PassJsonRules {

    private static final int SHORTEST_TOKEN = 16;

    private final ObjectNode pass;
    private final Findings findings = new Findings();

    private PassJsonRules(ObjectNode pass) {
        this.pass = pass;
    }

    /**
     * Looks at a pass.json.
     *
     * @param pass the object
     * @return the findings
     */
    public static List<Finding> check(ObjectNode pass) {
        PassJsonRules rules = new PassJsonRules(pass);
        rules.checkTop();
        List<Finding> texts = new ArrayList<>();
        PassTexts.check(pass, texts);
        texts.forEach(rules.findings::add);
        ColorRules.check(pass, rules.findings);
        StyleRules.check(pass, rules.findings);
        SemanticRules.check(pass, "", rules.findings);
        SchemeRules.check(pass, rules.findings);
        EntryRules.check(pass, rules.findings);
        rules.checkWebService();
        BarcodeRules.check(pass, rules.findings);
        RelevanceRules.check(pass, rules.findings);
        rules.checkRest();
        return rules.findings.list();
    }

    private void checkTop() {
        for (String key : List.of(
                "description",
                "formatVersion",
                "organizationName",
                "passTypeIdentifier",
                "serialNumber",
                "teamIdentifier")) {
            JsonNode value = pass.get(key);
            if (value == null || (value.isTextual() && value.textValue().isBlank())) {
                findings.error(key, "The key " + key + " is required.", "Add it to pass.json.");
            }
        }
        PassKeys.TOP.forEach((key, rule) -> rule.check(pass, "", key, findings));
        for (Map.Entry<String, JsonNode> entry : pass.properties()) {
            if (!PassKeys.TOP.containsKey(entry.getKey())) {
                findings.unknownKey(Shown.text(entry.getKey()));
            }
        }
        JsonNode version = pass.get("formatVersion");
        if (version != null && version.isNumber() && version.decimalValue().compareTo(BigDecimal.ONE) != 0) {
            findings.error("formatVersion", "The format version is not 1.", "Make it 1, there is no other.");
        }
        text("serialNumber")
                .filter(value -> value.length() < SHORTEST_TOKEN)
                .ifPresent(value -> findings.warning(
                        "serialNumber",
                        "The serial number is shorter than " + SHORTEST_TOKEN + " characters.",
                        "A longer one cannot be guessed; some validators want it so."));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(pass.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private void checkWebService() {
        JsonNode url = pass.get("webServiceURL");
        JsonNode token = pass.get("authenticationToken");
        if (url != null && token == null) {
            findings.error(
                    "authenticationToken",
                    "There is a webServiceURL and no authenticationToken.",
                    "Give both or neither.");
        }
        if (url == null && token != null) {
            findings.error(
                    "webServiceURL", "There is an authenticationToken and no webServiceURL.", "Give both or neither.");
        }
        if (url == null && token == null) {
            findings.warning(
                    "webServiceURL",
                    "There is no web service, so that the pass never updates itself.",
                    "Start the server with --web-service-url, or put the URL into the template.");
        }
        text("authenticationToken")
                .filter(value -> value.length() < SHORTEST_TOKEN)
                .ifPresent(value -> findings.error(
                        "authenticationToken",
                        "The token has fewer than " + SHORTEST_TOKEN + " characters.",
                        "Use a longer one."));
        text("webServiceURL")
                .filter(value -> ValueRule.URL.allows(pass.get("webServiceURL")))
                .ifPresent(this::checkWebServiceUrl);
    }

    private void checkWebServiceUrl(String value) {
        URI url = URI.create(value);
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (!secure && isOfThisMachine(url)) {
            findings.warning(
                    "webServiceURL",
                    "The web service is at this machine and without TLS: phones do not reach it.",
                    "For production use an https URL.");
        } else if (!secure) {
            findings.error("webServiceURL", "The URL is not an https one.", "Put the server behind TLS and use https.");
        }
        if (String.valueOf(url.getPath()).matches(".*/v1/?")) {
            findings.warning(
                    "webServiceURL",
                    "The URL ends with v1, and phones append another /v1.",
                    "Leave it away, unless that is what you want.");
        }
    }

    /**
     * Whether a URL leads to the machine itself: no phone gets there, so that it need not be https.
     *
     * @param url a URL
     * @return true if its host is {@code localhost} or a loopback address
     */
    public static boolean isOfThisMachine(URI url) {
        String host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private void checkRest() {
        if (pass.has("appLaunchURL") && pass.path("associatedStoreIdentifiers").isEmpty()) {
            findings.error(
                    "appLaunchURL",
                    "The URL opens an app, and associatedStoreIdentifiers does not say which.",
                    "Add associatedStoreIdentifiers.");
        }
        if (pass.has("groupingIdentifier") && !pass.has("boardingPass") && !pass.has("eventTicket")) {
            findings.warning(
                    "groupingIdentifier", "Wallet groups boarding passes and event tickets only.", "Take it away.");
        }
    }
}
