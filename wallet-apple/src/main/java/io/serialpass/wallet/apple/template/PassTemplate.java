package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The template of a pass type: a pass.json in whose text values stand placeholders such as <code>{{fields.seat}}</code>. A
 * literal <code>{{</code> is written <code>\{{</code>, which in JSON is <code>\\{{</code>.
 *
 * <p>A text that is one placeholder and nothing else takes the type of its value, a number or a truth value, unless its key is
 * one whose value Wallet wants to be a text. If the pass has no such value, the key is left out, and a field of the pass whose
 * {@code value} it is, is left out whole; within a longer text it is empty. In {@code attributedValue} values are escaped as
 * HTML, in URLs as RFC 3986 has it. Immutable.
 *
 * @since 0.1
 */
public final class PassTemplate {

    private static final int MOST_ERRORS = 20;

    private final ObjectNode root;

    private PassTemplate(ObjectNode root) {
        this.root = root;
    }

    /**
     * Reads a template.
     *
     * @param json a pass.json in UTF-8 with placeholders
     * @param findings receives the findings
     * @return the template; empty if it is none
     */
    public static Optional<PassTemplate> read(byte[] json, List<Finding> findings) {
        List<Finding> found = new ArrayList<>();
        Optional<ObjectNode> root = PassJsonFormat.read("pass.json", json, found);
        root.ifPresent(object -> {
            checkPlaceholders(object, "", found);
            PassTexts.check(object, found);
        });
        findings.addAll(found);
        return found.stream().noneMatch(Finding::isError) ? root.map(PassTemplate::new) : Optional.empty();
    }

    private static void checkPlaceholders(JsonNode node, String path, List<Finding> errors) {
        if (node.isTextual()) {
            Placeholders.forEach(node.textValue(), name -> {
                if (errors.size() < MOST_ERRORS && !PassValues.knows(name)) {
                    errors.add(Finding.error(
                            Shown.text(path),
                            "There is no placeholder {{" + Shown.text(name) + "}}.",
                            "Use one of " + PassValues.names() + "; write \\\\{{ for two braces that are none."));
                }
            });
        } else {
            forEachChild(node, path, (child, place) -> checkPlaceholders(child, place, errors));
        }
    }

    /**
     * The pass.json that the data of a pass make of the template.
     *
     * @param content the pass
     * @return a new object, the caller's to change
     */
    public ObjectNode fill(PassContent content) {
        return fill(name -> PassValues.of(content, name));
    }

    /**
     * Finds the placeholders that have no value in a pass, and says how to give them one. Wallet takes most passes without it;
     * if it refuses a pass for it, this says why.
     *
     * @param content the pass
     * @return a warning for each place of a placeholder without a value
     */
    public List<Finding> withoutValue(PassContent content) {
        List<Finding> findings = new ArrayList<>();
        findWithoutValue(root, "", content, findings);
        return findings;
    }

    private static void findWithoutValue(JsonNode node, String path, PassContent content, List<Finding> findings) {
        if (node.isTextual()) {
            Placeholders.forEach(node.textValue(), name -> {
                if (findings.size() < MOST_ERRORS
                        && !PassValues.comesLater(name)
                        && PassValues.of(content, name).isEmpty()) {
                    findings.add(Finding.warning(
                            Shown.text(path),
                            "The placeholder {{" + Shown.text(name) + "}} has no value.",
                            PassValues.remedy(content, name)));
                }
            });
        } else {
            forEachChild(node, path, (child, place) -> findWithoutValue(child, place, content, findings));
        }
    }

    /**
     * Tells which fields of a pass no placeholder shows.
     *
     * @param content the pass
     * @return a warning for each such field
     */
    public List<Finding> unusedFields(PassContent content) {
        Set<String> names = new TreeSet<>();
        collect(root, names);
        return content.pass().details().fields().values().keySet().stream()
                .filter(field -> !names.contains(PassValues.FIELDS + field))
                .limit(MOST_ERRORS)
                .map(field -> Finding.warning(
                        "fields." + Shown.text(field),
                        "No placeholder of the template shows this field.",
                        "Use it in the template, or look whether it is spelt as there."))
                .toList();
    }

    /**
     * Tells which fields of a pass the template shows.
     *
     * @return the names of the fields, in order
     */
    public SortedSet<String> fields() {
        Set<String> names = new TreeSet<>();
        collect(root, names);
        return names.stream()
                .filter(name -> name.startsWith(PassValues.FIELDS))
                .map(name -> name.substring(PassValues.FIELDS.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isTextual()) {
            Placeholders.forEach(node.textValue(), names::add);
        } else {
            node.forEach(child -> collect(child, names));
        }
    }

    private static void forEachChild(JsonNode node, String path, BiConsumer<JsonNode, String> action) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            action.accept(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            action.accept(node.get(i), path + "[" + i + "]");
        }
    }

    /**
     * The template with a mark for every value that only a pass has.
     *
     * @return a new object, the caller's to change
     */
    public ObjectNode outline() {
        return fill(name -> Optional.of(PassValues.UNKNOWN));
    }

    /**
     * Whether a value is one that only a pass has.
     *
     * @param node a value of {@link #outline()}
     * @return true if it is
     */
    public static boolean isUnknown(JsonNode node) {
        return node.equals(PassValues.UNKNOWN);
    }

    private ObjectNode fill(Function<String, Optional<JsonNode>> values) {
        return (ObjectNode) new TemplateFilling(values).fill(root, "").orElseThrow();
    }
}
