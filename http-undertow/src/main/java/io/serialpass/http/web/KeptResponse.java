package io.serialpass.http.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The form in which an answer is kept to be given again: status, headers and body, compressed. */
final class KeptResponse {

    private KeptResponse() {}

    /** Writes an answer whose body is whole. The fast compression, since other writers wait meanwhile. */
    static byte[] write(Response response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            out.writeShort(response.status());
            out.writeShort(response.headers().size());
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #write} wrote. */
    static Response read(byte[] kept) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(kept)))) {
            int status = in.readShort();
            Map<String, String> headers = new LinkedHashMap<>();
            for (int left = in.readShort(); left > 0; left--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new Response(status, headers, in.readAllBytes(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that was kept cannot be read", e);
        }
    }
}
