package io.serialpass.http.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of the server as a table in Markdown. It is made of the same texts as the help. */
final class OptionTable {

    /** What the help says, the default, and how the variable takes it. */
    private static final Pattern DESCRIPTION =
            Pattern.compile("(.*?)(?: Default: (.*?))? ?\\(env: SERIALPASS_[A-Z_]+(?:, (.*?))?\\)");

    private OptionTable() {}

    /** Makes the table. */
    static String markdown() {
        return Setting.ofServer(Main.commandLine()).stream()
                .map(OptionTable::row)
                .collect(Collectors.joining("\n", "| option | variable | default | |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(Setting setting) {
        String text = String.join(" ", setting.option().description());
        Matcher parts = DESCRIPTION.matcher(text);
        boolean isShaped = parts.matches();
        String what = isShaped ? parts.group(1) : text;
        String usual = isShaped && parts.group(2) != null ? parts.group(2) : "none";
        return "| `--" + setting.key() + "` | `" + setting.variable() + "` | " + escaped(usual) + " | " + escaped(what)
                + " |";
    }

    private static String escaped(String text) {
        return text.strip().replace("|", "\\|");
    }
}
