package io.serialpass.wallet.apple.preview;

/** Writes HTML. Texts of a pass go only through {@link #text}. For one thread. */
final class Html {

    private final StringBuilder out = new StringBuilder(16 * 1024);

    /** Markup of this program. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /** A text from anywhere. */
    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** Opens a {@code div} of a class. */
    Html open(String cssClass) {
        out.append("<div class=\"").append(cssClass).append("\">");
        return this;
    }

    Html close() {
        out.append("</div>\n");
        return this;
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
