package io.serialpass.http.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.server.RequestTrace;
import io.serialpass.http.web.Response;
import io.serialpass.organization.TraceContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/** Writes each line of the log as an object of JSON. */
final class JsonLogEncoder extends LineEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] object = Response.jsonBytes(json -> write(json, event));
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    private static void write(JsonGenerator json, ILoggingEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("thread", event.getThreadName());
        json.writeStringField("message", event.getFormattedMessage());
        Optional<RequestTrace> request = RequestTrace.current();
        if (request.isPresent()) {
            json.writeStringField("requestId", request.get().id());
            Optional<TraceContext> trace = request.get().context();
            if (trace.isPresent()) {
                json.writeStringField("traceId", trace.get().traceId());
            }
        }
        List<KeyValuePair> values = event.getKeyValuePairs();
        if (values != null) {
            for (KeyValuePair pair : values) {
                json.writeFieldName(pair.key);
                json.writePOJO(pair.value);
            }
        }
        if (event.getThrowableProxy() != null) {
            json.writeStringField("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        json.writeEndObject();
    }
}
