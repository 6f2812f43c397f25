package io.serialpass.event;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.util.function.Function;

/**
 * A registration was made, changed or ended. The push token is not in the event, since it is a secret of the device: the
 * registration has it.
 *
 * @param type one of the {@code DEVICE_} types
 * @param device the device
 * @param pass the pass that it holds
 * @since 0.1
 */
public record RegistrationEvent(EventType type, DeviceLibraryIdentifier device, PassId pass) implements WalletEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code DEVICE_} types
     * @param device the device
     * @param pass the pass that it holds
     * @throws IllegalArgumentException if the type does not fit
     */
    public RegistrationEvent {
        type.require(EventType.Subject.REGISTRATION);
    }

    @Override
    public PassTypeIdentifier passTypeIdentifier() {
        return pass.passTypeIdentifier();
    }

    @Override
    public <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbers,
            Function<? super AdministrationEvent, ? extends T> administration) {
        return registration.apply(this);
    }
}
