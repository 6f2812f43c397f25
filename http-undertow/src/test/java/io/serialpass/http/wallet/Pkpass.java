package io.serialpass.http.wallet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packages of passes, signed by nobody. */
public final class Pkpass {

    private static final String CONTENT = "content.txt";

    private Pkpass() {}

    public static byte[] of(String type, String serialNumber, String content) {
        String pass = new ObjectMapper()
                .createObjectNode()
                .put("passTypeIdentifier", type)
                .put("serialNumber", serialNumber)
                .toString();
        String manifest = "{\"pass.json\":\"" + sha1(pass) + "\",\"" + CONTENT + "\":\"" + sha1(content) + "\"}";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "pass.json", pass);
            put(zip, CONTENT, content);
            put(zip, "manifest.json", manifest);
            put(zip, "signature", "none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A package of a pass.json alone. */
    public static byte[] ofJson(String pass) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "pass.json", pass);
            put(zip, "manifest.json", "{\"pass.json\":\"" + sha1(pass) + "\"}");
            put(zip, "signature", "none");
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

    /** The content that {@link #of} was given; of a package that was made here, its pass.json. */
    public static String contentOf(byte[] pkpass) {
        String content = file(pkpass, CONTENT);
        return content.isEmpty() ? file(pkpass, "pass.json") : content;
    }

    private static String file(byte[] pkpass, String name) {
        try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(pkpass))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "";
    }
}
