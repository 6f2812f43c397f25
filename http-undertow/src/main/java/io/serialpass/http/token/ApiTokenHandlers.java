package io.serialpass.http.token;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.ExpirationErrors;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.organization.Role;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ApiTokenService;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calls of API tokens. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApiTokenHandlers {

    private static final String WORDS = "token";

    private final ApiTokenService tokens;

    /**
     * Makes the handlers.
     *
     * @param tokens the service that they call
     */
    public ApiTokenHandlers(ApiTokenService tokens) {
        this.tokens = tokens;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = ApiTokenJson.TOKENS;
        String one = all + "/{id}";
        return List.of(
                new Route("GET", all, Access.ADMINISTRATOR, BodyKind.NONE, this::list),
                new Route("POST", all, Access.ADMINISTRATOR, BodyKind.JSON, this::create),
                new Route("GET", one, Access.ADMINISTRATOR, BodyKind.NONE, this::show),
                new Route("DELETE", one, Access.ADMINISTRATOR, BodyKind.NONE, this::revoke));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        Paging<IssuedToken, IssuedTokenSort> paging =
                Paging.read(ApiTokenJson.TOKENS, parameters, IssuedTokenSort.values(), IssuedTokenSort.DATE_CREATED);
        Listing<IssuedTokenSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        IssuedTokenQuery query = new IssuedTokenQuery(request.organization(), dateCreated, listing);
        return paging.answer(request.organization(), sent, tokens.list(query), ApiTokenJson::write);
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("role");
        Optional<Role> role = body.text("role", ApiTokenHandlers::role);
        Optional<String> name = body.text("name", ApiTokenDetails::requireName);
        Optional<Instant> expirationDate = body.date("expirationDate");
        body.rejectUnknown();
        problems.check();
        ApiTokenDetails details = ApiTokenDetails.of(name, role.orElseThrow(), expirationDate);
        return tokens.create(request.organization(), details)
                .match(
                        created -> ApiTokenJson.created(created.token(), created.secret()),
                        past -> {
                            throw ExpirationErrors.past();
                        },
                        tooMany -> {
                            throw new ApiException(
                                    ErrorCode.INVALID_PARAM_VALUE,
                                    "The organization has " + tooMany.most()
                                            + " tokens, which is the most that it may have. Delete one first.");
                        });
    }

    private static Role role(String label) {
        return Role.ofLabel(label)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "))));
    }

    private static ApiTokenId id(Request request) {
        Problems problems = new Problems();
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<ApiTokenId> id = request.id(ApiTokenId::new, problems);
        problems.check();
        return id.orElseThrow();
    }

    private static ApiException notFound(ApiTokenId id) {
        return ApiException.notFound(WORDS, "id", id.value());
    }

    private Response show(Request request) {
        ApiTokenId id = id(request);
        return tokens.find(request.organization(), id).map(ApiTokenJson::answer).orElseThrow(() -> notFound(id));
    }

    private Response revoke(Request request) {
        ApiTokenId id = id(request);
        if (!tokens.revoke(request.organization(), id)) {
            throw notFound(id);
        }
        return Response.deleted();
    }
}
