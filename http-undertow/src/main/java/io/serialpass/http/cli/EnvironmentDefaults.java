package io.serialpass.http.cli;

import io.serialpass.http.cli.GivenTexts.UnreadableTextException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Gives an option that reads an environment variable the variable's text as it was given, where the JVM read another one. */
final class EnvironmentDefaults implements IDefaultValueProvider {

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String variable = "SERIALPASS_"
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
        String read = System.getenv(variable);
        if (read == null || !read.equals(option.defaultValue())) {
            return null;
        }
        try {
            return GivenTexts.variable(variable)
                    .filter(given -> !given.equals(read))
                    .orElse(null);
        } catch (UnreadableTextException e) {
            throw new ParameterException(option.command().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
