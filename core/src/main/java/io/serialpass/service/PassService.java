package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
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

    /** What came of issuing a pass. */
    public sealed interface CreateOutcome {
        /**
         * It is there.
         *
         * @param pass the pass, with its authentication token
         */
        record Created(Pass pass) implements CreateOutcome {}

        /** Another organization used the pass type first; nothing changed. */
        record TypeOfAnother() implements CreateOutcome {}

        /** The organization has no such serial number in its inventory; nothing changed. */
        record SerialNumberNotFound() implements CreateOutcome {}

        /**
         * The pass was to have the value of the serial number that it is tied to, which a pass cannot have; nothing changed.
         *
         * @param value the value
         */
        record ValueNotAllowed(String value) implements CreateOutcome {}

        /** There is a pass of this type and serial number already; nothing changed. */
        record NotUnique() implements CreateOutcome {}

        /**
         * With such data the template gives a package that Wallet would refuse; nothing changed.
         *
         * @param findings why
         */
        record Refused(List<Finding> findings) implements CreateOutcome {}
    }

    /**
     * Issues a pass.
     *
     * @param organization the issuer
     * @param type its type, which becomes the organization's where it is nobody's yet
     * @param serialNumber its serial number; where it is empty, the value of the serial number that the pass is tied to, or
     *     without that a random one
     * @param tiedTo the serial number of the inventory to tie it to; empty for none
     * @param details what the issuer decides
     * @return what came of it
     */
    public CreateOutcome create(
            Organization organization,
            PassTypeIdentifier type,
            Optional<PassSerialNumber> serialNumber,
            Optional<SerialNumberId> tiedTo,
            PassDetails details) {
        AuthenticationToken token = AuthenticationToken.generate(random);
        PassSerialNumber generated = PassSerialNumber.generate(random);
        return storage.write(tx -> {
            Optional<SerialNumber> tied =
                    tiedTo.flatMap(id -> tx.serialNumbers().find(organization, id));
            Optional<String> value = serialNumber.isPresent()
                    ? Optional.empty()
                    : tied.map(row -> row.details().value().value());
            Optional<PassSerialNumber> ofValue = value.flatMap(PassService::serialNumber);
            boolean typeOfAnother = tx.passTypes()
                    .find(type)
                    .filter(known -> !known.organization().equals(organization))
                    .isPresent();
            if (typeOfAnother) {
                return new CreateOutcome.TypeOfAnother();
            }
            if (value.isPresent() && ofValue.isEmpty()) {
                return new CreateOutcome.ValueNotAllowed(value.get());
            }
            if (tiedTo.isPresent() && tied.isEmpty()) {
                return new CreateOutcome.SerialNumberNotFound();
            }
            PassId id = new PassId(type, serialNumber.or(() -> ofValue).orElse(generated));
            return insert(tx, new NewPass(id, organization, token, tiedTo, details));
        });
    }

    private CreateOutcome insert(WriteTransaction tx, NewPass wanted) {
        if (tx.passes().find(wanted.id()).isPresent()) {
            return new CreateOutcome.NotUnique();
        }
        Instant now = Moments.now(clock);
        PassTypeIdentifier type = wanted.id().passTypeIdentifier();
        tx.passTypes().claim(type, wanted.organization(), now);
        Pass added =
                tx.passes().insert(wanted, tx.passes().takeTag(type, now), now).orElseThrow();
        Pass pass = PassVersions.added(tx, added, now);
        List<Finding> refused = PackageSupply.refused(packager, tx, pass);
        if (!refused.isEmpty()) {
            tx.setRollbackOnly();
            return new CreateOutcome.Refused(refused);
        }
        return new CreateOutcome.Created(pass);
    }

    private static Optional<PassSerialNumber> serialNumber(String value) {
        try {
            return Optional.of(new PassSerialNumber(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
    }

    /**
     * Changes a pass. Where its package is made here, it has a new version thereby; else what a phone fetches stays.
     *
     * @param organization the issuer
     * @param id its type and serial number
     * @param change makes the new details of those that it has
     * @return what came of it
     */
    public UpdateOutcome update(Organization organization, PassId id, UnaryOperator<PassDetails> change) {
        return storage.write(tx -> {
            Optional<Pass> found = tx.passes().find(id).filter(pass -> isOf(organization, pass));
            if (found.isEmpty()) {
                return new UpdateOutcome.NotFound();
            }
            PassDetails details = change.apply(found.get().details());
            if (details.equals(found.get().details())) {
                return new UpdateOutcome.Updated(found.get());
            }
            Instant now = Moments.now(clock);
            Pass changed = PassVersions.dataChanged(tx, found.get().with(details, now), now);
            List<Finding> refused = PackageSupply.refused(packager, tx, found.get(), changed);
            if (!refused.isEmpty()) {
                tx.setRollbackOnly();
                return new UpdateOutcome.Refused(refused);
            }
            return new UpdateOutcome.Updated(changed);
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
