package io.serialpass.storage.memory;

import java.util.function.UnaryOperator;

/** The state that one unit of work sees, and changes for itself alone. For one thread. */
final class StateHolder {

    private final ReadLimit limit;
    private State state;

    StateHolder(State state, ReadLimit limit) {
        this.state = state;
        this.limit = limit;
    }

    ReadLimit limit() {
        return limit;
    }

    State state() {
        return state;
    }

    WalletState wallet() {
        return state.wallet();
    }

    void changeWallet(UnaryOperator<WalletState> change) {
        state = state.with(change.apply(state.wallet()));
    }

    void change(UnaryOperator<State> change) {
        state = change.apply(state);
    }
}
