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
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.UnmadePackageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The call by which a device enrols the holder of a pass. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PersonalizationHandlers {

    private static final Logger LOGGER = System.getLogger(PersonalizationHandlers.class.getName());

    /** The fields that Wallet tells of a holder: Apple's "Return a Personalized Pass". */
    private static final Set<String> PERSONALIZATION_FIELDS = Set.of(
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
        body.require("requiredPersonalizationInfo");
        Optional<String> token = body.text("personalizationToken", PersonalizationHandlers::token);
        Optional<PassFields> told =
                body.scalars("requiredPersonalizationInfo", PersonalizationHandlers::personalization);
        problems.check();
        PersonalizeOutcome outcome;
        try {
            outcome = WalletPath.pass(request)
                    .map(pass -> service.personalize(pass, token.orElseThrow(), told.orElseThrow()))
                    .orElseGet(PersonalizeOutcome.NothingAsked::new);
        } catch (UnmadePackageException e) {
            LOGGER.log(Level.WARNING, "A personalization was not signed: {0}", e.getMessage());
            throw ApiException.unavailable("There is nothing to sign with now.");
        } catch (IllegalArgumentException e) {
            throw ApiException.value("requiredPersonalizationInfo", String.valueOf(e.getMessage()));
        }
        return outcome.match(
                personalized -> Response.bytes("application/octet-stream", personalized.signature()),
                refused -> {
                    throw ApiException.value("requiredPersonalizationInfo", FindingJson.refusal(refused.findings()));
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

    private static PassFields personalization(Map<String, Object> told) {
        Map<String, Object> known = new LinkedHashMap<>(told);
        known.keySet().retainAll(PERSONALIZATION_FIELDS);
        return PassJson.fields(known);
    }
}
