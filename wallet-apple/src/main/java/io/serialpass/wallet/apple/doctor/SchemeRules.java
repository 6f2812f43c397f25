package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the needs of the newer looks of {@code preferredStyleSchemes}. If something is missing a phone shows the older look
 * and does not say why, so that each finding is a warning, also where Apple's builder has an error.
 */
final class SchemeRules {

    private static final String FALLBACK = " Wallet then shows the older look and does not say why.";

    private static final List<String> BOARDING = List.of(
            "airlineCode",
            "flightNumber",
            "originalDepartureDate",
            "originalBoardingDate",
            "originalArrivalDate",
            "departureAirportCode",
            "destinationAirportCode",
            "departureCityName",
            "destinationCityName",
            "passengerName");

    private final ObjectNode pass;
    private final JsonNode semantics;
    private final Findings findings;

    private SchemeRules(ObjectNode pass, Findings findings) {
        this.pass = pass;
        this.semantics = pass.path("semantics");
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        SchemeRules rules = new SchemeRules(pass, findings);
        JsonNode schemes = pass.path("preferredStyleSchemes");
        if (!schemes.isArray() || schemes.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        schemes.forEach(scheme -> names.add(scheme.asText()));
        if (names.contains("semanticBoardingPass")) {
            rules.checkStyle("boardingPass");
            rules.checkBoarding();
        }
        if (names.contains("posterEventTicket")) {
            rules.checkStyle("eventTicket");
            rules.checkEvent();
        }
        rules.checkPair(names);
    }

    private void checkStyle(String style) {
        if (!pass.has(style)) {
            findings.warning(
                    "preferredStyleSchemes",
                    "The pass has no " + style + ", whose newer look it asks for." + FALLBACK,
                    "Leave the scheme out, or make the pass a " + style + ".");
        }
    }

    private void checkPair(List<String> names) {
        if (!names.equals(List.of("semanticBoardingPass", "boardingPass"))
                && !names.equals(List.of("posterEventTicket", "eventTicket"))) {
            findings.warning(
                    "preferredStyleSchemes",
                    "Apple's builder knows two lists alone: the new look first, and the older one behind it.",
                    "Write [\"semanticBoardingPass\", \"boardingPass\"] or [\"posterEventTicket\", \"eventTicket\"].");
        }
    }

    private void checkBoarding() {
        List<String> missing =
                new ArrayList<>(BOARDING.stream().filter(tag -> !has(tag)).toList());
        SemanticTags.OTHER_NAMES.forEach((ofPage, ofBuilder) -> {
            if (!has(ofPage) && !has(ofBuilder)) {
                missing.add(ofBuilder);
            }
        });
        missing("semanticBoardingPass", missing);
        if (!pass.path("boardingPass")
                .path("transitType")
                .asText("PKTransitTypeAir")
                .equals("PKTransitTypeAir")) {
            findings.warning(
                    "boardingPass.transitType",
                    "The semantic boarding pass is one of an airline." + FALLBACK,
                    "Make the transit type PKTransitTypeAir, or leave the scheme out.");
        }
        seats();
    }

    private void checkEvent() {
        List<String> missing = new ArrayList<>();
        List<String> needed = new ArrayList<>(List.of("eventName", "venueName"));
        String type = semantics.path("eventType").asText();
        if (type.equals("PKEventTypeSports")) {
            needed.addAll(List.of("homeTeamAbbreviation", "awayTeamAbbreviation"));
        } else if (type.equals("PKEventTypeLivePerformance")) {
            needed.addAll(List.of("performerNames", "artistIDs"));
        }
        needed.add("eventStartDate");
        needed.stream().filter(tag -> !has(tag)).forEach(missing::add);
        missing("posterEventTicket", missing);
        List<String> ofPage = List.of("venueRegionName", "venueRoom").stream()
                .filter(tag -> !has(tag))
                .toList();
        if (!ofPage.isEmpty()) {
            findings.warning(
                    "semantics",
                    "Apple's page asks for " + String.join(" and ", ofPage) + " for posterEventTicket. Apple's builder"
                            + " does not.",
                    "Add them, so that it does not matter who is right.");
        }
        if (!pass.path("nfc").path("requiresAuthentication").asBoolean()) {
            findings.warning(
                    "nfc",
                    (pass.has("nfc") ? "nfc has no requiresAuthentication" : "There is no nfc")
                            + ", which posterEventTicket needs." + FALLBACK,
                    "Add nfc with requiresAuthentication true, or leave the scheme out.");
        }
        seats();
    }

    /** A tag without a value is as none. */
    private boolean has(String tag) {
        JsonNode value = semantics.path(tag);
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.isMissingNode() && !value.isNull() && !value.asText().isBlank();
    }

    private void missing(String scheme, List<String> missing) {
        if (!missing.isEmpty()) {
            findings.warning(
                    "semantics",
                    "For " + scheme + " these are missing: " + String.join(", ", missing) + "." + FALLBACK,
                    "Add them.");
        }
    }

    private void seats() {
        if (!has("seats")) {
            findings.warning("semantics.seats", "There are no seats.", "Add them, if the places are numbered.");
        }
    }
}
