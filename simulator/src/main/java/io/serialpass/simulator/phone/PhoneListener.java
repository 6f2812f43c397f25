package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.WalletCall;
import java.time.Duration;

/**
 * Is told what phones do. It is called by the threads that the phones call on, by many at once, so it must be safe for that,
 * and quick.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PhoneListener {

    /**
     * A phone did something.
     *
     * @param event what
     */
    void happened(PhoneEvent event);

    /**
     * A call of a phone was answered.
     *
     * @param call which call
     * @param status the status of the answer
     * @param took how long the server took
     */
    default void called(WalletCall call, int status, Duration took) {
        // Who wants to know it says so.
    }

    /**
     * Tells both.
     *
     * @param other the other listener, which is told after this one
     * @return a listener that tells both
     */
    default PhoneListener and(PhoneListener other) {
        PhoneListener first = this;
        return new PhoneListener() {
            @Override
            public void happened(PhoneEvent event) {
                first.happened(event);
                other.happened(event);
            }

            @Override
            public void called(WalletCall call, int status, Duration took) {
                first.called(call, status, took);
                other.called(call, status, took);
            }
        };
    }
}
