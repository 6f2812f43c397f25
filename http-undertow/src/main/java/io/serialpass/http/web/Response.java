package io.serialpass.http.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * An answer. Immutable.
 *
 * @param status the HTTP status
 * @param headers its headers, {@code Content-Type} among them
 * @param body the whole body; empty where {@code stream} is given
 * @param stream writes a body of unknown length
 * @param later what to wait for instead of answering now; then nothing else of this counts
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed: an answer is not worth a copy
public record Response(
        int status, Map<String, String> headers, byte[] body, Optional<BodyWriter> stream, Optional<Later> later) {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Optional<BodyWriter> NO_BODY = Optional.of(out -> {});

    /**
     * An answer that is made now.
     *
     * @param status the HTTP status
     * @param headers its headers, {@code Content-Type} among them
     * @param body the whole body; empty where {@code stream} is given
     * @param stream writes a body of unknown length
     */
    public Response(int status, Map<String, String> headers, byte[] body, Optional<BodyWriter> stream) {
        this(status, headers, body, stream, Optional.empty());
    }

    /**
     * An answer that is made later. No thread waits for it.
     *
     * @param waiting waits for the moment to make it
     * @param then makes it, on a thread that may block; it may have to be made later still
     * @since 0.1
     */
    public record Later(Wait waiting, Supplier<Response> then) {}

    /**
     * Waits for something without a thread.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Wait {
        /**
         * Begins to wait.
         *
         * @param wake to be called once, when the wait is over, on any thread
         * @return ends the wait, since the client has gone
         * @throws ApiException if too many wait
         */
        Runnable begin(Runnable wake);
    }

    /**
     * Writes a body.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface BodyWriter {
        /**
         * Writes the body, on a thread that may block.
         *
         * @param out where to
         * @throws IOException if the client is gone
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes JSON.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface JsonWriter {
        /**
         * Writes one JSON value.
         *
         * @param json where to
         * @throws IOException if the target fails
         */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * An answer in JSON.
     *
     * @param status the HTTP status
     * @param writer writes the body
     * @return the answer
     */
    public static Response json(int status, JsonWriter writer) {
        return new Response(status, Map.of("Content-Type", "application/json"), jsonBytes(writer), Optional.empty());
    }

    /**
     * JSON as bytes.
     *
     * @param writer writes one value
     * @return its UTF-8 bytes
     */
    public static byte[] jsonBytes(JsonWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Valomnia's answer to a deletion, in which {@code success} is a text.
     *
     * @return the answer
     */
    public static Response deleted() {
        return json(200, json -> {
            json.writeStartObject();
            json.writeStringField("success", "true");
            json.writeStringField("success_description", "Instance deleted successfully");
            json.writeEndObject();
        });
    }

    /**
     * An answer without a body.
     *
     * @param status the HTTP status
     * @return the answer
     */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0], Optional.empty());
    }

    /**
     * An answer to HEAD, where the body that GET would have is not at hand.
     *
     * @param contentType its type
     * @param length its length; empty where that is not known
     * @return the answer, with status 200
     */
    public static Response head(String contentType, OptionalLong length) {
        Response response = new Response(
                200, Map.of("Content-Type", contentType), new byte[0], length.isPresent() ? Optional.empty() : NO_BODY);
        return length.isPresent() ? response.withHeader("Content-Length", Long.toString(length.getAsLong())) : response;
    }

    /**
     * An answer of some bytes.
     *
     * @param contentType their type
     * @param bytes the bytes, which are not copied and must not be changed
     * @return the answer, with status 200
     */
    public static Response bytes(String contentType, byte[] bytes) {
        return new Response(200, Map.of("Content-Type", contentType), bytes, Optional.empty());
    }

    /**
     * An answer whose body is written while it is sent.
     *
     * @param contentType its type
     * @param writer writes the body
     * @return the answer, with status 200
     */
    public static Response streaming(String contentType, BodyWriter writer) {
        return new Response(200, Map.of("Content-Type", contentType), new byte[0], Optional.of(writer));
    }

    /**
     * An answer that is made later.
     *
     * @param wait waits for the moment to make it
     * @param then makes it, on a thread that may block
     * @return the answer to come
     */
    public static Response later(Wait wait, Supplier<Response> then) {
        return new Response(0, Map.of(), new byte[0], Optional.empty(), Optional.of(new Later(wait, then)));
    }

    /**
     * The same with one header more.
     *
     * @param name the header
     * @param value its value
     * @return the answer
     */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, stream, later);
    }
}
