package io.serialpass.storage.memory;

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
     */
    record Servers(Optional<String> webServiceUrl, HashPMap<ServerId, Instant> readyUntil) {
        static final Servers EMPTY = new Servers(Optional.empty(), HashTreePMap.empty());
    }

    private Servers servers() {
        return holder.state().servers();
    }

    private void changeReady(UnaryOperator<HashPMap<ServerId, Instant>> change) {
        Servers before = servers();
        holder.change(state -> state.with(new Servers(before.webServiceUrl(), change.apply(before.readyUntil()))));
    }

    @Override
    public Optional<String> webServiceUrl() {
        return servers().webServiceUrl();
    }

    @Override
    public Optional<Instant> othersReadyUntil(ServerId self) {
        return servers().readyUntil().entrySet().stream()
                .filter(server -> !server.getKey().equals(self))
                .map(Map.Entry::getValue)
                .max(Instant::compareTo);
    }

    @Override
    public void putWebServiceUrl(String url) {
        holder.change(state ->
                state.with(new Servers(Optional.of(url), state.servers().readyUntil())));
    }

    @Override
    public void putReady(ServerId server, Instant until, Instant now) {
        changeReady(ready -> ready.minusAll(ready.entrySet().stream()
                        .filter(other -> other.getValue().isBefore(now))
                        .map(Map.Entry::getKey)
                        .toList())
                .plus(server, until));
    }

    @Override
    public void removeReady(ServerId server) {
        changeReady(ready -> ready.minus(server));
    }
}
