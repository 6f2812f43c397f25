package io.serialpass.storage.memory;

import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.ServerWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** The servers of one state. */
final class MemoryServers implements ServerWriter {

    private final StateHolder holder;

    MemoryServers(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * The words of the servers, immutable.
     *
     * @param webServiceUrl the address in force
     * @param readyUntil until when each is ready
     * @param leases who does which work
     */
    record Servers(
            Optional<String> webServiceUrl, HashPMap<ServerId, Instant> readyUntil, HashPMap<LeaseName, Lease> leases)
            implements State.Part {
        static final Servers EMPTY = new Servers(Optional.empty(), HashTreePMap.empty(), HashTreePMap.empty());

        Servers withUrl(String url) {
            return new Servers(Optional.of(url), readyUntil, leases);
        }

        Servers withReady(HashPMap<ServerId, Instant> changed) {
            return new Servers(webServiceUrl, changed, leases);
        }

        Servers withLeases(HashPMap<LeaseName, Lease> changed) {
            return new Servers(webServiceUrl, readyUntil, changed);
        }
    }

    record Lease(ServerId server, Instant until) {}

    private Servers servers() {
        return holder.state().servers();
    }

    private void changeReady(UnaryOperator<HashPMap<ServerId, Instant>> change) {
        Servers before = servers();
        holder.change(state -> state.with(before.withReady(change.apply(before.readyUntil()))));
    }

    @Override
    public Optional<String> webServiceUrl() {
        return servers().webServiceUrl();
    }

    @Override
    public Map<ServerId, Instant> othersReadyUntil(ServerId self) {
        return servers().readyUntil().minus(self);
    }

    @Override
    public Optional<Instant> othersLeaseUntil(LeaseName name, ServerId self) {
        return Optional.ofNullable(servers().leases().get(name))
                .filter(lease -> !lease.server().equals(self))
                .map(Lease::until);
    }

    @Override
    public void putWebServiceUrl(String url) {
        holder.change(state -> state.with(state.servers().withUrl(url)));
    }

    @Override
    public void putReady(ServerId server, Instant until, Instant oldest) {
        changeReady(ready -> ready.minusAll(ready.entrySet().stream()
                        .filter(other -> other.getValue().isBefore(oldest))
                        .map(Map.Entry::getKey)
                        .toList())
                .plus(server, until));
    }

    @Override
    public void removeReady(ServerId server) {
        changeReady(ready -> ready.minus(server));
    }

    @Override
    public boolean takeLease(LeaseName name, ServerId server, Instant until, Instant now) {
        HashPMap<LeaseName, Lease> leases = servers().leases();
        boolean isTaken = Optional.ofNullable(leases.get(name))
                .filter(lease ->
                        !lease.server().equals(server) && !lease.until().isBefore(now))
                .isPresent();
        if (!isTaken) {
            holder.change(state -> state.with(state.servers().withLeases(leases.plus(name, new Lease(server, until)))));
        }
        return !isTaken;
    }

    @Override
    public void releaseLease(LeaseName name, ServerId server) {
        HashPMap<LeaseName, Lease> leases = servers().leases();
        if (Optional.ofNullable(leases.get(name))
                .filter(lease -> lease.server().equals(server))
                .isPresent()) {
            holder.change(state -> state.with(state.servers().withLeases(leases.minus(name))));
        }
    }
}
