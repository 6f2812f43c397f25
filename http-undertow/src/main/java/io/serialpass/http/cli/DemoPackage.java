package io.serialpass.http.cli;

import io.serialpass.http.web.Response;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A package of a sample pass: complete but for images and a signature, so that every call has something to show and no
 * phone takes it.
 */
final class DemoPackage {

    private DemoPackage() {}

    static byte[] of(PassId id, AuthenticationToken token, String description) {
        byte[] pass = Response.jsonBytes(json -> {
            json.writeStartObject();
            json.writeNumberField("formatVersion", 1);
            json.writeStringField("passTypeIdentifier", id.passTypeIdentifier().value());
            json.writeStringField("serialNumber", id.serialNumber().value());
            json.writeStringField("teamIdentifier", "A1B2C3D4E5");
            json.writeStringField("organizationName", "Serialpass sample");
            json.writeStringField("description", description);
            json.writeStringField("authenticationToken", token.value());
            json.writeObjectFieldStart("eventTicket");
            json.writeEndObject();
            json.writeEndObject();
        });
        byte[] manifest = Response.jsonBytes(json -> {
            json.writeStartObject();
            json.writeStringField("pass.json", sha1(pass));
            json.writeEndObject();
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "pass.json", pass);
            put(zip, "manifest.json", manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
