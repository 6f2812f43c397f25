package io.serialpass.http.wallet;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Request;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pass that a device asks for, and the token that it shows for it. Whatever is wrong with either has one answer, so
 * that nobody learns from it which passes exist.
 *
 * @param pass the pass
 * @param token the token
 */
record PassAuthorization(PassId pass, AuthenticationToken token) {

    /** The schemes of Wallet, and of the Android wallets that speak its protocol. */
    private static final Set<String> SCHEMES =
            Set.of("applepass", "androidpass", "walletunionpass", "walletunionhmspass");

    /** The token of a pass that was adopted from another server may hold blanks. */
    private static final Pattern WORDS = Pattern.compile("([^ \\t]+)[ \\t]+(.+)");

    /**
     * Reads them from a request.
     *
     * @throws ApiException 401 if there is no token, or no pass can be of this name
     */
    static PassAuthorization of(Request request) {
        String header = request.header("Authorization").strip();
        Matcher words = WORDS.matcher(header);
        Optional<PassId> pass = WalletPath.pass(request);
        if (!words.matches() || !SCHEMES.contains(words.group(1).toLowerCase(Locale.ROOT)) || pass.isEmpty()) {
            throw unauthorized();
        }
        return new PassAuthorization(pass.get(), new AuthenticationToken(words.group(2)));
    }

    static ApiException unauthorized() {
        return new ApiException(
                ErrorCode.UNAUTHORIZED,
                "The pass's authentication token is needed in the header Authorization: ApplePass <token>.",
                Map.of("WWW-Authenticate", "ApplePass"));
    }
}
