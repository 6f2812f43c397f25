package io.serialpass.simulator;

import io.serialpass.wallet.PassId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages of passes, signed by nobody. */
public final class Pkpass {

    private Pkpass() {}

    public static byte[] of(PassId pass, String token, String content) {
        String json = "{\"passTypeIdentifier\":\"" + pass.passTypeIdentifier().value() + "\",\"serialNumber\":\""
                + pass.serialNumber().value() + "\",\"authenticationToken\":\"" + token
                + "\",\"webServiceURL\":\"https://passes.example.com/wallet/\",\"description\":\"" + content + "\"}";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "icon.png", "no picture");
            put(zip, "pass.json", json);
            put(
                    zip,
                    "manifest.json",
                    "{\"icon.png\":\"" + sha1("no picture") + "\",\"pass.json\":\"" + sha1(json) + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
