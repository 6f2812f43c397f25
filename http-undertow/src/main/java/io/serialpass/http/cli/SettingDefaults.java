package io.serialpass.http.cli;

import io.serialpass.http.cli.GivenTexts.UnreadableTextException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Gives an option that is not on the command line the value of its environment variable, else that of the configuration file. */
final class SettingDefaults implements IDefaultValueProvider {

    private final ConfigurationFile file;

    SettingDefaults(ConfigurationFile file) {
        this.file = file;
    }

    ConfigurationFile file() {
        return file;
    }

    /** The value; null where the usual one counts. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        Optional<Setting> setting = Setting.of(option);
        return setting.flatMap(found -> inEnvironment(found).or(() -> file.value(found)))
                .orElse(null);
    }

    /** The variable's text as it was given, also where the JVM read another one. */
    private static Optional<String> inEnvironment(Setting setting) {
        try {
            return GivenTexts.variable(setting.variable());
        } catch (UnreadableTextException e) {
            throw new ParameterException(setting.option().command().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
