package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.apple.barcode.PackageFace;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import io.serialpass.wallet.apple.template.Shown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at packages. The rules that a package must keep to be taken: the archive is sound and unpacks to at most 50 MB, the
 * manifest has the SHA-1 hash of each file, and pass.json names the pass. What the doctor looks at besides: pass.json, the
 * images, the languages and the signature; of a bundle each package. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PkpassDoctor implements PackageCheck {

    private static final String PASS = "pass.json";
    private static final String MANIFEST = "manifest.json";
    private static final Set<String> NOT_IN_MANIFEST = Set.of(MANIFEST, "signature");
    private static final int MOST_PROBLEMS = 20;

    private final Clock clock;
    private final UnpackingTurns turns = new UnpackingTurns();

    /**
     * Makes a doctor.
     *
     * @param clock tells whether certificates have expired
     */
    public PkpassDoctor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<String> problems(byte[] pkpass, PassId pass) {
        return turns.take(() -> problemsNow(pkpass, pass));
    }

    private static List<String> problemsNow(byte[] pkpass, PassId pass) {
        PkpassFiles unpacked = PkpassFiles.unpack(pkpass, PkpassFiles.Keep.JSON);
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
                problems.add("manifest.json names the file " + Shown.text(name) + ", which is not there.");
            }
        });
        files.hashes().forEach((name, actual) -> {
            if (NOT_IN_MANIFEST.contains(name)) {
                return;
            }
            JsonNode hash = manifest.get().get(name);
            if (hash == null) {
                problems.add("manifest.json does not name the file " + Shown.text(name) + ".");
            } else if (!actual.equalsIgnoreCase(hash.asText())) {
                problems.add("The SHA-1 hash of " + Shown.text(name) + " is not the one in manifest.json.");
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
            problems.add(
                    "pass.json has the " + key + " " + Shown.text(value.textValue()) + " and not " + expected + ".");
        }
    }

    private static Optional<ObjectNode> object(PkpassFiles files, String name, List<String> problems) {
        byte[] bytes = files.kept().get(name);
        if (bytes == null) {
            problems.add("It has no " + name + ".");
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        Optional<ObjectNode> object = PassJsonFormat.read(name, bytes, findings);
        findings.forEach(finding -> problems.add(finding.what()));
        return object;
    }

    @Override
    public PassFace face(byte[] pkpass) {
        return turns.take(() -> {
            PkpassFiles files = PkpassFiles.unpack(pkpass, PkpassFiles.Keep.JSON);
            return object(files, PASS, new ArrayList<>()).map(PackageFace::of).orElse(PassFace.NONE);
        });
    }

    @Override
    public List<Finding> examine(byte[] pkpass) {
        return turns.take(
                () -> BundleRules.check(pkpass, this::examinePackage).orElseGet(() -> examinePackage(pkpass)));
    }

    private List<Finding> examinePackage(byte[] pkpass) {
        PkpassFiles files = PkpassFiles.unpack(pkpass, PkpassFiles.Keep.HEADS_OF_IMAGES);
        Findings findings = new Findings();
        files.problems()
                .forEach(problem -> findings.error("archive", problem, "Zip the contents of the folder again."));
        if (findings.hasErrors()) {
            return findings.list();
        }
        List<String> problems = new ArrayList<>();
        checkManifest(files, problems);
        problems.forEach(problem -> findings.error(
                MANIFEST, problem, "Make manifest.json and the signature after the last change of a file."));
        byte[] json = files.kept().get(PASS);
        if (json == null) {
            findings.error(PASS, "It has no pass.json.", "Put it at the top of the archive, not into a folder.");
            return findings.list();
        }
        List<Finding> unreadable = new ArrayList<>();
        Optional<ObjectNode> pass = PassJsonFormat.read(PASS, json, unreadable);
        unreadable.forEach(findings::add);
        pass.ifPresent(object -> {
            PassJsonRules.check(object).forEach(findings::add);
            FileRules.check(files.kept(), object).forEach(findings::add);
            files.damaged().forEach((name, damage) -> findings.add(ImageRules.damaged(name, damage)));
            checkSignature(files, object, findings);
        });
        return findings.list();
    }

    private void checkSignature(PkpassFiles files, ObjectNode pass, Findings findings) {
        byte[] manifest = files.kept().get(MANIFEST);
        byte[] signature = files.kept().get("signature");
        if (signature == null) {
            findings.error("signature", "The package is not signed.", "Sign manifest.json.");
        } else if (manifest != null) {
            SignatureRules.check(manifest, signature, pass, clock.instant(), findings);
        }
    }
}
