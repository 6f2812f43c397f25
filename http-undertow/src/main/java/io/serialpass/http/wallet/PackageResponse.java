package io.serialpass.http.wallet;

import io.serialpass.http.web.HttpDate;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;

/** Packages over HTTP, with the conditional requests of RFC 9110. */
final class PackageResponse {

    private static final String PKPASS = "application/vnd.apple.pkpass";

    private PackageResponse() {}

    /**
     * Reads which versions the sender of a request holds: {@code If-None-Match} alone where it is sent, else
     * {@code If-Modified-Since}.
     */
    static Predicate<PassVersion> held(Request request) {
        String tags = request.header("If-None-Match");
        if (!tags.isEmpty()) {
            return version -> Arrays.stream(tags.split(",", -1))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(entityTag(version)));
        }
        String date = request.header("If-Modified-Since");
        return version -> !date.isEmpty()
                && (date.equals(HttpDate.format(version.lastModified()))
                        || HttpDate.parse(date)
                                .filter(since -> !since.isBefore(version.lastModified()))
                                .isPresent());
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String entityTag(PassVersion version) {
        return "\"" + version.tag() + "\"";
    }

    static Response whole(PackageOfVersion content, Instant now) {
        return withVersion(Response.bytes(PKPASS, content.pkpass()), content.version(), now);
    }

    static Response head(PackageHead head, Instant now) {
        return withVersion(Response.head(PKPASS, head.length()), head.version(), now);
    }

    static Response unmodified(PassVersion version, Instant now) {
        return withVersion(Response.empty(304), version, now);
    }

    private static Response withVersion(Response response, PassVersion version, Instant now) {
        // RFC 9110 forbids a Last-Modified after Date. The earlier one costs a needless 200 later, and never a wrong
        // 304.
        Instant shown = version.lastModified().isAfter(now) ? now : version.lastModified();
        return response.withHeader("Date", HttpDate.format(now))
                .withHeader("Last-Modified", HttpDate.format(shown))
                .withHeader("ETag", entityTag(version))
                .withHeader("Cache-Control", "private, no-cache");
    }
}
