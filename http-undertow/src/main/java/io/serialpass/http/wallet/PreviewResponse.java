package io.serialpass.http.wallet;

import io.serialpass.http.web.Response;
import io.serialpass.service.PackageFiles;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Pictures of passes over HTTP. */
final class PreviewResponse {

    private PreviewResponse() {}

    private static long bytes(PackageFiles files) {
        return files.match(
                uploaded -> (long) uploaded.pkpass().length,
                made -> made.files().values().stream()
                        .mapToLong(file -> file.length)
                        .sum());
    }

    /** A page holds the files, the longer text that stands for them, and that text's bytes. */
    private static final int COPIES = 4;

    static Response of(
            PassFormat format, PackageFiles files, Optional<Locale> language, Instant now, PackageRoom room) {
        Locale locale = language.orElse(Locale.ENGLISH);
        room.take(COPIES * bytes(files));
        String html = files.match(
                uploaded -> format.draw(uploaded.pkpass(), locale, now),
                made -> format.draw(made.files(), locale, now));
        // What a pass holds may come from anywhere: nothing of it runs, and nothing is fetched for it.
        return Response.bytes("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
                .withHeader("Cache-Control", "private, no-cache");
    }
}
