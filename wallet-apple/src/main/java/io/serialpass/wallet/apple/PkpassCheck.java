package io.serialpass.wallet.apple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at packages that were signed elsewhere: the archive is sound and unpacks to at most 50 MB, the manifest has the
 * SHA-1 hash of each file, and pass.json names the pass. The signature is not looked at. Safe for use by many threads.
 */
public final class PkpassCheck implements PackageCheck {

    private static final String PASS = "pass.json";
    private static final String MANIFEST = "manifest.json";
    private static final Set<String> NOT_IN_MANIFEST = Set.of(MANIFEST, "signature");
    private static final int MOST_PROBLEMS = 20;

    /** As lenient as Wallet is with pass.json: Apple's own samples have a comma before a closing brace. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Makes a check. */
    public PkpassCheck() {}

    @Override
    public List<String> problems(byte[] pkpass, PassId pass) {
        PkpassFiles unpacked = PkpassFiles.unpack(pkpass);
        List<String> problems = new ArrayList<>(unpacked.problems());
        if (problems.isEmpty()) {
            checkManifest(unpacked, problems);
            checkPass(unpacked, pass, problems);
        }
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        int more = problems.size() - MOST_PROBLEMS;
        List<String> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        first.add("There are " + more + " more problems.");
        return first;
    }

    private static void checkManifest(PkpassFiles files, List<String> problems) {
        Optional<ObjectNode> manifest = object(files, MANIFEST, problems);
        if (manifest.isEmpty()) {
            return;
        }
        manifest.get().fieldNames().forEachRemaining(name -> {
            if (!files.hashes().containsKey(name)) {
                problems.add("manifest.json names the file " + PkpassFiles.shown(name) + ", which is not there.");
            }
        });
        files.hashes().forEach((name, actual) -> {
            if (NOT_IN_MANIFEST.contains(name)) {
                return;
            }
            JsonNode hash = manifest.get().get(name);
            if (hash == null) {
                problems.add("manifest.json does not name the file " + PkpassFiles.shown(name) + ".");
            } else if (!actual.equalsIgnoreCase(hash.asText())) {
                problems.add("The SHA-1 hash of " + PkpassFiles.shown(name) + " is not the one in manifest.json.");
            }
        });
    }

    private static void checkPass(PkpassFiles files, PassId pass, List<String> problems) {
        object(files, PASS, problems).ifPresent(json -> {
            checkName(json, "passTypeIdentifier", pass.passTypeIdentifier().value(), problems);
            checkName(json, "serialNumber", pass.serialNumber().value(), problems);
        });
    }

    private static void checkName(ObjectNode json, String key, String expected, List<String> problems) {
        JsonNode value = json.get(key);
        if (value == null || !value.isTextual()) {
            problems.add("pass.json has no " + key + " that is a text.");
        } else if (!value.textValue().equals(expected)) {
            problems.add("pass.json has the " + key + " " + PkpassFiles.shown(value.textValue()) + " and not "
                    + expected + ".");
        }
    }

    private static Optional<ObjectNode> object(PkpassFiles files, String name, List<String> problems) {
        byte[] bytes = files.json().get(name);
        if (bytes == null) {
            problems.add("It has no " + name + ".");
            return Optional.empty();
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return Optional.of(object);
            }
            problems.add(name + " is not a JSON object.");
        } catch (JsonProcessingException e) {
            problems.add(name + " is not JSON"
                    + Optional.ofNullable(e.getLocation())
                            .map(where ->
                                    ": it breaks at line " + where.getLineNr() + ", column " + where.getColumnNr())
                            .orElse("")
                    + ".");
        } catch (IOException e) {
            problems.add(name + " is not JSON in a Unicode encoding.");
        }
        return Optional.empty();
    }
}
