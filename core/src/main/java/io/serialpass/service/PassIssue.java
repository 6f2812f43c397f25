package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Issues passes, all of them or none. Whatever is random was drawn before, since a unit of work may run again.
 *
 * @param organization the issuer
 * @param orders the passes
 * @param clock the source of all times
 */
record PassIssue(Organization organization, List<Drawn> orders, Clock clock) {

    /**
     * An order, with the random values that it needs.
     *
     * @param order the order
     * @param token the secret of the pass
     * @param generated a random serial number, which is used if the order gives no other
     */
    record Drawn(PassOrder order, AuthenticationToken token, PassSerialNumber generated) {
        static Drawn of(PassOrder order, SecureRandom random) {
            return new Drawn(
                    order,
                    order.authenticationToken().orElseGet(() -> AuthenticationToken.generate(random)),
                    PassSerialNumber.generate(random));
        }
    }

    /** Reads what the packages of the passes will be made of, for those that can be issued and have their packages made here. */
    List<PassContent> contents(ReadView view) {
        PassContents contents = new PassContents(view);
        return orders.stream()
                .flatMap(drawn -> wanted(drawn, tied(view, drawn.order())).stream())
                .flatMap(wanted -> contents.of(wanted).stream())
                .toList();
    }

    private Optional<SerialNumber> tied(ReadView view, PassOrder order) {
        return order.tiedTo().flatMap(id -> view.serialNumbers().find(organization, id));
    }

    /** The pass that is to be added; empty if the value of the serial number that it is tied to cannot be its own. */
    private Optional<NewPass> wanted(Drawn drawn, Optional<SerialNumber> tied) {
        PassOrder order = drawn.order();
        Optional<PassSerialNumber> serialNumber = order.serialNumber()
                .or(() ->
                        tied.map(PassIssue::value).map(PassIssue::serialNumber).orElse(Optional.of(drawn.generated())));
        return serialNumber.map(chosen -> new NewPass(
                new PassId(order.type(), chosen), organization, drawn.token(), order.tiedTo(), order.details()));
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

    /** Does the unit of work. */
    PassCreateOutcome in(WriteTransaction tx, PassExamination examination) {
        Set<PassTypeIdentifier> types =
                orders.stream().map(drawn -> drawn.order().type()).collect(Collectors.toSet());
        Set<PassTypeIdentifier> ofOthers =
                types.stream().filter(type -> isOfAnother(tx, type)).collect(Collectors.toSet());
        // A fault of an order itself is told before a thing that does not exist, whichever order comes first.
        List<NewPass> wanted = new ArrayList<>();
        Optional<PassCreateOutcome> missing = Optional.empty();
        for (int i = 0; i < orders.size(); i++) {
            PassOrder order = orders.get(i).order();
            if (ofOthers.contains(order.type())) {
                return new PassCreateOutcome.Failed(i, new PassCreateFailure.TypeOfAnother());
            }
            Optional<SerialNumber> tied = tied(tx, order);
            Optional<NewPass> pass = wanted(orders.get(i), tied);
            if (pass.isEmpty()) {
                return new PassCreateOutcome.Failed(
                        i,
                        new PassCreateFailure.ValueNotAllowed(
                                tied.map(PassIssue::value).orElseThrow()));
            }
            wanted.add(pass.get());
            if (order.tiedTo().isPresent() && tied.isEmpty() && missing.isEmpty()) {
                missing = Optional.of(new PassCreateOutcome.Failed(
                        i,
                        new PassCreateFailure.SerialNumberNotFound(
                                order.tiedTo().get())));
            }
        }
        return missing.orElseGet(() -> insertAll(tx, types, wanted, examination));
    }

    private boolean isOfAnother(ReadView view, PassTypeIdentifier type) {
        return view.passTypes()
                .find(type)
                .filter(known -> !known.organization().equals(organization))
                .isPresent();
    }

    private PassCreateOutcome insertAll(
            WriteTransaction tx, Set<PassTypeIdentifier> types, List<NewPass> wanted, PassExamination examination) {
        Instant now = Moments.now(clock);
        types.forEach(type -> Events.claim(tx, type, organization, now));
        PassContents contents = new PassContents(tx);
        List<Pass> passes = new ArrayList<>();
        for (NewPass pass : wanted) {
            Optional<Pass> added = insert(tx, pass, now);
            if (added.isEmpty()) {
                return failed(tx, passes.size(), new PassCreateFailure.NotUnique());
            }
            List<Finding> refused = examination.refused(contents, added.get());
            if (!refused.isEmpty()) {
                return failed(tx, passes.size(), new PassCreateFailure.Refused(refused));
            }
            passes.add(added.get());
        }
        PassVersions.created(tx, passes, now);
        return new PassCreateOutcome.Created(passes);
    }

    private static PassCreateOutcome failed(WriteTransaction tx, int position, PassCreateFailure reason) {
        tx.setRollbackOnly();
        return new PassCreateOutcome.Failed(position, reason);
    }

    private static Optional<Pass> insert(WriteTransaction tx, NewPass wanted, Instant now) {
        return tx.passes()
                .insert(wanted, tx.passes().takeTag(wanted.id().passTypeIdentifier(), now), now)
                .map(added -> PassVersions.added(tx, added, now));
    }
}
