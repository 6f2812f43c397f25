package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.service.PersonalizationService;
import io.serialpass.service.PersonalizeOutcome;
import io.serialpass.wallet.UnmadePackageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The call by which a device enrols the holder of a pass. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PersonalizationHandlers {

    private static final Logger LOGGER = System.getLogger(PersonalizationHandlers.class.getName());

    private static final String INFO = "requiredPersonalizationInfo";

    /** The fields that Wallet tells of a holder: Apple's "Return a Personalized Pass". */
    private static final List<String> PERSONALIZATION_FIELDS = List.of(
            "fullName", "givenName", "familyName", "emailAddress", "postalCode", "ISOCountryCode", "phoneNumber");

    /**
     * The form of a token. Whoever asks gets a signature of it, so that it must not be what a signature of this certificate
     * means something for, which a manifest is.
     */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_.:~-]{1,1024}");

    private final PersonalizationService service;
    private final RateLimiter calls;

    /**
     * Makes the handlers.
     *
     * @param service the service that they call
     * @param calls limits the calls of each client, since anybody may make them
     */
    public PersonalizationHandlers(PersonalizationService service, RateLimiter calls) {
        this.service = service;
        this.calls = calls;
    }

    /**
     * The call.
     *
     * @return its route
     */
    public List<Route> routes() {
        return List.of(new Route(
                "POST",
                "/v1/passes" + WalletPath.PASS_OF_DEVICE + "/personalize",
                Access.ANYONE,
                BodyKind.DEVICE,
                this::personalize));
    }

    /**
     * Wallet sends no header {@code Authorization} here: Apple's page of the call has none. So which passes exist is not told
     * otherwise: a pass that is unknown, one of a type that asks for nothing and one whose holder has told already have one answer.
     */
    private Response personalize(Request request) {
        if (!calls.allows(request.client())) {
            throw ApiException.tooMany("personalizations");
        }
        Problems problems = new Problems();
        JsonBody body = JsonBody.parseLeniently(request.body().bytes(), problems);
        body.require("personalizationToken");
        body.require(INFO);
        Optional<String> token = body.text("personalizationToken", PersonalizationHandlers::token);
        Map<String, Object> told =
                body.fields(INFO).map(info -> texts(info, problems)).orElse(Map.of());
        problems.check();
        PersonalizeOutcome outcome;
        try {
            outcome = WalletPath.pass(request)
                    .map(pass -> service.personalize(pass, token.orElseThrow(), PassJson.fields(told)))
                    .orElseGet(PersonalizeOutcome.NothingAsked::new);
        } catch (UnmadePackageException e) {
            LOGGER.log(Level.WARNING, "A personalization was not signed: {0}", e.getMessage());
            throw ApiException.unavailable("There is nothing to sign with now.");
        } catch (IllegalArgumentException e) {
            throw ApiException.value(INFO, String.valueOf(e.getMessage()));
        }
        return outcome.match(
                personalized -> Response.bytes("application/octet-stream", personalized.signature()),
                incomplete -> {
                    throw ApiException.value(INFO, "must have " + written(incomplete.missing()));
                },
                refused -> {
                    throw ApiException.value(INFO, FindingJson.refusal(refused.findings()));
                },
                nothingAsked -> {
                    throw new ApiException(ErrorCode.NOT_FOUND, "There is nothing to personalize.");
                });
    }

    private static String token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 1024 of A-Z a-z 0-9 + / = _ . : ~ -");
        }
        return text;
    }

    /** Wallet sends texts. A key that is not known is passed over, so that a later Wallet may send more. */
    private static Map<String, Object> texts(JsonBody info, Problems problems) {
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String name : PERSONALIZATION_FIELDS) {
            info.text(name, Function.identity()).ifPresent(text -> texts.put(name, text));
            if (info.has(name) && !info.hasValue(name)) {
                problems.type(INFO + "." + name);
            }
        }
        return texts;
    }

    private static String written(List<List<String>> missing) {
        return missing.stream().map(names -> String.join(" or ", names)).collect(Collectors.joining(", and "));
    }
}
