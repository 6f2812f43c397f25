package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.barcode.MessageEncoding;
import io.serialpass.wallet.apple.barcode.Symbology;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Checks the parts of a pass that a reader at the gate reads: barcodes and NFC. */
final class BarcodeRules {

    private static final int LONGEST_NFC_MESSAGE = 64;

    private static final List<String> BARCODE = List.of("format", "message", "messageEncoding", "altText");
    private static final List<String> NFC = List.of("message", "encryptionPublicKey", "requiresAuthentication");

    private final ObjectNode pass;
    private final Findings findings;

    private BarcodeRules(ObjectNode pass, Findings findings) {
        this.pass = pass;
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        BarcodeRules rules = new BarcodeRules(pass, findings);
        rules.checkBarcodes();
        rules.checkNfc();
    }

    private void checkBarcodes() {
        JsonNode barcodes = pass.path("barcodes");
        List<Symbology> formats = new ArrayList<>();
        boolean unknown = false;
        for (int i = 0; barcodes.isArray() && i < barcodes.size(); i++) {
            if (barcodes.get(i) instanceof ObjectNode barcode) {
                checkBarcode(barcode, "barcodes[" + i + "].");
                Symbology.named(barcode.path("format").asText()).ifPresent(formats::add);
                unknown |= PassTemplate.isUnknown(barcode.path("format"));
            }
        }
        if (!formats.isEmpty() && formats.stream().allMatch(Symbology::isNew) && !unknown && !pass.has("barcode")) {
            findings.warning(
                    "barcodes",
                    "Phones before iOS 27 show none of these barcodes.",
                    "Add one of the formats QR, PDF417, Aztec or Code128 at the end.");
        }
        if (pass.get("barcode") instanceof ObjectNode barcode) {
            checkBarcode(barcode, "barcode.");
            if (!pass.has("barcodes")) {
                findings.warning(
                        "barcode", "The key barcode is deprecated.", "Put the same into a list with the key barcodes.");
            }
        }
    }

    private void checkBarcode(ObjectNode barcode, String path) {
        ObjectRules.checkNames(barcode, path, BARCODE, findings);
        for (String key : List.of("format", "message", "messageEncoding")) {
            if (barcode.has(key)) {
                ValueRule.TEXT.check(barcode, path, key, findings);
            } else {
                findings.error(path + key, "A barcode needs the key " + key + ".", "Add it.");
            }
        }
        ValueRule.TEXT.check(barcode, path, "altText", findings);
        JsonNode format = barcode.path("format");
        if (format.isTextual() && Symbology.named(format.textValue()).isEmpty()) {
            findings.error(
                    path + "format",
                    "There is no barcode format " + Shown.text(format.textValue()) + ".",
                    "Use PKBarcodeFormatQR, PDF417, Aztec or Code128.");
        }
        if (barcode.path("message").isTextual()
                && barcode.path("messageEncoding").isTextual()) {
            checkEncoding(barcode, path);
        }
    }

    private void checkEncoding(ObjectNode barcode, String path) {
        String name = barcode.path("messageEncoding").textValue();
        String message = barcode.path("message").textValue();
        Optional<MessageEncoding> encoding = MessageEncoding.named(name);
        if (encoding.isEmpty()) {
            findings.error(
                    path + "messageEncoding",
                    "There is no encoding " + Shown.text(name) + ".",
                    "Use iso-8859-1, which scanners expect.");
        } else if (message.isEmpty()) {
            findings.error(path + "message", "The message is empty, and no barcode is drawn.", "Give it a text.");
        } else {
            encoding.get()
                    .encode(message)
                    .ifPresentOrElse(
                            bytes -> checkMessage(barcode.path("format").asText(), bytes, path + "message"),
                            () -> findings.error(
                                    path + "message",
                                    "The message has characters that " + Shown.text(name) + " does not have.",
                                    "Use utf-8 as the messageEncoding, or other characters."));
        }
    }

    private void checkMessage(String name, byte[] message, String where) {
        Optional<Symbology> format = Symbology.named(name);
        Optional<String> problem = format.flatMap(symbology -> symbology.problem(message));
        if (problem.isPresent()) {
            findings.error(
                    where,
                    "The format " + Shown.text(name) + " cannot hold the message: " + problem.get() + ".",
                    "Use a shorter or simpler message, or another format.");
        } else if (format.filter(symbology -> symbology.isTooWide(message)).isPresent()) {
            findings.warning(
                    where,
                    "The message makes a barcode of more than " + Symbology.MOST_WIDE
                            + " modules, which is too wide for scanners to read from a phone.",
                    "Use a shorter message, or PKBarcodeFormatPDF417.");
        }
    }

    private void checkNfc() {
        if (!(pass.get("nfc") instanceof ObjectNode nfc)) {
            return;
        }
        ObjectRules.checkNames(nfc, "nfc.", NFC, findings);
        ValueRule.BOOL.check(nfc, "nfc.", "requiresAuthentication", findings);
        for (String key : List.of("message", "encryptionPublicKey")) {
            if (nfc.has(key)) {
                ValueRule.TEXT.check(nfc, "nfc.", key, findings);
            } else {
                findings.error("nfc." + key, "NFC needs the key " + key + ".", "Add it.");
            }
        }
        JsonNode message = nfc.path("message");
        if (message.isTextual() && message.textValue().getBytes(StandardCharsets.UTF_8).length > LONGEST_NFC_MESSAGE) {
            findings.warning(
                    "nfc.message",
                    "The message is longer than " + LONGEST_NFC_MESSAGE + " bytes, and Wallet cuts it off.",
                    "Use a shorter one.");
        }
        JsonNode key = nfc.path("encryptionPublicKey");
        if (key.isTextual() && !isKey(key.textValue())) {
            findings.warning(
                    "nfc.encryptionPublicKey",
                    "It is not a public key of the curve P-256 as X.509 has it (SubjectPublicKeyInfo), in base64.",
                    "Write it with openssl ec -pubout -conv_form compressed, without the first and the last line.");
        }
    }

    private static boolean isKey(String base64) {
        try {
            AlgorithmIdentifier algorithm = SubjectPublicKeyInfo.getInstance(
                            Base64.getDecoder().decode(base64.replaceAll("\\s", "")))
                    .getAlgorithm();
            return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                    && X9ObjectIdentifiers.prime256v1.equals(algorithm.getParameters());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
