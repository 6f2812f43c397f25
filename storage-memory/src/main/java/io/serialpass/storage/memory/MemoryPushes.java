package io.serialpass.storage.memory;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAddress;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.storage.PushWriter;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** The pushes of one state. */
final class MemoryPushes implements PushWriter {

    private final StateHolder holder;

    MemoryPushes(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * How far devices were told, immutable.
     *
     * @param walks the walks by their scopes
     * @param records the records by their tokens
     */
    record Pushes(HashPMap<PushScope, PushWalk> walks, HashPMap<PushAddress, PushRecord> records)
            implements State.Part {
        static final Pushes EMPTY = new Pushes(HashTreePMap.empty(), HashTreePMap.empty());

        /** The same without a pass type. */
        Pushes without(PassTypeIdentifier type) {
            return new Pushes(
                    walks.minusAll(walks.keySet().stream()
                            .filter(scope -> scope.type().equals(type))
                            .toList()),
                    records.minusAll(records.keySet().stream()
                            .filter(address -> address.type().equals(type))
                            .toList()));
        }
    }

    private Pushes pushes() {
        return holder.state().pushes();
    }

    private void changeWalks(UnaryOperator<HashPMap<PushScope, PushWalk>> change) {
        holder.change(state -> state.with(new Pushes(change.apply(pushes().walks()), pushes().records())));
    }

    private void changeRecords(UnaryOperator<HashPMap<PushAddress, PushRecord>> change) {
        holder.change(state -> state.with(new Pushes(pushes().walks(), change.apply(pushes().records()))));
    }

    @Override
    public List<PushWalk> walks() {
        return List.copyOf(pushes().walks().values());
    }

    @Override
    public PushPage page(PushWalk walk, int most) {
        PassTypeIdentifier type = walk.scope().type();
        List<Numbered> page = numbered(walk.scope())
                .filter(registration -> registration.number() > walk.after())
                .sorted(Numbered.ORDER)
                .limit(most)
                .toList();
        if (page.isEmpty()) {
            return new PushPage(List.of(), newestOf(type), OptionalLong.empty());
        }
        long last = page.get(page.size() - 1).number();
        // All registrations of the last pass belong to the page.
        return page(
                type,
                numbered(walk.scope())
                        .filter(registration -> registration.number() > walk.after() && registration.number() <= last)
                        .sorted(Numbered.ORDER)
                        .map(Numbered::registration),
                OptionalLong.of(last));
    }

    /** A registration with its place in the order of a walk. */
    private record Numbered(long number, Registration registration) {
        static final Comparator<Numbered> ORDER = Comparator.comparingLong(Numbered::number)
                .thenComparing(numbered -> numbered.registration().number());
    }

    /** The registrations of a scope: by their own numbers or, where there is an item, by those of its serial numbers. */
    private Stream<Numbered> numbered(PushScope scope) {
        if (scope.item().isEmpty()) {
            return registrations(scope.type()).map(found -> new Numbered(found.number(), found));
        }
        return registrations(scope.type())
                .flatMap(found -> serialNumberOf(found)
                        .filter(id ->
                                holder.state().itemOf(id).equals(scope.item().get()))
                        .map(id -> new Numbered(id.value(), found))
                        .stream());
    }

    private Optional<SerialNumberId> serialNumberOf(Registration registration) {
        return Optional.ofNullable(holder.wallet().passes().get(registration.pass()))
                .flatMap(Pass::serialNumberId);
    }

    private Stream<Registration> registrations(PassTypeIdentifier type) {
        return holder.wallet().registrations().entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(type))
                .flatMap(entry -> entry.getValue().values().stream());
    }

    private PushPage page(PassTypeIdentifier type, Stream<Registration> registrations, OptionalLong last) {
        List<PushCandidate> candidates = registrations
                .flatMap(registration -> candidate(registration).stream())
                .toList();
        return new PushPage(candidates, newestOf(type), last);
    }

    private Optional<PushCandidate> candidate(Registration registration) {
        return holder.state()
                .pass(registration.pass())
                .filter(holder.state()::isTold)
                .map(pass -> new PushCandidate(
                        registration,
                        pass.updateTag(),
                        record(registration.pass().passTypeIdentifier(), registration.pushToken())));
    }

    @Override
    public PushPage registrationsOf(PassTypeIdentifier type, Collection<PassSerialNumber> passes) {
        MemoryRegistrations all = new MemoryRegistrations(holder);
        return page(
                type,
                passes.stream()
                        .distinct()
                        .map(serialNumber -> new PassId(type, serialNumber))
                        .flatMap(pass -> all.of(pass))
                        .sorted(Comparator.comparingLong(Registration::number)),
                OptionalLong.empty());
    }

    @Override
    public PushPage registrationsOf(PassTypeIdentifier type, DeviceLibraryIdentifier device) {
        return page(
                type,
                new MemoryRegistrations(holder)
                        .of(device, type).stream().sorted(Comparator.comparingLong(Registration::number)),
                OptionalLong.empty());
    }

    @Override
    public Optional<PushRecord> record(PassTypeIdentifier type, PushToken token) {
        return Optional.ofNullable(pushes().records().get(new PushAddress(type, token)));
    }

    private Stream<PushRecord> waiting() {
        return pushes().records().values().stream()
                .filter(record -> record.retry().isPresent())
                .sorted(Comparator.comparing(record -> record.retry().orElseThrow()));
    }

    @Override
    public List<PushRecord> due(Instant now, int most) {
        return waiting()
                .filter(record -> !record.retry().orElseThrow().isAfter(now))
                .limit(most)
                .toList();
    }

    private UpdateTag newestOf(PassTypeIdentifier type) {
        return Optional.ofNullable(holder.wallet().types().get(type))
                .map(WalletState.Type::lastTag)
                .orElseGet(() -> new UpdateTag(0));
    }

    private boolean isKnown(PassTypeIdentifier type) {
        return holder.wallet().types().containsKey(type);
    }

    @Override
    public void putWalk(PushWalk walk) {
        if (isKnown(walk.scope().type())) {
            changeWalks(walks -> walks.plus(walk.scope(), walk));
        }
    }

    @Override
    public void removeWalk(PushScope scope) {
        changeWalks(walks -> walks.minus(scope));
    }

    @Override
    public void put(Collection<PushRecord> records) {
        for (PushRecord record : records) {
            if (isKnown(record.type())) {
                changeRecords(known -> known.plus(new PushAddress(record.type(), record.token()), record));
            }
        }
    }

    @Override
    public void remove(PassTypeIdentifier type, PushToken token) {
        changeRecords(records -> records.minus(new PushAddress(type, token)));
    }

    @Override
    public Optional<PushAddress> trim(Optional<PushAddress> after, Instant before, int most) {
        Comparator<PushAddress> order = Comparator.comparing(
                        (PushAddress address) -> address.type().value())
                .thenComparing(address -> address.token().value());
        List<PushAddress> looked = pushes().records().keySet().stream()
                .filter(address -> after.isEmpty() || order.compare(address, after.get()) > 0)
                .sorted(order)
                .limit(most + 1L)
                .toList();
        boolean isMore = looked.size() > most;
        List<PushAddress> slice = isMore ? looked.subList(0, most) : looked;
        changeRecords(records -> records.minusAll(slice.stream()
                .filter(address -> isOld(Objects.requireNonNull(records.get(address)), before))
                .toList()));
        return isMore ? Optional.of(slice.get(most - 1)) : Optional.empty();
    }

    private static boolean isOld(PushRecord record, Instant before) {
        return record.retry().isEmpty() && record.time().isBefore(before);
    }
}
