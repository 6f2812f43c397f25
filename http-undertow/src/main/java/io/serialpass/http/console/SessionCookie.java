package io.serialpass.http.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookie that holds the secret of a session. Scripts cannot read it, and no other site can have it sent. */
final class SessionCookie {

    private static final String NAME = "serialpass_console";

    private SessionCookie() {}

    /** The secret in the headers {@code Cookie} of a request. */
    static Optional<String> read(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .findFirst();
    }

    /**
     * The header {@code Set-Cookie} of a session that begins.
     *
     * @param secret the secret of the session
     * @param isSecure whether the browser speaks TLS, with this server or with a proxy in front of it
     */
    static String begin(String secret, boolean isSecure) {
        return cookie(secret, isSecure) + "; Max-Age=" + Sessions.LONGEST.toSeconds();
    }

    /** The header {@code Set-Cookie} of a session that ends. */
    static String end(boolean isSecure) {
        return cookie("", isSecure) + "; Max-Age=0";
    }

    private static String cookie(String secret, boolean isSecure) {
        return NAME + "=" + secret + "; Path=" + Site.ROOT + "; HttpOnly; SameSite=Strict"
                + (isSecure ? "; Secure" : "");
    }
}
