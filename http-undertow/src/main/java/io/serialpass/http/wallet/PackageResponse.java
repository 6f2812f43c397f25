package io.serialpass.http.wallet;

import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.service.PackageOfVersion;
import io.serialpass.wallet.PassVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Packages over HTTP, with the conditional requests of RFC 9110. */
final class PackageResponse {

    private static final String PKPASS = "application/vnd.apple.pkpass";

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private PackageResponse() {}

    /**
     * What a request says of the versions that its sender holds: {@code If-None-Match} alone where it is sent, else
     * {@code If-Modified-Since}.
     */
    static Predicate<PassVersion> held(Request request) {
        String tags = request.header("If-None-Match");
        if (!tags.isEmpty()) {
            return version -> Arrays.stream(tags.split(",", -1))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(entityTag(version)));
        }
        Optional<Instant> since = parse(request.header("If-Modified-Since"));
        return version -> since.isPresent() && !since.get().isBefore(version.lastModified());
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

    static Response unmodified(PassVersion version, Instant now) {
        return withVersion(Response.empty(304), version, now);
    }

    private static Response withVersion(Response response, PassVersion version, Instant now) {
        // RFC 9110 forbids a Last-Modified after Date. The earlier one costs a needless 200 later, and never a wrong
        // 304.
        Instant shown = version.lastModified().isAfter(now) ? now : version.lastModified();
        return response.withHeader("Date", format(now))
                .withHeader("Last-Modified", format(shown))
                .withHeader("ETag", entityTag(version))
                .withHeader("Cache-Control", "private, no-cache");
    }

    private static String format(Instant time) {
        return HTTP_DATE.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Reads the forms of a date that RFC 9110 has a recipient accept, but the one with two digits for the year. */
    private static Optional<Instant> parse(String date) {
        try {
            return date.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return parseAsctime(date);
        }
    }

    private static Optional<Instant> parseAsctime(String date) {
        try {
            return Optional.of(LocalDateTime.parse(date, ASCTIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
