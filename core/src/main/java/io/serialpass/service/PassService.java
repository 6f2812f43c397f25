package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Issues passes and keeps them: what an issuer does. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassService {

    /** So many passes are issued at once at most. */
    public static final int MOST_AT_ONCE = 1_000;

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final PassPackager packager;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of all times
     * @param random the source of tokens and of serial numbers
     * @param packager makes the packages of some types, or {@link PassPackager#none()}
     */
    public PassService(Storage storage, Clock clock, SecureRandom random, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        this.packager = packager;
    }

    /**
     * Issues passes, all or none. Those of one type have one update tag.
     *
     * @param organization the issuer
     * @param orders the passes, 1 to {@value #MOST_AT_ONCE}
     * @return the outcome
     * @throws IllegalArgumentException if there are too few or too many
     */
    public PassCreateOutcome create(Organization organization, List<PassOrder> orders) {
        return create(organization, orders, storage::write);
    }

    /**
     * Issues passes as {@link #create(Organization, List)} does, within a unit of work that does more. The passes are looked at
     * before it, since that takes longer than to store them.
     *
     * @param <T> what comes of the unit of work
     * @param organization the issuer
     * @param orders the passes, 1 to {@value #MOST_AT_ONCE}
     * @param write carries out a unit of work on this store that contains the one that it is given. It may be called again,
     *     after the unit of work threw an exception that it passes on, and so was undone
     * @return the result of {@code write}
     * @throws IllegalArgumentException if there are too few or too many
     */
    public <T> T create(
            Organization organization, List<PassOrder> orders, Function<WriteWork<PassCreateOutcome>, T> write) {
        if (orders.isEmpty() || orders.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " passes are issued at once");
        }
        List<PassIssue.Drawn> drawn =
                orders.stream().map(order -> PassIssue.Drawn.of(order, random)).toList();
        PassIssue issue = new PassIssue(organization, drawn, clock);
        return PassExamination.before(
                storage, packager, issue::contents, examination -> write.apply(tx -> issue.in(tx, examination)));
    }

    /**
     * Finds a pass of an organization.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @return the pass; empty where the organization issued none such
     */
    public Optional<Pass> find(Organization organization, PassId id) {
        return storage.read(view -> owned(view, organization, id));
    }

    private static Optional<Pass> owned(ReadView view, Organization organization, PassId id) {
        return view.passes().find(id).filter(pass -> pass.organization().equals(organization));
    }

    /**
     * Lists passes.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<Pass> list(PassQuery query) {
        return storage.read(view -> view.passes().list(query));
    }

    /**
     * Changes a pass. Where its package is made here, it has a new version thereby; else what a phone fetches stays.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @param change makes the new details of those that it has, or throws an {@link IllegalArgumentException} that says why a
     *     pass cannot have them; called more than once
     * @return the outcome
     */
    public PassUpdateOutcome update(Organization organization, PassId id, UnaryOperator<PassDetails> change) {
        return PassExamination.before(
                storage,
                packager,
                view -> changed(view, organization, id, change),
                examination -> storage.write(tx -> update(tx, organization, id, change, examination)));
    }

    /** Reads what the package of a pass will be made of after a change; empty where there is nothing to examine. */
    private List<PassContent> changed(
            ReadView view, Organization organization, PassId id, UnaryOperator<PassDetails> change) {
        try {
            return owned(view, organization, id)
                    .flatMap(pass -> Optional.of(change.apply(pass.details()))
                            .filter(details -> !details.equals(pass.details()))
                            .map(details -> pass.with(details, pass.lastUpdated())))
                    .flatMap(new PassContents(view)::of)
                    .stream()
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private PassUpdateOutcome update(
            WriteTransaction tx,
            Organization organization,
            PassId id,
            UnaryOperator<PassDetails> change,
            PassExamination examination) {
        Optional<Pass> found = owned(tx, organization, id);
        if (found.isEmpty()) {
            return new PassUpdateOutcome.NotFound();
        }
        PassDetails details;
        try {
            details = change.apply(found.get().details());
        } catch (IllegalArgumentException e) {
            return new PassUpdateOutcome.NotAllowed(String.valueOf(e.getMessage()));
        }
        if (details.equals(found.get().details())) {
            return new PassUpdateOutcome.Updated(found.get());
        }
        Instant now = Moments.now(clock);
        Pass changed = found.get().with(details, now);
        List<Finding> refused = examination.refused(new PassContents(tx), found.get(), changed);
        return refused.isEmpty()
                ? new PassUpdateOutcome.Updated(PassVersions.dataChanged(tx, found.get(), changed, now))
                : new PassUpdateOutcome.Refused(refused);
    }

    /**
     * The outcome of deleting a pass.
     *
     * @since 0.1
     */
    public enum DeleteOutcome {
        /** It is gone, with its packages and registrations. */
        DELETED,
        /** The organization issued no such pass. */
        NOT_FOUND,
        /** Devices hold it, and it is not voided; nothing changed. */
        REGISTERED
    }

    /**
     * Deletes a pass that no device holds, or that is voided. To a device it is then a pass that never was.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @return the outcome
     */
    public DeleteOutcome delete(Organization organization, PassId id) {
        return storage.write(tx -> {
            Optional<Pass> found = owned(tx, organization, id);
            if (found.isEmpty()) {
                return DeleteOutcome.NOT_FOUND;
            }
            if (!found.get().details().voided() && tx.registrations().isRegistered(id)) {
                return DeleteOutcome.REGISTERED;
            }
            PassVersions.deleted(tx, found.get(), Moments.now(clock));
            return DeleteOutcome.DELETED;
        });
    }

    /**
     * Lists the registrations of a pass.
     *
     * @param organization the issuer
     * @param query which pass, in which order
     * @return the page asked for; empty where the organization issued no such pass
     */
    public Optional<Page<Registration>> registrations(Organization organization, RegistrationQuery query) {
        return storage.read(view -> owned(view, organization, query.pass())
                .map(pass -> view.registrations().list(query)));
    }
}
