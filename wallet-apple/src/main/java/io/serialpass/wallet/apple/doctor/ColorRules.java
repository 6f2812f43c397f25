package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassColor;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the colours of a pass. */
final class ColorRules {

    /** WCAG 2 asks for 4.5; under this nobody reads a text. */
    private static final double LEAST_CONTRAST = 2;

    private ColorRules() {}

    static void check(ObjectNode pass, Findings findings) {
        for (String key :
                List.of("backgroundColor", "foregroundColor", "labelColor", "stripColor", "footerBackgroundColor")) {
            color(pass, key)
                    .filter(color -> !color.documented())
                    .ifPresent(color -> findings.warning(
                            key,
                            "Phones draw " + Shown.text(pass.path(key).textValue())
                                    + ", and Apple documents rgb(...) alone.",
                            "Write " + color + "."));
        }
        Optional<PassColor> background = color(pass, "backgroundColor");
        for (String key : List.of("foregroundColor", "labelColor")) {
            background
                    .flatMap(below -> color(pass, key).map(below::contrast))
                    .filter(contrast -> contrast < LEAST_CONTRAST)
                    .ifPresent(contrast -> findings.warning(
                            key,
                            "On the backgroundColor nobody can read it: the contrast is "
                                    + String.format(Locale.ROOT, "%.1f", contrast) + ".",
                            "Use two colours whose contrast is 4.5 or more."));
        }
    }

    private static Optional<PassColor> color(ObjectNode pass, String key) {
        return Optional.ofNullable(pass.get(key))
                .filter(value -> value.isTextual() && !PassTemplate.isUnknown(value))
                .flatMap(value -> PassColor.parse(value.textValue()));
    }
}
