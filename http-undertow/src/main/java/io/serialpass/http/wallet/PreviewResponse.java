package io.serialpass.http.wallet;

import io.serialpass.http.web.Html;
import io.serialpass.http.web.Response;
import io.serialpass.service.PackageFiles;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassPhone;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Pictures of passes over HTTP.
 *
 * @since 0.1
 */
public final class PreviewResponse {

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

    /**
     * Draws a pass.
     *
     * @param format knows how
     * @param files the files of its package
     * @param phone the phone that it is drawn for
     * @param now the time that relative dates are counted from
     * @param room is asked for memory before anything is drawn
     * @return a page that fetches nothing and runs nothing, and that pages of this server may frame
     * @throws io.serialpass.wallet.UnmadePackageException if the package cannot be read
     */
    public static Response of(PassFormat format, PackageFiles files, PassPhone phone, Instant now, PackageRoom room) {
        return page(html(format, files, phone, now, room));
    }

    /** The page alone. */
    static String html(PassFormat format, PackageFiles files, PassPhone phone, Instant now, PackageRoom room) {
        room.take(COPIES * bytes(files));
        return files.match(
                uploaded -> format.draw(uploaded.pkpass(), phone, now), made -> format.draw(made.files(), phone, now));
    }

    /**
     * Says why a pass cannot be drawn, in its place.
     *
     * @param sentence the reason
     * @return a page of the same kind
     */
    public static Response ofSentence(String sentence) {
        return page(
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
                        + "<title>" + Html.escaped(sentence) + "</title></head><body><p dir=\"auto\">"
                        + Html.escaped(sentence)
                        + "</p></body></html>");
    }

    private static Response page(String html) {
        // What a pass holds may come from anywhere: nothing of it runs, and nothing is fetched for it.
        return Response.bytes("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action"
                                + " 'none'; frame-ancestors 'self'")
                .withHeader("Cache-Control", "private, no-cache");
    }
}
