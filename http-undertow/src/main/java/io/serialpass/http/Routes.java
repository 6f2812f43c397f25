package io.serialpass.http;

import io.serialpass.Serialpass;
import io.serialpass.http.door.DoorHandlers;
import io.serialpass.http.event.ActivityHandlers;
import io.serialpass.http.event.AuditHandlers;
import io.serialpass.http.event.EventHandlers;
import io.serialpass.http.inventory.ItemHandlers;
import io.serialpass.http.inventory.SerialNumberHandlers;
import io.serialpass.http.link.LinkPageHandlers;
import io.serialpass.http.openapi.DocumentHandlers;
import io.serialpass.http.token.ApiTokenHandlers;
import io.serialpass.http.transfer.ImportRunHandlers;
import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.wallet.DeviceHandlers;
import io.serialpass.http.wallet.DeviceLogHandlers;
import io.serialpass.http.wallet.DraftHandlers;
import io.serialpass.http.wallet.LinkHandlers;
import io.serialpass.http.wallet.PackageHandlers;
import io.serialpass.http.wallet.PassHandlers;
import io.serialpass.http.wallet.PassIssueHandlers;
import io.serialpass.http.wallet.PassTypeHandlers;
import io.serialpass.http.wallet.PersonalizationHandlers;
import io.serialpass.http.wallet.PushRequestHandlers;
import io.serialpass.http.wallet.RedemptionHandlers;
import io.serialpass.http.wallet.TraceHandlers;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.IdempotentWrites;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.RootHandler;
import io.serialpass.http.web.Route;
import io.serialpass.http.webhook.DeliveryHandlers;
import io.serialpass.http.webhook.WebhookHandlers;
import io.serialpass.service.EventWaits;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists every call of the server: its method, its path, whom it lets in, and its body. The router, and tests and documents that go
 * through all calls, are made from this list. The pages of the console are not calls: {@link io.serialpass.http.console.Console}
 * lists them.
 *
 * @since 0.1
 */
public final class Routes {

    private Routes() {}

    /**
     * Lists the calls of an application.
     *
     * @param app the application
     * @param health the calls of health
     * @param waits where requests wait for events
     * @param devices the options of the faces for devices
     * @param links the options of the pages by which customers get passes
     * @return all routes
     */
    public static List<Route> of(
            Serialpass app,
            HealthHandlers health,
            EventWaits waits,
            ServerOptions.Devices devices,
            ServerOptions.Links links) {
        List<Route> routes = new ArrayList<>(health.routes());
        routes.addAll(new RootHandler().routes());
        routes.addAll(new DocumentHandlers().routes());
        routes.addAll(new DoorHandlers().routes());
        inventory(app, routes);
        passes(app, routes);
        routes.addAll(new EventHandlers(app.events(), waits).routes());
        routes.addAll(new ActivityHandlers(app.activity()).routes());
        routes.addAll(new AuditHandlers(app.events()).routes());
        routes.addAll(new ApiTokenHandlers(app.apiTokens()).routes());
        routes.addAll(new WebhookHandlers(app.webhooks()).routes());
        routes.addAll(new DeliveryHandlers(app.webhooks()).routes());
        links(app, links, routes);
        devices(app, devices, routes);
        return List.copyOf(routes);
    }

    private static void inventory(Serialpass app, List<Route> routes) {
        IdempotentWrites writes = new IdempotentWrites(app.storage(), app.idempotency());
        routes.addAll(new SerialNumberHandlers(app.serialNumbers(), writes).routes());
        routes.addAll(new TransferHandlers(app.serialNumbers(), app.serialNumberImport()).routes());
        routes.addAll(new ImportRunHandlers(app.importRuns()).routes());
        routes.addAll(new ItemHandlers(app.items(), writes).routes());
    }

    private static void passes(Serialpass app, List<Route> routes) {
        IdempotentWrites writes = new IdempotentWrites(app.storage(), app.idempotency());
        routes.addAll(new PassHandlers(app.passes()).routes());
        routes.addAll(new PassIssueHandlers(app.passes(), writes).routes());
        routes.addAll(new RedemptionHandlers(app.redemptions(), app.items(), writes).routes());
        routes.addAll(new PackageHandlers(app.passPackages(), app.format(), app.longWork(), app.clock()).routes());
        routes.addAll(new PassTypeHandlers(app.passTypes(), app.packager(), app.format(), app.longWork(), app.clock())
                .routes());
        routes.addAll(new DraftHandlers(app.drafts(), app.format(), app.clock()).routes());
        routes.addAll(new TraceHandlers(app.traces()).routes());
        routes.addAll(new PushRequestHandlers(app.pushRequests()).routes());
        routes.addAll(new DeviceLogHandlers(app.deviceLogs()).routes());
    }

    private static void links(Serialpass app, ServerOptions.Links options, List<Route> routes) {
        routes.addAll(new LinkHandlers(app.links(), app.format()).routes());
        routes.addAll(new LinkPageHandlers(
                        app.links(),
                        app.passPackages(),
                        app.format(),
                        app.longWork(),
                        app.clock(),
                        new RateLimiter(options.rate()),
                        options.badges())
                .routes());
    }

    private static void devices(Serialpass app, ServerOptions.Devices options, List<Route> routes) {
        RateLimiter lists = new RateLimiter(options.lists());
        routes.addAll(new PersonalizationHandlers(app.personalizations(), lists).routes());
        DeviceHandlers devices = new DeviceHandlers(
                app.devices(), app.deviceLogs(), app.clock(), lists, new RateLimiter(options.logs()));
        routes.addAll(devices.apple());
        if (options.voltMx()) {
            routes.addAll(devices.voltMx());
        }
    }
}
