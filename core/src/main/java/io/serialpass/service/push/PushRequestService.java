package io.serialpass.service.push;

import io.serialpass.event.EventType;
import io.serialpass.event.PassEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushCandidate;
import io.serialpass.query.PageRequest;
import io.serialpass.service.Moments;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.RegistrationQuery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Has the devices of a pass told again, although the pass did not change: for a phone that missed its push. The request is an event
 * of the log, so that a kill does not lose it, and the server that tells devices sends it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PushRequestService {

    /** Of a pass that more devices hold, all of them count: to look at each would take too much memory. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final Storage storage;
    private final Clock clock;
    private final Predicate<PushToken> isReachable;
    private final Function<PassTypeIdentifier, Optional<String>> whyWaiting;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param isReachable tells whether a push service can have given a token
     * @param whyWaiting tells why pushes of a type wait; empty if they are sent
     */
    public PushRequestService(
            Storage storage,
            Clock clock,
            Predicate<PushToken> isReachable,
            Function<PassTypeIdentifier, Optional<String>> whyWaiting) {
        this.storage = storage;
        this.clock = clock;
        this.isReachable = isReachable;
        this.whyWaiting = whyWaiting;
    }

    /**
     * Has the devices of a pass told again. Nobody waits for the pushes here.
     *
     * @param organization the issuer
     * @param id the type and serial number of the pass
     * @return the outcome
     */
    public PushRequestOutcome request(Organization organization, PassId id) {
        Optional<Integer> devices =
                storage.read(view -> owned(view, organization, id).map(pass -> devices(view, id)));
        if (devices.isEmpty()) {
            return new PushRequestOutcome.NotFound();
        }
        Optional<String> waiting = whyWaiting.apply(id.passTypeIdentifier());
        if (waiting.isPresent()) {
            return new PushRequestOutcome.Waiting(waiting.get());
        }
        if (devices.get() > 0 && !append(organization, id)) {
            return new PushRequestOutcome.NotFound();
        }
        return new PushRequestOutcome.Requested(devices.get());
    }

    private static Optional<Pass> owned(ReadView view, Organization organization, PassId id) {
        return view.passes().find(id).filter(pass -> pass.organization().equals(organization));
    }

    private int devices(ReadView view, PassId id) {
        long all = view.registrations()
                .list(RegistrationQuery.builder(id).page(PageRequest.first(1)).build())
                .total()
                .orElseThrow();
        if (all > MOST_LOOKED_AT) {
            return (int) Math.min(all, Integer.MAX_VALUE);
        }
        return (int)
                view.pushes().registrationsOf(id.passTypeIdentifier(), List.of(id.serialNumber())).candidates().stream()
                        .filter(candidate -> !candidate.isGone())
                        .map(PushCandidate::registration)
                        .filter(registration -> isReachable.test(registration.pushToken()))
                        .count();
    }

    private boolean append(Organization organization, PassId id) {
        return storage.write(tx -> {
            Optional<Pass> found = owned(tx, organization, id);
            found.ifPresent(pass -> tx.events()
                    .append(
                            new PassEvent(
                                    EventType.PASS_PUSH_REQUESTED,
                                    id.passTypeIdentifier(),
                                    List.of(id.serialNumber()),
                                    Optional.empty()),
                            Moments.now(clock)));
            return found.isPresent();
        });
    }
}
