package io.serialpass.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A server in a process of its own with a small heap, and passes with packages to ask it for. */
final class AttackedServer implements AutoCloseable {

    private static final String TOKEN = "the-token-of-the-attacks";
    private static final String TYPE = "pass.com.example.attacked";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path errors;
    private final int port;
    private final List<String> tokens = new ArrayList<>();

    AttackedServer(Path jar, int heapMegabytes, Path directory) throws IOException {
        this.errors = directory.resolve("err");
        Path out = directory.resolve("out");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-jar",
                        jar.toString(),
                        "serve",
                        "--port=0",
                        "--storage=jdbc:sqlite:" + directory.resolve("store.db"),
                        "--api-token=" + TOKEN)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        this.port = MeasuredServer.portIn(out, process);
    }

    int port() {
        return port;
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Issues passes, each with a package of its own. */
    void issue(int count, int packageBytes) throws IOException {
        for (int i = 0; i < count; i++) {
            String pass = "{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"A-" + i + "\"}";
            HttpResponse<String> created = send("POST", "/api/v1.0/passes", "application/json", utf8(pass));
            String after = "\"authenticationToken\":\"";
            int start = created.body().indexOf(after) + after.length();
            tokens.add(created.body().substring(start, created.body().indexOf('"', start)));
            HttpResponse<String> uploaded = send(
                    "PUT",
                    "/api/v1.0/passes/" + TYPE + "/A-" + i + "/package",
                    "application/vnd.apple.pkpass",
                    pkpass("A-" + i, packageBytes));
            if (uploaded.statusCode() != 200) {
                throw new IOException("upload: " + uploaded.statusCode() + " " + uploaded.body());
            }
        }
    }

    /** A phone's request for a package. */
    byte[] fetch(int pass) {
        return utf8("GET /v1/passes/" + TYPE + "/A-" + pass + " HTTP/1.1\r\nHost: x\r\nAuthorization: ApplePass "
                + tokens.get(pass) + "\r\n\r\n");
    }

    private static String passes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + TYPE + "/A-" + i + "\"")
                .collect(Collectors.joining(",", "{\"passes\":[", "]}"));
    }

    /** Asks for the packages of the first passes in one file, and reads it. */
    int bundleStatus(int passes) throws IOException {
        return send("POST", "/api/v1.0/passes/bundle", "application/json", utf8(passes(passes)))
                .statusCode();
    }

    /** An issuer's request for the packages of the first passes in one file. */
    byte[] bundle(int passes) {
        String body = passes(passes);
        return utf8("POST /api/v1.0/passes/bundle HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pkpass(String serialNumber, int bytes) throws IOException {
        byte[] pass = utf8("{\"passTypeIdentifier\":\"" + TYPE + "\",\"serialNumber\":\"" + serialNumber + "\"}");
        byte[] noise = new byte[bytes];
        new Random(serialNumber.hashCode()).nextBytes(noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            add(zip, "pass.json", pass);
            add(zip, "background.png", noise);
            add(
                    zip,
                    "manifest.json",
                    utf8("{\"pass.json\":\"" + sha1(pass) + "\",\"background.png\":\"" + sha1(noise) + "\"}"));
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** How many lines of its log tell of an error of the virtual machine. */
    long virtualMachineErrors() throws IOException {
        try (var lines = Files.lines(errors)) {
            return lines.filter(line -> line.contains("OutOfMemoryError")).count();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
