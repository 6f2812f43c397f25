package io.serialpass.storage.memory;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.Pass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.TreePMap;

/** The device logs of one state. */
final class MemoryDeviceLogs implements DeviceLogWriter {

    private final StateHolder holder;

    /**
     * The part of a state that is device logs, immutable.
     *
     * @param byId device logs by id
     * @param lastId the greatest id given to a device log, deleted ones included
     */
    record Logs(TreePMap<Long, Log> byId, long lastId) implements State.Part {

        static final Logs EMPTY = new Logs(TreePMap.empty(), 0);

        Logs with(Log log) {
            return new Logs(byId.plus(log.entry().id(), log), log.entry().id());
        }
    }

    /**
     * A device log.
     *
     * @param entry the log
     * @param organization whose it is; empty where it names nothing that belongs to one
     */
    record Log(DeviceLogEntry entry, Optional<Organization> organization) {}

    MemoryDeviceLogs(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Page<DeviceLogEntry> list(DeviceLogQuery query) {
        return MemoryPages.page(
                holder.limit()
                        .over(logs().byId().values().stream())
                        .filter(log -> log.organization()
                                .map(query.organization()::equals)
                                .orElse(true))
                        .map(Log::entry)
                        .filter(query::matches),
                query.listing(),
                holder.limit());
    }

    @Override
    public void insert(List<DeviceLogMessage> messages, Instant time) {
        for (DeviceLogMessage message : messages) {
            Optional<Organization> owner = owner(message);
            Log log = new Log(new DeviceLogEntry(logs().lastId() + 1, message, time), owner);
            holder.change(state -> state.with(state.logs().with(log)));
        }
    }

    private Optional<Organization> owner(DeviceLogMessage message) {
        WalletState wallet = holder.wallet();
        if (message.passTypeIdentifier().isPresent()) {
            return message.passTypeIdentifier().flatMap(this::ownerOf);
        }
        return message.serialNumber()
                .flatMap(serialNumber -> only(wallet.passes().values().stream()
                        .filter(pass -> pass.id().serialNumber().equals(serialNumber))
                        .map(Pass::organization)))
                .or(() -> message.device()
                        .flatMap(device -> only(wallet.registrations().keySet().stream()
                                .filter(key -> key.id().equals(device))
                                .flatMap(key -> ownerOf(key.type()).stream()))));
    }

    private Optional<Organization> ownerOf(PassTypeIdentifier type) {
        return Optional.ofNullable(holder.wallet().types().get(type))
                .map(known -> known.type().organization());
    }

    private static Optional<Organization> only(Stream<Organization> organizations) {
        List<Organization> distinct = organizations.distinct().limit(2).toList();
        return distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
    }

    @Override
    public void prune(Instant before, long most) {
        Logs logs = logs();
        long firstKept = logs.lastId() - most + 1;
        TreePMap<Long, Log> kept = logs.byId();
        for (Log log : logs.byId().values()) {
            DeviceLogEntry entry = log.entry();
            if (entry.id() < firstKept || entry.dateCreated().isBefore(before)) {
                kept = kept.minus(entry.id());
            }
        }
        Logs pruned = new Logs(kept, logs.lastId());
        holder.change(state -> state.with(pruned));
    }

    private Logs logs() {
        return holder.state().logs();
    }
}
