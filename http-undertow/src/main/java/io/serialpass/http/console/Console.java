package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.BrowserFace;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.ApiTokenHash;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The console of a server, at {@code /console}. Whoever signs in shows an API token, and sees and does what that token allows.
 * Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Console implements BrowserFace {

    private final Sessions sessions;
    private final Site site;
    private final List<Route> routes;

    /**
     * Makes the console of an application.
     *
     * @param app the application
     */
    public Console(Serialpass app) {
        this.sessions = new Sessions(app.clock(), new SecureRandom());
        this.site = new Site(sessions);
        List<Route> all = new ArrayList<>();
        all.addAll(Asset.routes());
        all.addAll(new SignInPages(site, sessions, app.apiTokens()).routes());
        all.addAll(new OverviewPage(site, app).routes());
        all.addAll(new HealthPage(site, app).routes());
        all.addAll(new SerialNumberPages(site, app).routes());
        all.addAll(new AddPages(site, app).routes());
        all.addAll(new ImportPages(site, app).routes());
        all.addAll(new SelectionPages(site, app).routes());
        LinkPages links = new LinkPages(site, app);
        all.addAll(links.routes());
        all.addAll(new PassPages(site, app, links).routes());
        all.addAll(new PassEditPages(site, app).routes());
        all.addAll(new IssuePages(site, app).routes());
        all.addAll(new PushPages(site, app).routes());
        all.addAll(new PassTypePages(site, app).routes());
        all.addAll(new TemplatePages(site, app).routes());
        all.addAll(new DraftPages(site, app).routes());
        all.addAll(new PassTypeFilePages(site, app).routes());
        all.addAll(new LackingPages(site, app).routes());
        all.addAll(new DeviceLogPages(site, app.deviceLogs()).routes());
        all.addAll(new WebhookPages(site, app.webhooks()).routes());
        all.addAll(new TokenPages(site, app.apiTokens()).routes());
        all.addAll(new AuditPages(site, app.events()).routes());
        this.routes = List.copyOf(all);
    }

    /**
     * The pages, and what they send.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return routes;
    }

    @Override
    public boolean owns(String path) {
        return path.equals(Site.ROOT) || path.startsWith(Site.ROOT + "/");
    }

    @Override
    public ApiTokenHash token(List<String> cookies) {
        return SessionCookie.read(cookies)
                .flatMap(sessions::find)
                .map(Session::token)
                .orElseThrow(() -> new ApiException(ErrorCode.UNAUTHORIZED, "The session has ended. Sign in again."));
    }

    @Override
    public Response page(ApiException error, String method, String address) {
        if (error.code() == ErrorCode.UNAUTHORIZED) {
            // What was sent is gone, so that the way back leads to a page that only shows.
            String next = method.equals("GET") ? address : Site.ROOT;
            return Site.goTo(Site.SIGN_IN + "?next=" + Percent.encode(next));
        }
        Response page = site.error(error);
        for (Map.Entry<String, String> header : passedOn(error).toList()) {
            page = page.withHeader(header.getKey(), header.getValue());
        }
        return page;
    }

    /** The headers of an error that say more than its page does. */
    private static Stream<Map.Entry<String, String>> passedOn(ApiException error) {
        return error.toResponse().headers().entrySet().stream()
                .filter(header -> !header.getKey().equals("Content-Type"));
    }
}
