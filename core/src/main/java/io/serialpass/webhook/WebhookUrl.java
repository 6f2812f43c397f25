package io.serialpass.webhook;

import io.serialpass.text.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a receiver. It is one of {@code https}, or of {@code http} on the machine itself, for trials. Which addresses the
 * host's name has is not looked at here: that is looked at each time a message is sent.
 *
 * @param value a URL of 1 to {@value #LONGEST} visible ASCII characters, with a host and without user and fragment
 * @since 0.1
 */
public record WebhookUrl(String value) {

    /** The most characters. */
    public static final int LONGEST = 2_048;

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");

    private static final Pattern LOOPBACK_FOUR = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private static final int GREATEST_PORT = 65_535;

    /**
     * Checks the address.
     *
     * @param value a URL
     * @throws IllegalArgumentException if it breaks a rule; the message says which, as the end of a sentence that begins with the
     *     name of the field
     */
    public WebhookUrl {
        check(parse(Texts.requireVisibleAscii(value, 1, LONGEST)));
    }

    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            // Not the message of the exception: it shows the whole URL, and one may hold a password.
            throw new IllegalArgumentException("must be a URL such as https://example.com/hook", e);
        }
    }

    private static void check(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("must be a URL that begins with https://");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new IllegalArgumentException(
                    "must not hold a user name or password: the receiver knows the sender by the signature");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("must name a host, such as example.com in https://example.com/hook");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must not hold a fragment, which begins with #");
        }
        if (uri.getPort() == 0 || uri.getPort() > GREATEST_PORT) {
            throw new IllegalArgumentException("must have a port of 1 to " + GREATEST_PORT);
        }
        if (scheme.equals("http") && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "must begin with https://; http:// is only for receivers on the machine itself, such as"
                            + " http://localhost:9000/");
        }
    }

    private static boolean isLoopback(String host) {
        String folded = Texts.foldAsciiCase(host);
        return LOOPBACK_NAMES.contains(folded) || LOOPBACK_FOUR.matcher(folded).matches();
    }

    /**
     * The address as Java reads it.
     *
     * @return the URI, with a host
     */
    public URI toUri() {
        return URI.create(value);
    }

    /**
     * The host, without the brackets of an IPv6 address.
     *
     * @return its name or address
     */
    public String host() {
        String host = toUri().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Whether the messages go unencrypted, to the machine itself.
     *
     * @return true for {@code http}
     */
    public boolean isPlain() {
        return toUri().getScheme().equalsIgnoreCase("http");
    }
}
