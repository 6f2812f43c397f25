package io.serialpass.http.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is logged, and where. Logback finds it by its service file. A program sets up its log faster than it reads a file of
 * XML, which counts where the whole program takes a second. The property {@code logback.configurationFile} takes its place.
 *
 * @since 0.1
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String OTHER_FILE = "logback.configurationFile";
    private static final String APPENDER = "stderr";

    /** Libraries that tell more than who runs a server wants to know. */
    private static final Map<String, Level> LIBRARIES = Map.of(
            "org.flywaydb", Level.WARN,
            // It logs each connection that ends. The store says once what keeps it from being worked with.
            "com.zaxxer.hikari", Level.ERROR,
            "org.xnio", Level.WARN,
            "org.jboss.threads", Level.WARN,
            "io.undertow", Level.WARN,
            "io.netty", Level.WARN,
            // It may log push tokens. What went wrong with a push is in its answer.
            "com.eatthepath.pushy", Level.OFF);

    /** Made by Logback. */
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(OTHER_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(
                Optional.ofNullable(System.getenv("SERIALPASS_LOG_LEVEL")).orElse(""), Level.INFO));
        root.addAppender(standardError(context, new TextLogEncoder()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Logs as the options of a command say from now on. Where the property {@code logback.configurationFile} is given, that file counts.
     *
     * @param level what is logged
     * @param format how lines look
     */
    static void use(Level level, LogFormat format) {
        if (System.getProperty(OTHER_FILE) != null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        if (format == LogFormat.JSON) {
            root.detachAppender(APPENDER);
            root.addAppender(standardError(context, new JsonLogEncoder()));
        }
    }

    /** Standard output is for what was asked for. */
    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setTarget("System.err");
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
