package io.serialpass.http.link;

import io.serialpass.http.wallet.PackageResponse;
import io.serialpass.http.wallet.PreviewResponse;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Organization;
import io.serialpass.service.LinkOpenOutcome;
import io.serialpass.service.LinkService;
import io.serialpass.service.PackageService;
import io.serialpass.turn.LongWork;
import io.serialpass.turn.Share;
import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.UnmadePackageException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The public calls of links. Whoever has a link gets its passes: an iPhone and an Android phone the file, anything else a page. A
 * parameter of the query is passed over, since programs that send mail add some. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class LinkPageHandlers {

    private static final String OPEN = "/p/{token}";

    private final LinkService links;
    private final PackageService packages;
    private final PassFormat format;
    private final LongWork longWork;
    private final Clock clock;
    private final RateLimiter limiter;
    private final WalletBadges badges;

    /**
     * Makes the handlers.
     *
     * @param links finds what a link leads to
     * @param packages gives the packages
     * @param format draws passes, and puts several into one file
     * @param longWork whose turn it is to have passes drawn, or several made and put together
     * @param clock tells the time that answers say
     * @param limiter tells when an address asks too often
     * @param badges the badges of Wallet
     */
    public LinkPageHandlers(
            LinkService links,
            PackageService packages,
            PassFormat format,
            LongWork longWork,
            Clock clock,
            RateLimiter limiter,
            WalletBadges badges) {
        this.links = links;
        this.packages = packages;
        this.format = format;
        this.longWork = longWork;
        this.clock = clock;
        this.limiter = limiter;
        this.badges = badges;
    }

    /**
     * The calls.
     *
     * @return their routes, which need no token but that of the link
     */
    public List<Route> routes() {
        return List.of(
                route(OPEN, this::show),
                route(OPEN + "/package", this::give),
                route(OPEN + "/preview/{number}", this::draw));
    }

    /** Customers share the threads of the administration, so that they never make the calls of phones wait. */
    private Route route(String template, Opened opened) {
        return Route.get(
                template, Access.ANYONE, Optional.of(Share.ADMINISTRATION), request -> answer(request, opened));
    }

    /** Answers a request for a link that leads to passes. */
    private interface Opened {
        Response answer(Request request, Visitor visitor, LinkOpenOutcome.Open link);
    }

    /**
     * A customer who opens a link.
     *
     * @param kind the kind of the device
     * @param languages the languages, the best one first
     * @param page writes pages in the best of the languages that there are
     */
    private record Visitor(ClientKind kind, List<Locale> languages, LinkPage page) {

        static Visitor of(Request request) {
            List<Locale> languages = AcceptedLanguages.of(request.header("Accept-Language"));
            return new Visitor(
                    ClientKind.of(request.header("User-Agent")), languages, new LinkPage(LinkTexts.of(languages)));
        }
    }

    private Response answer(Request request, Opened opened) {
        Visitor visitor = Visitor.of(request);
        return opened(request, visitor, opened)
                .withHeader("Vary", "User-Agent, Accept-Language")
                .withHeader("X-Robots-Tag", "noindex, nofollow");
    }

    private Response opened(Request request, Visitor visitor, Opened opened) {
        if (!limiter.allows(request.client())) {
            return later(visitor, 429, "busy");
        }
        return links.open(new LinkToken(request.variable("token")))
                .match(
                        open -> ready(request, visitor, open, opened),
                        ended -> visitor.page().message(410, "ended"),
                        unknown -> visitor.page().message(404, "unknown"));
    }

    private static Response later(Visitor visitor, int status, String key) {
        return visitor.page().message(status, key).withHeader("Retry-After", "1");
    }

    private static Response ready(Request request, Visitor visitor, LinkOpenOutcome.Open link, Opened opened) {
        if (!link.isReady()) {
            return visitor.page().message(404, "later");
        }
        try {
            return opened.answer(request, visitor, link);
        } catch (UnmadePackageException e) {
            // Why it has no package is told to its issuer alone.
            return e.isForNow() ? later(visitor, 503, "later") : visitor.page().message(404, "later");
        }
    }

    private Response show(Request request, Visitor visitor, LinkOpenOutcome.Open link) {
        if (visitor.kind() != ClientKind.OTHER) {
            return give(request, visitor, link);
        }
        if (!areAllThere(request, link)) {
            return visitor.page().message(404, "later");
        }
        String token = request.variable("token");
        return visitor.page()
                .passes(
                        token,
                        link.passes().size(),
                        link.webServiceUrl().map(url -> format.qrCode(url + "/p/" + token)),
                        badges.url(visitor.languages()));
    }

    /** Whether each pass has a package, so that no page leads to one that is not there. */
    private boolean areAllThere(Request request, LinkOpenOutcome.Open link) {
        return longWork.call(() -> link.passes().stream()
                .allMatch(pass -> packages.currentPackageHead(link.link().organization(), pass, request.memory())
                        .isPresent()));
    }

    private Response give(Request request, Visitor visitor, LinkOpenOutcome.Open link) {
        boolean isOne = link.passes().size() == 1;
        Optional<Response> file =
                isOne ? one(request, link.link().organization(), link.passes().get(0)) : several(request, link);
        // An iPhone opens a package by itself. Others would show its bytes.
        return file.map(answer -> visitor.kind() == ClientKind.IPHONE
                        ? answer
                        : answer.withHeader(
                                "Content-Disposition",
                                "attachment; filename=\"" + (isOne ? "pass.pkpass" : "passes.pkpasses") + "\""))
                .orElseGet(() -> visitor.page().message(404, "later"));
    }

    private Optional<Response> one(Request request, Organization organization, PassId pass) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return request.isHead()
                ? packages.currentPackageHead(organization, pass, request.memory())
                        .map(head -> PackageResponse.head(head, now))
                : packages.currentPackage(organization, pass, request.memory())
                        .map(content -> PackageResponse.whole(content, now));
    }

    private Optional<Response> several(Request request, LinkOpenOutcome.Open link) {
        if (request.isHead()) {
            return areAllThere(request, link)
                    ? Optional.of(PackageResponse.bundleHead().withHeader("Cache-Control", "private, no-cache"))
                    : Optional.empty();
        }
        return longWork.call(() -> {
            List<byte[]> bytes = new ArrayList<>();
            for (PassId pass : link.passes()) {
                packages.currentPackage(link.link().organization(), pass, request.memory())
                        .map(PackageOfVersion::pkpass)
                        .ifPresent(bytes::add);
            }
            return bytes.size() < link.passes().size() ? Optional.empty() : bundle(request, bytes);
        });
    }

    private Optional<Response> bundle(Request request, List<byte[]> bytes) {
        try {
            return Optional.of(PackageResponse.bundle(format, bytes, request.memory())
                    .withHeader("Cache-Control", "private, no-cache"));
        } catch (IllegalArgumentException e) {
            // They are too large together.
            return Optional.empty();
        }
    }

    private Response draw(Request request, Visitor visitor, LinkOpenOutcome.Open link) {
        return QueryParameters.id(request.variable("number"))
                .filter(number -> number >= 1 && number <= link.passes().size())
                .map(number -> link.passes().get((int) (number - 1)))
                .flatMap(pass ->
                        longWork.call(() -> packages.currentFiles(link.link().organization(), pass, request.memory())
                                .map(files -> PreviewResponse.of(
                                        format,
                                        files,
                                        PassPhone.usual(visitor.languages()),
                                        clock.instant(),
                                        request.memory()))))
                .orElseGet(() -> visitor.page().message(404, "unknown"));
    }
}
