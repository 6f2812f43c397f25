package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassService.CreateFailure;
import io.serialpass.service.PassService.CreateOutcome;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unit of work that issues passes, all of them or none. What is random was drawn before it, since it may run again.
 *
 * @param organization the issuer
 * @param orders the passes
 * @param packager knows what is wrong with the data of a pass
 * @param clock the source of all times
 */
record PassIssue(Organization organization, List<Drawn> orders, PassPackager packager, Clock clock)
        implements WriteWork<CreateOutcome> {

    /**
     * An order with what it leaves to chance.
     *
     * @param order the order
     * @param token the secret of the pass
     * @param generated its serial number, where nothing else gives one
     */
    record Drawn(PassOrder order, AuthenticationToken token, PassSerialNumber generated) {
        static Drawn of(PassOrder order, SecureRandom random) {
            return new Drawn(
                    order,
                    order.authenticationToken().orElseGet(() -> AuthenticationToken.generate(random)),
                    PassSerialNumber.generate(random));
        }
    }

    @Override
    public CreateOutcome in(WriteTransaction tx) {
        // What is wrong with an order by itself is told before what does not exist, whichever order comes first.
        List<Optional<SerialNumber>> tied = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            PassOrder order = orders.get(i).order();
            Optional<SerialNumber> row =
                    order.tiedTo().flatMap(id -> tx.serialNumbers().find(organization, id));
            tied.add(row);
            Optional<CreateFailure> refused = refused(tx, order, row);
            if (refused.isPresent()) {
                return new CreateOutcome.Failed(i, refused.get());
            }
        }
        for (int i = 0; i < orders.size(); i++) {
            PassOrder order = orders.get(i).order();
            if (order.tiedTo().isPresent() && tied.get(i).isEmpty()) {
                return new CreateOutcome.Failed(
                        i, new CreateFailure.SerialNumberNotFound(order.tiedTo().get()));
            }
        }
        return insertAll(tx, tied);
    }

    private Optional<CreateFailure> refused(WriteTransaction tx, PassOrder order, Optional<SerialNumber> tied) {
        boolean typeOfAnother = tx.passTypes()
                .find(order.type())
                .filter(known -> !known.organization().equals(organization))
                .isPresent();
        if (typeOfAnother) {
            return Optional.of(new CreateFailure.TypeOfAnother());
        }
        return tied.map(PassIssue::value)
                .filter(value ->
                        order.serialNumber().isEmpty() && serialNumber(value).isEmpty())
                .map(CreateFailure.ValueNotAllowed::new);
    }

    private static String value(SerialNumber row) {
        return row.details().value().value();
    }

    private static Optional<PassSerialNumber> serialNumber(String value) {
        try {
            return Optional.of(new PassSerialNumber(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private CreateOutcome insertAll(WriteTransaction tx, List<Optional<SerialNumber>> tied) {
        Instant now = Moments.now(clock);
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Drawn drawn = orders.get(i);
            PassOrder order = drawn.order();
            PassSerialNumber serialNumber = order.serialNumber()
                    .or(() -> tied.get(passes.size()).map(PassIssue::value).flatMap(PassIssue::serialNumber))
                    .orElse(drawn.generated());
            Optional<Pass> added = insert(
                    tx,
                    new NewPass(
                            new PassId(order.type(), serialNumber),
                            organization,
                            drawn.token(),
                            order.tiedTo(),
                            order.details()),
                    now);
            if (added.isEmpty()) {
                return failed(tx, i, new CreateFailure.NotUnique());
            }
            List<Finding> refused = Packages.refused(packager, tx, added.get());
            if (!refused.isEmpty()) {
                return failed(tx, i, new CreateFailure.Refused(refused));
            }
            passes.add(added.get());
        }
        return new CreateOutcome.Created(passes);
    }

    private static CreateOutcome failed(WriteTransaction tx, int position, CreateFailure reason) {
        tx.setRollbackOnly();
        return new CreateOutcome.Failed(position, reason);
    }

    private static Optional<Pass> insert(WriteTransaction tx, NewPass wanted, Instant now) {
        PassTypeIdentifier type = wanted.id().passTypeIdentifier();
        tx.passTypes().claim(type, wanted.organization(), now);
        return tx.passes()
                .insert(wanted, tx.passes().takeTag(type, now), now)
                .map(added -> PassVersions.added(tx, added, now));
    }
}
