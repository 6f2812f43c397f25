package io.serialpass.http.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Shows the settings that {@code serve} would have, and where each comes from. */
@Command(
        name = "config",
        description =
                "Shows what 'serve' would do with the same options: each setting, its value, and where that comes from. An"
                        + " option counts first, then the environment, then the file of --config. No secret is shown.",
        sortOptions = false)
final class ConfigCommand extends ServeCommand {

    @Override
    public Integer call() {
        check();
        CommandSpec spec = spec();
        ConfigurationFile file = Main.configuration(spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        for (Setting setting : Setting.of(spec)) {
            String source;
            String value;
            if (spec.commandLine().getParseResult().hasMatchedOption(setting.option())) {
                source = "option";
                value = given(setting.option());
            } else if (GivenTexts.variable(setting.variable()).isPresent()) {
                source = setting.variable();
                value = GivenTexts.variable(setting.variable()).orElseThrow();
            } else if (file.value(setting).isPresent()) {
                source = file.file().map(Object::toString).orElseThrow();
                value = file.value(setting).orElseThrow();
            } else {
                source = "default";
                value = setting.usual();
            }
            out.printf("%-24s %-40s %s%n", setting.key(), value.isEmpty() ? "-" : setting.shown(value), source);
        }
        out.flush();
        return 0;
    }

    private static String given(OptionSpec option) {
        return option.type() == boolean.class
                ? String.valueOf(option.<Object>getValue())
                : String.join(",", option.originalStringValues());
    }
}
