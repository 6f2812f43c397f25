package io.serialpass.http.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.serialpass.http.server.RequestTrace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Writes lines of the log for people: when, how grave, who says what, and of which request. */
final class TextLogEncoder extends LineEncoder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final int LEVEL_WIDTH = 5;

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))).append(' ');
        String level = event.getLevel().toString();
        line.append(level).append(" ".repeat(Math.max(1, LEVEL_WIDTH + 1 - level.length())));
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
        line.append(event.getFormattedMessage());
        List<KeyValuePair> values = event.getKeyValuePairs();
        if (values != null) {
            values.forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
        }
        RequestTrace.current()
                .ifPresent(request ->
                        line.append(" (request ").append(request.id()).append(')'));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}
