package io.serialpass.storage.memory;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.TraceWriter;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import java.util.Collection;
import java.util.Optional;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** What devices did last, in one state. */
final class MemoryTraces implements TraceWriter {

    private final StateHolder holder;

    MemoryTraces(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * What devices did last, immutable.
     *
     * @param asks the last ask of each device and type
     * @param fetches the last fetch of each pass
     */
    record Traces(HashPMap<WalletState.Device, DeviceAsk> asks, HashPMap<PassId, PassFetch> fetches)
            implements State.Part {
        static final Traces EMPTY = new Traces(HashTreePMap.empty(), HashTreePMap.empty());

        /** The same without a pass. */
        Traces without(PassId pass) {
            return new Traces(asks, fetches.minus(pass));
        }

        /** The same without a device, which has no registration of the type any more. */
        Traces without(WalletState.Device device) {
            return new Traces(asks.minus(device), fetches);
        }
    }

    private Traces traces() {
        return holder.state().traces();
    }

    @Override
    public Optional<DeviceAsk> lastAsk(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return Optional.ofNullable(traces().asks().get(new WalletState.Device(device, type)));
    }

    @Override
    public Optional<PassFetch> lastFetch(PassId pass) {
        return Optional.ofNullable(traces().fetches().get(pass));
    }

    @Override
    public void putAsks(Collection<DeviceAsk> asks) {
        for (DeviceAsk ask : asks) {
            WalletState.Device device = new WalletState.Device(ask.device(), ask.type());
            if (holder.wallet().registrations().containsKey(device)) {
                Traces before = traces();
                holder.change(state -> state.with(new Traces(before.asks().plus(device, ask), before.fetches())));
            }
        }
    }

    @Override
    public void putFetches(Collection<PassFetch> fetches) {
        for (PassFetch fetch : fetches) {
            if (holder.wallet().passes().containsKey(fetch.pass())) {
                Traces before = traces();
                holder.change(state ->
                        state.with(new Traces(before.asks(), before.fetches().plus(fetch.pass(), fetch))));
            }
        }
    }
}
