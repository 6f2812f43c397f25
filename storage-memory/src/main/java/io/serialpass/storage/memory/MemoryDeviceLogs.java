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

    MemoryDeviceLogs(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Page<DeviceLogEntry> list(DeviceLogQuery query) {
        return MemoryPages.page(
                holder.limit()
                        .over(holder.wallet().logs().values().stream())
                        .filter(log -> log.organization()
                                .map(query.organization()::equals)
                                .orElse(true))
                        .map(WalletState.Log::entry)
                        .filter(query::matches),
                query.listing(),
                holder.limit());
    }

    @Override
    public void insert(List<DeviceLogMessage> messages, Instant time) {
        for (DeviceLogMessage message : messages) {
            Optional<Organization> owner = owner(message);
            holder.changeWallet(wallet -> wallet.withLog(
                    new WalletState.Log(new DeviceLogEntry(wallet.lastLogId() + 1, message, time), owner)));
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
        TreePMap<Long, WalletState.Log> logs = holder.wallet().logs();
        long firstKept = holder.wallet().lastLogId() - most + 1;
        for (WalletState.Log log : logs.values()) {
            DeviceLogEntry entry = log.entry();
            if (entry.id() < firstKept || entry.dateCreated().isBefore(before)) {
                logs = logs.minus(entry.id());
            }
        }
        TreePMap<Long, WalletState.Log> kept = logs;
        holder.changeWallet(wallet -> wallet.withLogs(kept, wallet.lastLogId()));
    }
}
