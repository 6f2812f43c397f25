package io.serialpass.wallet.apple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.doctor.FileRules;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Templates and files of pass types, prepared and kept in memory: at most 64 MB of them, and a sixteenth of the heap. Safe for
 * use by many threads.
 */
final class PreparedTypes {

    private static final long MOST_PREPARED_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final int MOST_TEMPLATES = 1_000;

    private final Cache<String, PreparedType> prepared = Caffeine.newBuilder()
            .maximumWeight(MOST_PREPARED_BYTES)
            .weigher((String type, PreparedType content) -> content.bytes())
            .build();

    private final Cache<String, ReadTemplate> templates =
            Caffeine.newBuilder().maximumSize(MOST_TEMPLATES).build();

    /**
     * A template as it was read last.
     *
     * @param json the text that it was read from
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
    record PreparedType(UpdateTag revision, List<PkpassFile> files, List<Finding> findings, int bytes) {}

    /**
     * The template of a type.
     *
     * @throws UnmadePackageException if it is none
     */
    PassTemplate template(PassTypeIdentifier type, byte[] json) {
        ReadTemplate known = templates.getIfPresent(type.value());
        if (known != null && Arrays.equals(known.json(), json)) {
            return known.template();
        }
        List<Finding> findings = new ArrayList<>();
        PassTemplate template =
                PassTemplate.read(json, findings).orElseThrow(() -> new UnmadePackageException(findings));
        templates.put(type.value(), new ReadTemplate(json, template));
        return template;
    }

    /** The files of a type; {@code pass} is the pass.json of one of its passes, which tells the style. */
    PreparedType prepared(PassTypeContent type, ObjectNode pass) {
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

    /** The files of a type by their names. */
    static SortedMap<String, byte[]> byText(Map<PassFileName, byte[]> files) {
        SortedMap<String, byte[]> byText = new TreeMap<>();
        files.forEach((name, content) -> byText.put(name.value(), content));
        return byText;
    }
}
