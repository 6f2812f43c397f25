package io.serialpass.http.wallet;

import io.serialpass.http.web.HttpDate;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Packages over HTTP, with the conditional requests of RFC 9110.
 *
 * @since 0.1
 */
public final class PackageResponse {

    private static final String PKPASS = "application/vnd.apple.pkpass";
    private static final String BUNDLE = "application/vnd.apple.pkpasses";

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

    /**
     * Gives a package.
     *
     * @param content the version and the bytes
     * @param now the time of the answer, in whole seconds
     * @return the answer, with status 200
     */
    public static Response whole(PackageOfVersion content, Instant now) {
        return withVersion(Response.bytes(PKPASS, content.pkpass()), content.version(), now);
    }

    /**
     * Describes a package.
     *
     * @param head the version, and the length where it is known
     * @param now the time of the answer, in whole seconds
     * @return the answer to HEAD, with status 200
     */
    public static Response head(PackageHead head, Instant now) {
        return withVersion(Response.head(PKPASS, head.length()), head.version(), now);
    }

    /**
     * Gives several packages in one file.
     *
     * @param format puts them together
     * @param packages the bytes of 1 or more packages
     * @param room is asked for memory before they are put together
     * @return the answer, with status 200
     * @throws IllegalArgumentException if they are too many or too large together
     */
    public static Response bundle(PassFormat format, List<byte[]> packages, PackageRoom room) {
        // The archive grows in one array, and is handed out as another.
        room.take(2 * packages.stream().mapToLong(pkpass -> pkpass.length).sum());
        return Response.bytes(BUNDLE, format.bundle(packages));
    }

    /**
     * Describes several packages in one file, whose length is known only when it is made.
     *
     * @return the answer to HEAD, with status 200
     */
    public static Response bundleHead() {
        return Response.head(BUNDLE, OptionalLong.empty());
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
