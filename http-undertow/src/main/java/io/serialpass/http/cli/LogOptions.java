package io.serialpass.http.cli;

import ch.qos.logback.classic.Level;
import io.serialpass.http.ServerOptions;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the log. */
final class LogOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "${env:SERIALPASS_LOG_LEVEL:-info}",
            description = "What is logged to standard error: error, warn, info, debug or trace. Default: info"
                    + " (env: SERIALPASS_LOG_LEVEL)")
    private String level;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "${env:SERIALPASS_LOG_FORMAT:-text}",
            description =
                    "How lines of the log look: text for people, json for programs that collect logs. Default: text"
                            + " (env: SERIALPASS_LOG_FORMAT)")
    private LogFormat format;

    @Option(
            names = "--access-log",
            negatable = true,
            fallbackValue = "true",
            defaultValue = "${env:SERIALPASS_ACCESS_LOG:-false}",
            description =
                    "Whether the log has a line for each request: the template of its call, the status, the bytes, the"
                            + " microseconds and the organization, but neither its path nor anything secret. Default: false"
                            + " (env: SERIALPASS_ACCESS_LOG, true or false)")
    private boolean access;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    LogOptions() {}

    /** Has the log look as the options say. */
    void use() {
        LogSetup.use(level(), format);
    }

    /**
     * The level that is asked for.
     *
     * @throws ParameterException if there is no such level
     */
    Level level() {
        Level known = Level.toLevel(level.toUpperCase(Locale.ROOT), null);
        if (known == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--log-level': it must be error, warn, info, debug or trace");
        }
        return known;
    }

    /** The same options with an access log, if one is wanted. */
    ServerOptions applied(ServerOptions options) {
        return access ? options.withAccessLog(new AccessLines()) : options;
    }
}
