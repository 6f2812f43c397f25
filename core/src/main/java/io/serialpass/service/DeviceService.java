package io.serialpass.service;

import io.serialpass.event.ActivityKind;
import io.serialpass.event.EventType;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The calls of a device for the passes that it holds: Apple's Wallet web service without HTTP. To a device, a pass that it
 * has no right token for and a pass that does not exist are the same, in answer and in time. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeviceService {

    private static final Logger LOGGER = System.getLogger(DeviceService.class.getName());

    private final Storage storage;
    private final Clock clock;
    private final Packages packages;
    private final DeviceNotes notes;
    private final ActivityService activity;

    /** Compared against when the pass does not exist, so that the answer takes as long. */
    private final AuthenticationToken decoyToken = AuthenticationToken.generate(new SecureRandom());

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packages gives the packages
     * @param notes notes what devices ask and fetch
     * @param activity counts what devices fetch
     */
    public DeviceService(Storage storage, Clock clock, Packages packages, DeviceNotes notes, ActivityService activity) {
        this.storage = storage;
        this.clock = clock;
        this.packages = packages;
        this.notes = notes;
        this.activity = activity;
    }

    /**
     * Makes a service over a store that notes and counts nothing.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packages gives the packages
     */
    public DeviceService(Storage storage, Clock clock, Packages packages) {
        this(storage, clock, packages, new DeviceNotes(storage, clock, 0), ActivityService.none(storage, clock));
    }

    /**
     * Whether a token is the one of a pass.
     *
     * @param id the pass
     * @param token the token that was shown
     * @return false also where there is no such pass
     */
    public boolean isAuthorized(PassId id, AuthenticationToken token) {
        return storage.read(view -> isAuthorized(view, id, token));
    }

    private boolean isAuthorized(ReadView view, PassId id, AuthenticationToken token) {
        return shownTo(view, id, token).isPresent();
    }

    /** Reads only the head. So a caller who does not know the secret cannot tell passes apart by the time that the answer takes. */
    private Optional<PassHead> shownTo(ReadView view, PassId id, AuthenticationToken token) {
        Optional<PassHead> head = view.passes().head(id);
        boolean matches =
                head.map(PassHead::authenticationToken).orElse(decoyToken).matches(token);
        return head.filter(known -> matches);
    }

    /**
     * The outcome of registering.
     *
     * @since 0.1
     */
    public enum RegisterOutcome {
        /** The device is told of the pass's updates from now on. */
        REGISTERED,
        /** It was already; the push token is the new one. */
        ALREADY_REGISTERED,
        /** The token is not the one of such a pass; nothing changed. */
        UNAUTHORIZED
    }

    /**
     * Registers a device for the updates of a pass. The registration takes a tag of its own, so that a pass that was added
     * to the device from an old file is listed though its last change is older than what the device knows of.
     *
     * @param device the device
     * @param id the pass
     * @param token the token that was shown
     * @param pushToken the address at which the device is told
     * @return the outcome
     */
    public RegisterOutcome register(
            DeviceLibraryIdentifier device, PassId id, AuthenticationToken token, PushToken pushToken) {
        return storage.write(tx -> {
            if (!isAuthorized(tx, id, token)) {
                return RegisterOutcome.UNAUTHORIZED;
            }
            Optional<Registration> before = tx.registrations().find(device, id);
            if (before.filter(registration -> registration.pushToken().equals(pushToken))
                    .isEmpty()) {
                store(tx, before, device, id, pushToken);
            }
            return before.isEmpty() ? RegisterOutcome.REGISTERED : RegisterOutcome.ALREADY_REGISTERED;
        });
    }

    /**
     * Tells, after a short look into the store, whether a registration would change nothing.
     *
     * @param device the device
     * @param id the pass
     * @param token the token that was shown
     * @param pushToken how to reach the device
     * @return the answer that {@link #register} would give without a change; empty if it has something to store
     */
    public Optional<RegisterOutcome> registeredAlready(
            DeviceLibraryIdentifier device, PassId id, AuthenticationToken token, PushToken pushToken) {
        return storage.read(view -> {
            if (!isAuthorized(view, id, token)) {
                return Optional.of(RegisterOutcome.UNAUTHORIZED);
            }
            return view.registrations()
                    .find(device, id)
                    .filter(registration -> registration.pushToken().equals(pushToken))
                    .map(registration -> RegisterOutcome.ALREADY_REGISTERED);
        });
    }

    private void store(
            WriteTransaction tx,
            Optional<Registration> before,
            DeviceLibraryIdentifier device,
            PassId id,
            PushToken pushToken) {
        Instant now = Moments.now(clock);
        UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), now);
        if (before.isPresent()) {
            tx.registrations().update(before.get().with(pushToken, tag, now));
        } else {
            tx.registrations().insert(device, id, pushToken, tag, now);
        }
        EventType type = before.isPresent() ? EventType.DEVICE_PUSH_TOKEN_CHANGED : EventType.DEVICE_REGISTERED;
        tx.events().append(new RegistrationEvent(type, device, id), now);
    }

    /**
     * The outcome of unregistering.
     *
     * @since 0.1
     */
    public enum UnregisterOutcome {
        /** The device is not told of the pass's updates any more. */
        UNREGISTERED,
        /** It was not before either; nothing changed. */
        NOT_REGISTERED,
        /** The token is not the one of such a pass; nothing changed. */
        UNAUTHORIZED
    }

    /**
     * Ends a registration.
     *
     * @param device the device
     * @param id the pass
     * @param token the token that was shown
     * @return the outcome
     */
    public UnregisterOutcome unregister(DeviceLibraryIdentifier device, PassId id, AuthenticationToken token) {
        return storage.write(tx -> {
            if (!isAuthorized(tx, id, token)) {
                return UnregisterOutcome.UNAUTHORIZED;
            }
            if (!tx.registrations().delete(device, id)) {
                return UnregisterOutcome.NOT_REGISTERED;
            }
            tx.events().append(new RegistrationEvent(EventType.DEVICE_UNREGISTERED, device, id), Moments.now(clock));
            return UnregisterOutcome.UNREGISTERED;
        });
    }

    /**
     * Lists the passes that are new to a device: see {@link UpdatedPassesQuery}. Whoever knows the device's identifier may ask.
     *
     * @param device the device
     * @param type the type of the passes
     * @param since the value that the device sent as {@code passesUpdatedSince}; one that cannot be a tag counts as none
     * @return the passes that are new; empty if nothing is
     */
    public Optional<UpdatedPasses> updatedPasses(
            DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
        Optional<UpdateTag> known = since.flatMap(UpdateTag::parse);
        UpdatedPassesQuery query = new UpdatedPassesQuery(device, type, known);
        Optional<UpdatedPasses> updated =
                storage.read(view -> view.registrations().updated(query));
        notes.asked(device, type, known, updated.map(UpdatedPasses::lastUpdated));
        return updated;
    }

    /**
     * Lists the passes that are new to a device as {@link #updatedPasses} does. If there is none, the outcome tells why.
     *
     * @param device the device
     * @param type the type of the passes
     * @param since the value that the device sent as {@code passesUpdatedSince}; one that cannot be a tag counts as none
     * @return what is new
     */
    public UpdatedPassesOutcome listUpdatedPasses(
            DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
        Optional<UpdateTag> known = since.flatMap(UpdateTag::parse);
        UpdatedPassesOutcome outcome = storage.read(view -> {
            Optional<UpdatedPasses> updated = view.registrations().updated(new UpdatedPassesQuery(device, type, known));
            if (updated.isPresent()) {
                return new UpdatedPassesOutcome.Updated(updated.get());
            }
            // Of the same snapshot: a tag read later could be that of an update that the list above did not show yet.
            return view.registrations()
                    .tags(device, type)
                    .<UpdatedPassesOutcome>map(tags -> new UpdatedPassesOutcome.NothingNew(
                            known.filter(tag -> tag.compareTo(tags.last()) <= 0).orElse(tags.greatest())))
                    .orElseGet(UpdatedPassesOutcome.NotRegistered::new);
        });
        notes.asked(
                device,
                type,
                known,
                outcome.match(
                        updated -> Optional.of(updated.passes().lastUpdated()),
                        nothingNew -> Optional.empty(),
                        notRegistered -> Optional.empty()));
        return outcome;
    }

    /**
     * Gives a device the newest package of a pass. If the package of the newest version would be one that Wallet refuses, the
     * one before stays.
     *
     * @param id the pass
     * @param token the token that was shown
     * @param isHeld tells whether the device has a version already
     * @return the answer
     */
    public FetchOutcome fetch(PassId id, AuthenticationToken token, Predicate<PassVersion> isHeld) {
        return fetch(id, token, isHeld, PackageRoom.unlimited());
    }

    /**
     * Gives a device the newest package of a pass, where there is room for it.
     *
     * @param id the pass
     * @param token the token that was shown
     * @param isHeld tells whether the device has a version already
     * @param room is asked for memory before anything large is read or made
     * @return the answer
     */
    public FetchOutcome fetch(PassId id, AuthenticationToken token, Predicate<PassVersion> isHeld, PackageRoom room) {
        Supplier<FetchOutcome> outcome = this.<Supplier<FetchOutcome>>look(
                id,
                token,
                isHeld,
                known -> () -> known,
                (view, head) -> packages.of(view, pass(view, id), room)
                        .<Supplier<FetchOutcome>>map(content -> () -> made(content, id, isHeld))
                        .orElse(FetchOutcome.NoPackage::new));
        return noted(id, outcome.get());
    }

    private FetchOutcome noted(PassId id, FetchOutcome outcome) {
        boolean isFetched = outcome.match(
                fetched -> noted(id, fetched.content().version(), false),
                unmodified -> noted(id, unmodified.version(), true),
                described -> false,
                later -> false,
                noPackage -> false,
                unauthorized -> false);
        if (isFetched) {
            activity.count(id.passTypeIdentifier(), ActivityKind.FETCH, 1);
        }
        return outcome;
    }

    private boolean noted(PassId id, PassVersion version, boolean unchanged) {
        Optional<PassFetch> unused = notes.fetched(id, version.tag(), unchanged);
        return true;
    }

    private static FetchOutcome made(Supplier<PackageOfVersion> supplier, PassId id, Predicate<PassVersion> isHeld) {
        try {
            PackageOfVersion content = supplier.get();
            return isHeld.test(content.version())
                    ? new FetchOutcome.Unmodified(content.version())
                    : new FetchOutcome.Fetched(content);
        } catch (UnmadePackageException e) {
            return unmade(id, e);
        }
    }

    /**
     * Describes the newest package of a pass to a device without making it.
     *
     * @param id the pass
     * @param token the token that was shown
     * @param isHeld tells whether the device has a version already
     * @param room is asked for memory before anything large is read
     * @return the description that it gets, never the package itself
     */
    public FetchOutcome describe(
            PassId id, AuthenticationToken token, Predicate<PassVersion> isHeld, PackageRoom room) {
        Supplier<FetchOutcome> outcome =
                this.<Supplier<FetchOutcome>>look(id, token, isHeld, known -> () -> known, (view, head) -> {
                    Supplier<Optional<PackageHead>> described = packages.head(view, pass(view, id), room);
                    return () -> described(described, id, isHeld);
                });
        return outcome.get();
    }

    private static FetchOutcome described(
            Supplier<Optional<PackageHead>> supplier, PassId id, Predicate<PassVersion> isHeld) {
        Optional<PackageHead> head;
        try {
            head = supplier.get();
        } catch (UnmadePackageException e) {
            return unmade(id, e);
        }
        if (head.isEmpty()) {
            return new FetchOutcome.NoPackage();
        }
        PassVersion version = head.get().version();
        return isHeld.test(version) ? new FetchOutcome.Unmodified(version) : new FetchOutcome.Described(head.get());
    }

    private static FetchOutcome unmade(PassId id, UnmadePackageException e) {
        if (e.isForNow()) {
            LOGGER.log(
                    Level.WARNING,
                    "The package of the pass {0} cannot be made now; the phone asks again: {1}",
                    id,
                    e.getMessage());
            return new FetchOutcome.Later();
        }
        LOGGER.log(Level.WARNING, "The pass {0} has no package to hand out: {1}", id, e.getMessage());
        return new FetchOutcome.NoPackage();
    }

    /**
     * Gives a device the newest package of a pass where that takes no more than a short look into the store: the device has it
     * already, or it is in memory, or it is small. Nothing is made, and nobody waits for what another caller has made.
     *
     * @param id the pass
     * @param token the token that was shown
     * @param isHeld tells whether the device has a version already
     * @param room is asked for memory before anything large is read
     * @return the answer; empty if it takes {@link #fetch(PassId, AuthenticationToken, Predicate, PackageRoom)}
     */
    public Optional<FetchOutcome> fetchAtOnce(
            PassId id, AuthenticationToken token, Predicate<PassVersion> isHeld, PackageRoom room) {
        return look(
                        id,
                        token,
                        isHeld,
                        Optional::of,
                        (view, head) ->
                                packages.atOnce(view, id, head, room).<FetchOutcome>map(FetchOutcome.Fetched::new))
                .map(outcome -> noted(id, outcome));
    }

    private static Pass pass(ReadView view, PassId id) {
        return view.passes().find(id).orElseThrow();
    }

    /** Reads for a device that has shown the right token of a pass, and does not have its newest version. */
    private <T> T look(
            PassId id,
            AuthenticationToken token,
            Predicate<PassVersion> isHeld,
            Function<FetchOutcome, T> known,
            BiFunction<ReadView, PassHead, T> wanted) {
        return storage.read(view -> {
            Optional<PassHead> head = shownTo(view, id, token);
            if (head.isEmpty()) {
                return known.apply(new FetchOutcome.Unauthorized());
            }
            Optional<PassVersion> held = head.get().version().filter(isHeld);
            return held.isPresent()
                    ? known.apply(new FetchOutcome.Unmodified(held.get()))
                    : wanted.apply(view, head.get());
        });
    }
}
