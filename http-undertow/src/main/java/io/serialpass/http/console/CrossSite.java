package io.serialpass.http.console;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Request;
import java.net.URI;
import java.util.Locale;

/**
 * Refuses what another site has a browser send. A browser says in {@code Sec-Fetch-Site} whether a page of this server sent the
 * form; one that does not is asked for {@code Origin}, which must be the host that was called. This is the rule of Go's
 * {@code net/http.CrossOriginProtection}; here, whoever sends neither header is refused as well.
 */
final class CrossSite {

    private static final String HTTPS = "https://";

    private CrossSite() {}

    /**
     * Lets a form pass that a page of this server sent.
     *
     * @throws ApiException 403 if it did not
     */
    static void require(Request request) {
        String site = request.header("Sec-Fetch-Site");
        boolean isOurs = site.isEmpty() ? isSameHost(request) : site.equals("same-origin");
        if (!isOurs) {
            throw refusal();
        }
    }

    static ApiException refusal() {
        return new ApiException(
                ErrorCode.FORBIDDEN,
                "The form did not come from a page of this session. Nothing was done. Open the page again and repeat it.");
    }

    private static boolean isSameHost(Request request) {
        try {
            String authority = URI.create(request.header("Origin")).getAuthority();
            return authority != null && authority.equalsIgnoreCase(request.header("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the browser that sent a form speaks TLS, with this server or with a proxy in front of it. */
    static boolean isOverTls(Request request) {
        return request.header("Origin").toLowerCase(Locale.ROOT).startsWith(HTTPS);
    }
}
