package io.serialpass.http.web;

import io.serialpass.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Parts of the pages that the server writes.
 *
 * @since 0.1
 */
public final class Html {

    private Html() {}

    /**
     * Makes a text one that can stand between elements and in attributes with double quotes.
     *
     * @param text any text
     * @return the text, with references in place of the characters that mean something in HTML
     */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * Names a style sheet in a Content-Security-Policy, so that a page may use this one and no other.
     *
     * @param css the text of the element {@code style}
     * @return a source of {@code style-src}, as the specification of Content Security Policy has it in 2.3.1
     */
    public static String styleSource(String css) {
        byte[] hash = Sha256.bytes(css.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
