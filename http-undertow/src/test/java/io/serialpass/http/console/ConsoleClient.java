package io.serialpass.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.ServerOptions;
import io.serialpass.http.TestServer;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends what a browser sends. */
record ConsoleClient(TestServer server) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    /** Starts a server that makes passes, and has no certificate to sign them. */
    static ConsoleClient start() throws IOException {
        return new ConsoleClient(TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) ->
                        builder.packager(new ApplePassPackager(SigningIdentities.of(), Optional.empty(), clock))));
    }

    String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create(origin() + path)).header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String cookie) throws Exception {
        return send(request(path, cookie));
    }

    HttpRequest.Builder form(String path, String cookie, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return request(path, cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    /** Sends a form as a page of the session does. */
    HttpResponse<String> submit(String path, String cookie, String... fields) throws Exception {
        String[] all = new String[fields.length + 2];
        all[0] = "form-token";
        all[1] = formToken(cookie);
        System.arraycopy(fields, 0, all, 2, fields.length);
        return send(form(path, cookie, all).header("Origin", origin()));
    }

    /** Sends a form with a file as a page of the session does. */
    HttpResponse<String> upload(String path, String cookie, String fileName, byte[] file, String... fields)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "form-token\"", formToken(cookie).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < fields.length; i += 2) {
            part(body, fields[i] + '"', fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        part(body, "file\"; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream", file);
        body.writeBytes("--between--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path, cookie)
                .header("Origin", origin())
                .header("Content-Type", "multipart/form-data; boundary=between")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String nameAndMore, byte[] content) {
        body.writeBytes(("--between\r\nContent-Disposition: form-data; name=\"" + nameAndMore + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> signIn(String token, String next) throws Exception {
        return send(
                form("/console/sign-in", "a=b", "token", token, "next", next).header("Origin", origin()));
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The cookie of a session of a token. */
    String session(String token) throws Exception {
        HttpResponse<String> signedIn = signIn(token, "/console");
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(303);
        return header(signedIn, "Set-Cookie").replaceAll(";.*", "");
    }

    String formToken(String cookie) throws Exception {
        Matcher matcher = FORM_TOKEN.matcher(get("/console", cookie).body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
