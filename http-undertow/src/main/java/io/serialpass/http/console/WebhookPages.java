package io.serialpass.http.console;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.webhook.WebhookTrials;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of webhooks, and the page of one with the last answers of its receiver. Safe for use by many threads. */
final class WebhookPages {

    static final String LIST = Site.ROOT + "/webhooks";

    private static final String ONE = LIST + "/{id}";

    /** The newest messages that the page of a webhook shows. */
    private static final int MOST_DELIVERIES = 20;

    private final Site site;
    private final WebhookService webhooks;
    private final WebhookTrials trials;

    WebhookPages(Site site, WebhookService webhooks) {
        this.site = site;
        this.webhooks = webhooks;
        this.trials = new WebhookTrials(webhooks);
    }

    List<Route> routes() {
        return List.of(
                Site.page(LIST, Access.READER, this::list),
                Site.page(ONE, Access.READER, this::show),
                site.action(ONE + "/test", Access.ADMINISTRATOR, (request, form) -> test(request)));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Paging<Webhook, WebhookSort> paging =
                Paging.read(LIST, parameters, WebhookSort.values(), WebhookSort.DATE_CREATED);
        Listing<WebhookSort> listing = paging.listing(request.organization(), Map.of(), problems);
        parameters.rejectUnknown();
        problems.check();
        Page<Webhook> page =
                webhooks.list(new WebhookQuery(request.organization(), TimeRange.any(), TimeRange.any(), listing));
        return site.show(
                request,
                "webhooks",
                LIST,
                site.texts().get("webhooks.title"),
                Map.of(
                        "rows", page.rows(),
                        "total", page.total().orElseThrow(),
                        "next",
                                paging.next(request.organization(), Map.of(), page)
                                        .orElse("")));
    }

    private Webhook find(Request request) {
        Problems problems = new Problems();
        Optional<WebhookId> id = request.id(WebhookId::new, problems);
        problems.check();
        return webhooks.find(request.organization(), id.orElseThrow()).orElseThrow(() -> notFound(request));
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("webhook", "id", request.variable("id"));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        return show(request, find(request), Optional.empty());
    }

    private Response show(Request request, Webhook webhook, Optional<WebhookAnswer> answer) {
        DeliveryQuery newest = new DeliveryQuery(
                webhook.id(),
                Optional.empty(),
                TimeRange.any(),
                new Listing<>(
                        DeliverySort.DATE_CREATED,
                        SortOrder.DESC,
                        PageRequest.first(MOST_DELIVERIES).withoutTotal()));
        List<WebhookDelivery> deliveries = webhooks.deliveries(request.organization(), newest)
                .map(page -> page.rows())
                .orElse(List.of());
        Map<String, Object> values = new HashMap<>();
        values.put("webhook", webhook);
        values.put("deliveries", deliveries);
        values.put("answer", answer);
        String title = webhook.details().description().orElse(site.texts().get("webhook.title"));
        return site.show(request, "webhook", LIST, title, values);
    }

    /** Sends a test, and shows the answer, which is kept nowhere. */
    private Response test(Request request) {
        Webhook webhook = find(request);
        WebhookAnswer answer = trials.run(request.organization(), webhook.id()).orElseThrow(() -> notFound(request));
        return show(request, webhook, Optional.of(answer));
    }
}
