package io.serialpass.http.cli;

import io.serialpass.wallet.apple.doctor.PassJsonRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The rule for the address at which phones reach a server. */
final class WebServiceUrl {

    private static final String EXAMPLE = "; write it as https://passes.example.com";

    private WebServiceUrl() {}

    /**
     * Checks an address.
     *
     * @param text the address
     * @return the address as it stands in passes, without a slash at its end
     * @throws IllegalArgumentException if phones could not use it, with the reason as the end of a sentence
     */
    static String checked(String text) {
        String url = text.replaceAll("/+$", "");
        problem(url).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return url;
    }

    private static Optional<String> problem(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL" + EXAMPLE);
        }
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return Optional.of("is not an https URL" + EXAMPLE);
        }
        if (scheme.equals("http") && !PassJsonRules.isOfThisMachine(url)) {
            return Optional.of("is not an https URL, and phones take http from no host but this machine; put the server"
                    + " behind TLS and use https");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            return Optional.of(
                    "has a query, a fragment or a user, and Wallet puts /v1/... at its end; leave those out");
        }
        if (url.getRawPath().matches(".*/v1")) {
            return Optional.of("ends with /v1, and Wallet adds /v1 by itself; leave it out");
        }
        return Optional.empty();
    }
}
