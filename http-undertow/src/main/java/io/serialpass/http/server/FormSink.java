package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Request;
import io.serialpass.wallet.PackageRoom;
import io.undertow.connector.ByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a form with a file, as browsers send it (RFC 7578): its fields into memory, and its file into a file of this process. */
final class FormSink implements BodySink {

    /** The most bytes of all fields together. A longer text comes as a file. */
    private static final int MOST_FIELD_BYTES = 256 << 10;

    /** The memory that a part takes beside its name and its value. */
    private static final int PART_BYTES = 100;

    /** The parser keeps the headers of a part in memory until they end. */
    private static final int MOST_HEADER_BYTES = 16 << 10;

    private final PackageRoom room;
    private final FileSink file;
    private final MultipartParser.ParseState parser;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private int fieldBytes;
    private int unusedBytes;
    private boolean hasFile;
    private String fileName = "";

    /**
     * Makes a sink.
     *
     * @param room is asked before memory is taken
     * @param pool lends the parser memory for parts in Base64
     * @param contentType the header of the body, which says what stands between its parts
     * @throws ApiException 400 if it does not
     */
    FormSink(PackageRoom room, ByteBufferPool pool, String contentType) {
        this.room = room;
        this.file = new FileSink(room);
        String boundary = Headers.extractQuotedValueFromHeader(contentType, "boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw invalid("its Content-Type names no boundary");
        }
        room.take(MOST_HEADER_BYTES);
        this.parser = MultipartParser.beginParse(
                pool, new Parts(), boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8.name());
    }

    private static ApiException invalid(String why) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, "The form is not validly encoded: " + why + ".");
    }

    @Override
    public void take(byte[] bytes) {
        unusedBytes += bytes.length;
        try {
            parser.parse(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw invalid("its parts cannot be told apart");
        }
        if (unusedBytes > MOST_HEADER_BYTES + HttpListener.BUFFER_BYTES) {
            throw invalid("the headers of a part are too long");
        }
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Request.Body finish() {
        if (!parser.isComplete()) {
            throw invalid("its end is missing");
        }
        return new Request.Body(
                new byte[0], file.finish().file(), Optional.of(new Request.FileForm(Map.copyOf(fields), fileName)));
    }

    @Override
    public void release() {
        file.release();
    }

    /** Takes the parts, one after the other. */
    private final class Parts implements MultipartParser.PartHandler {

        private String name = "";
        private boolean isFile;
        private ByteArrayOutputStream value = new ByteArrayOutputStream();

        @Override
        public void beginPart(HeaderMap headers) {
            unusedBytes = 0;
            String disposition = Optional.ofNullable(headers.getFirst(Headers.CONTENT_DISPOSITION))
                    .orElse("");
            name = Optional.ofNullable(Headers.extractQuotedValueFromHeader(disposition, "name"))
                    .orElse("");
            Optional<String> ofFile =
                    Optional.ofNullable(Headers.extractQuotedValueFromHeaderWithEncoding(disposition, "filename"));
            isFile = ofFile.isPresent();
            count(PART_BYTES + name.length());
            value = new ByteArrayOutputStream();
            // A browser sends a file without a name where none was chosen.
            if (ofFile.isPresent() && !ofFile.get().isEmpty()) {
                if (hasFile) {
                    throw invalid("it has more than one file");
                }
                hasFile = true;
                fileName = ofFile.get();
            }
        }

        @Override
        public void data(ByteBuffer buffer) {
            unusedBytes = 0;
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            if (isFile) {
                file.take(bytes);
                return;
            }
            count(bytes.length);
            value.writeBytes(bytes);
        }

        private void count(int bytes) {
            room.take(2L * bytes);
            fieldBytes += bytes;
            if (fieldBytes > MOST_FIELD_BYTES) {
                throw new ApiException(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "The fields of the form are over the limit of " + MOST_FIELD_BYTES
                                + " bytes. Send a longer text as a file. Nothing was done.");
            }
        }

        @Override
        public void endPart() {
            unusedBytes = 0;
            if (!isFile) {
                fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
