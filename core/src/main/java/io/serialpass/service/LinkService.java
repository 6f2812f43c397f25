package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassLinkSort;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes the links by which customers get passes, and finds what a link leads to. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class LinkService {

    /** How long a link is open if its maker does not say. */
    public static final Duration USUAL_LIFE = Duration.ofDays(30);

    /** How long a link is open at most. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(730);

    /** So long after its end a link is still listed. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** More than are added at once, so that old links become fewer. */
    private static final int PRUNED_AT_ONCE = 4;

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock tells when a link is made, and whether one has ended
     * @param random the source of secrets
     */
    public LinkService(Storage storage, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a link. The store keeps the hash of its secret only: this is the one time that the secret is seen.
     *
     * @param organization the issuer
     * @param passes the passes that it leads to, 1 or more, each once
     * @param end when it ends, in milliseconds; empty for {@link #USUAL_LIFE} from now
     * @return the outcome
     * @throws IllegalArgumentException if there is no pass, or one comes twice
     */
    public LinkCreateOutcome create(Organization organization, List<PassId> passes, Optional<Instant> end) {
        if (passes.isEmpty() || passes.stream().distinct().count() < passes.size()) {
            throw new IllegalArgumentException("a link leads to 1 or more passes, to each once");
        }
        LinkToken token = LinkToken.generate(random);
        return storage.write(tx -> create(tx, organization, passes, end, token));
    }

    private LinkCreateOutcome create(
            WriteTransaction tx,
            Organization organization,
            List<PassId> passes,
            Optional<Instant> wantedEnd,
            LinkToken token) {
        Instant now = Moments.now(clock);
        Instant end = wantedEnd.orElseGet(() -> now.plus(USUAL_LIFE));
        if (!now.isBefore(end)) {
            return new LinkCreateOutcome.Past();
        }
        if (end.isAfter(now.plus(LONGEST_LIFE))) {
            return new LinkCreateOutcome.TooLate(LONGEST_LIFE);
        }
        List<LinkedPass> linked = new ArrayList<>();
        for (PassId id : passes) {
            Optional<Pass> pass = owned(tx, organization, id);
            if (pass.isEmpty()) {
                return new LinkCreateOutcome.NotFound(id);
            }
            linked.add(LinkedPass.of(pass.get()));
        }
        tx.links().prune(now.minus(KEPT), PRUNED_AT_ONCE);
        PassLink link = tx.links().insert(organization, token.hash(), linked, end, now);
        Events.ofLink(tx, EventType.LINK_CREATED, link, now);
        return new LinkCreateOutcome.Created(link, token, tx.servers().webServiceUrl());
    }

    private static Optional<Pass> owned(ReadView view, Organization organization, PassId id) {
        return view.passes().find(id).filter(pass -> pass.organization().equals(organization));
    }

    /**
     * Finds a link of an organization, open or not.
     *
     * @param organization whose
     * @param id its id
     * @return the link; empty if the organization has none such
     */
    public Optional<PassLink> find(Organization organization, LinkId id) {
        return storage.read(view -> view.links().find(organization, id));
    }

    /**
     * Lists the links of an organization, open or not. A link is listed until some time after its end.
     *
     * @param organization whose
     * @param dateCreated when they were made
     * @param listing order and page
     * @return the page asked for
     */
    public Page<PassLink> list(Organization organization, TimeRange dateCreated, Listing<PassLinkSort> listing) {
        PassLinkQuery query = new PassLinkQuery(organization, OptionalLong.empty(), dateCreated, listing);
        return storage.read(view -> view.links().list(query));
    }

    /**
     * Lists the links that lead to a pass, open or not.
     *
     * @param organization the issuer
     * @param id the pass
     * @param dateCreated when they were made
     * @param listing order and page
     * @return the page asked for; empty if the organization issued no such pass
     */
    public Optional<Page<PassLink>> list(
            Organization organization, PassId id, TimeRange dateCreated, Listing<PassLinkSort> listing) {
        return storage.read(view -> owned(view, organization, id)
                .map(pass -> new PassLinkQuery(organization, OptionalLong.of(pass.number()), dateCreated, listing))
                .map(query -> view.links().list(query)));
    }

    /**
     * Revokes a link, which leads to nothing from now on. One that was revoked before stays as it is.
     *
     * @param organization whose
     * @param id its id
     * @return false if the organization has none such
     */
    public boolean revoke(Organization organization, LinkId id) {
        return storage.write(tx -> {
            Optional<PassLink> found = tx.links().find(organization, id);
            if (found.filter(link -> link.dateRevoked().isEmpty()).isPresent()) {
                Instant now = Moments.now(clock);
                tx.links().revoke(id, now);
                Events.ofLink(tx, EventType.LINK_REVOKED, found.get(), now);
            }
            return found.isPresent();
        });
    }

    /**
     * Finds what a link leads to.
     *
     * @param token its secret, as whoever has the link sent it
     * @return the outcome
     */
    public LinkOpenOutcome open(LinkToken token) {
        Instant now = Moments.now(clock);
        return storage.read(view -> {
            Optional<PassLink> link = view.links().find(token.hash());
            if (link.isEmpty()) {
                return new LinkOpenOutcome.Unknown();
            }
            List<Pass> passes = link.get().isOpen(now) ? passes(view, link.get()) : List.of();
            return passes.isEmpty()
                    ? new LinkOpenOutcome.Ended()
                    : new LinkOpenOutcome.Open(
                            link.get(),
                            passes.stream().map(Pass::id).toList(),
                            passes.stream().allMatch(Pass::hasPackage),
                            view.servers().webServiceUrl());
        });
    }

    /** The passes of a link that are still there. */
    private static List<Pass> passes(ReadView view, PassLink link) {
        return link.passes().stream()
                .flatMap(linked -> owned(view, link.organization(), linked.id()).stream()
                        .filter(pass -> pass.number() == linked.number()))
                .toList();
    }
}
