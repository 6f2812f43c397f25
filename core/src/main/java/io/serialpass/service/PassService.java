package io.serialpass.service;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
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
import java.util.function.UnaryOperator;

/** Issues passes and keeps them: what an issuer does. Safe for use by many threads. */
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

    /** What came of issuing passes. */
    public sealed interface CreateOutcome {
        /**
         * All are there.
         *
         * @param passes the passes, with their authentication tokens, in the order given
         */
        record Created(List<Pass> passes) implements CreateOutcome {}

        /**
         * One could not be issued; nothing changed.
         *
         * @param position which one, from 0
         * @param reason why
         */
        record Failed(int position, CreateFailure reason) implements CreateOutcome {}
    }

    /** Why a pass was not issued. */
    public sealed interface CreateFailure {
        /** Another organization used the pass type first. */
        record TypeOfAnother() implements CreateFailure {}

        /**
         * The organization has no such serial number in its inventory.
         *
         * @param id the serial number
         */
        record SerialNumberNotFound(SerialNumberId id) implements CreateFailure {}

        /**
         * The pass was to have the value of the serial number that it is tied to, which a pass cannot have.
         *
         * @param value the value
         */
        record ValueNotAllowed(String value) implements CreateFailure {}

        /** There is a pass of this type and serial number already, or it was ordered twice. */
        record NotUnique() implements CreateFailure {}

        /**
         * With such data the template gives a package that Wallet would refuse.
         *
         * @param findings why
         */
        record Refused(List<Finding> findings) implements CreateFailure {}
    }

    /**
     * Issues passes, all or none. Those of one type have one update tag.
     *
     * @param organization the issuer
     * @param orders the passes, 1 to {@value #MOST_AT_ONCE}
     * @return what came of it
     * @throws IllegalArgumentException if there are too few or too many
     */
    public CreateOutcome create(Organization organization, List<PassOrder> orders) {
        return storage.write(creation(organization, orders));
    }

    /**
     * The unit of work that {@link #create} runs, for one that does more.
     *
     * @param organization the issuer
     * @param orders the passes, 1 to {@value #MOST_AT_ONCE}
     * @return the unit of work
     * @throws IllegalArgumentException if there are too few or too many
     */
    public WriteWork<CreateOutcome> creation(Organization organization, List<PassOrder> orders) {
        if (orders.isEmpty() || orders.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " passes are issued at once");
        }
        List<PassIssue.Drawn> drawn =
                orders.stream().map(order -> PassIssue.Drawn.of(order, random)).toList();
        return new PassIssue(organization, drawn, packager, clock);
    }

    /**
     * Finds a pass of an organization.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @return the pass; empty where the organization issued none such
     */
    public Optional<Pass> find(Organization organization, PassId id) {
        return storage.read(view -> view.passes().find(id)).filter(pass -> isOf(organization, pass));
    }

    private static boolean isOf(Organization organization, Pass pass) {
        return pass.organization().equals(organization);
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

    /** What came of changing a pass. */
    public sealed interface UpdateOutcome {
        /**
         * It is as asked for; where that is what it was, nothing changed.
         *
         * @param pass the pass as it is now
         */
        record Updated(Pass pass) implements UpdateOutcome {}

        /** The organization issued no such pass; nothing changed. */
        record NotFound() implements UpdateOutcome {}

        /**
         * With such data the template gives a package that Wallet would refuse; nothing changed.
         *
         * @param findings why
         */
        record Refused(List<Finding> findings) implements UpdateOutcome {}

        /**
         * A pass cannot hold such fields; nothing changed.
         *
         * @param rule what is allowed, as the end of a sentence that begins with the name of the fields
         */
        record NotAllowed(String rule) implements UpdateOutcome {}
    }

    /**
     * Changes a pass. Where its package is made here, it has a new version thereby; else what a phone fetches stays.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @param change makes the new details of those that it has, or throws an {@link IllegalArgumentException} that says why a
     *     pass cannot have them
     * @return what came of it
     */
    public UpdateOutcome update(Organization organization, PassId id, UnaryOperator<PassDetails> change) {
        return storage.write(tx -> {
            Optional<Pass> found = tx.passes().find(id).filter(pass -> isOf(organization, pass));
            if (found.isEmpty()) {
                return new UpdateOutcome.NotFound();
            }
            PassDetails details;
            try {
                details = change.apply(found.get().details());
            } catch (IllegalArgumentException e) {
                return new UpdateOutcome.NotAllowed(String.valueOf(e.getMessage()));
            }
            if (details.equals(found.get().details())) {
                return new UpdateOutcome.Updated(found.get());
            }
            Instant now = Moments.now(clock);
            Pass changed = PassVersions.dataChanged(tx, found.get().with(details, now), now);
            List<Finding> refused = Packages.refused(packager, tx, found.get(), changed);
            if (!refused.isEmpty()) {
                tx.setRollbackOnly();
                return new UpdateOutcome.Refused(refused);
            }
            return new UpdateOutcome.Updated(changed);
        });
    }

    /** What came of deleting a pass. */
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
     * @return what came of it
     */
    public DeleteOutcome delete(Organization organization, PassId id) {
        return storage.write(tx -> {
            Optional<Pass> found = tx.passes().find(id).filter(pass -> isOf(organization, pass));
            if (found.isEmpty()) {
                return DeleteOutcome.NOT_FOUND;
            }
            if (!found.get().details().voided() && tx.registrations().isRegistered(id)) {
                return DeleteOutcome.REGISTERED;
            }
            tx.passes().delete(found.get());
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
        return storage.read(view -> view.passes()
                .find(query.pass())
                .filter(pass -> isOf(organization, pass))
                .map(pass -> view.registrations().list(query)));
    }
}
