package io.serialpass.http.cli;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * An option that can also be set by an environment variable, or in the configuration file. Immutable.
 *
 * @param option the option
 * @param key its name in the file
 * @param variable its name in the environment
 * @param usual the text that counts where nothing sets it; empty for none
 */
record Setting(OptionSpec option, String key, String variable, String usual) {

    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{env:(SERIALPASS_[A-Z_]+)(?::-(.*))?}");

    /** What is secret must neither be shown nor stand in a file beside what is not. */
    private static final String SECRET = "api-token";

    /** The password in the URL of a database. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)((?:password|passwd|pwd)=)[^&;]*|(//[^/@:]*:)[^/@]*(?=@)");

    /** The settings of a command, in the order of its help. */
    static List<Setting> of(CommandSpec command) {
        return command.options().stream().flatMap(option -> of(option).stream()).toList();
    }

    /** The settings of the server, which are all that there are. */
    static List<Setting> ofServer(CommandLine program) {
        return of(Objects.requireNonNull(program.getSubcommands().get("serve")).getCommandSpec());
    }

    static Optional<Setting> of(OptionSpec option) {
        if (!(option.userObject() instanceof AnnotatedElement field) || !field.isAnnotationPresent(Option.class)) {
            return Optional.empty();
        }
        Matcher given =
                FROM_ENVIRONMENT.matcher(field.getAnnotation(Option.class).defaultValue());
        if (!given.matches()) {
            return Optional.empty();
        }
        String key = option.longestName().replaceFirst("^--(no-)?", "");
        return Optional.of(new Setting(
                option, key, given.group(1), Optional.ofNullable(given.group(2)).orElse("")));
    }

    boolean isSecret() {
        return key.equals(SECRET);
    }

    /** Whether a value holds a password beside what is no secret. */
    static boolean hasPassword(String value) {
        return PASSWORD.matcher(value).find();
    }

    /** A value as it may be shown. */
    String shown(String value) {
        return isSecret() && !value.isEmpty()
                ? "(not shown)"
                : PASSWORD.matcher(value).replaceAll("$1$2***");
    }
}
