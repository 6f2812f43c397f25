package io.serialpass.http.console;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Resources;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.text.Sha256;
import io.serialpass.turn.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A file that pages load. Its address has the hash of its content, so that browsers keep it for a year. */
enum Asset {
    STYLE("console.css", "text/css; charset=utf-8"),
    ICON("console.svg", "image/svg+xml"),
    DRAFT_SCRIPT("draft.js", "text/javascript; charset=utf-8");

    private static final int HASH_LENGTH = 16;

    private final String contentType;
    private final byte[] content;
    private final String path;

    Asset(String file, String contentType) {
        this.contentType = contentType;
        this.content = Resources.read(Asset.class, file);
        this.path = Site.ROOT + "/assets/" + Sha256.hex(content).substring(0, HASH_LENGTH) + "/" + file;
    }

    /** The address of the file on this server. */
    String path() {
        return path;
    }

    static List<Route> routes() {
        return Arrays.stream(values())
                .map(asset -> Route.get(
                        asset.path, Access.ANYONE, Optional.of(Share.ADMINISTRATION), request -> asset.answer()))
                .toList();
    }

    private Response answer() {
        return Response.bytes(contentType, content).withHeader("Cache-Control", "public, max-age=31536000, immutable");
    }
}
