package io.serialpass.event;

import io.serialpass.organization.PassTypeIdentifier;

/**
 * An event of passes or registrations of one pass type. It belongs to the organization that the pass type belongs to.
 *
 * @since 0.1
 */
public sealed interface WalletEvent extends Event permits PassEvent, PassTypeEvent, RegistrationEvent {

    /**
     * The pass type.
     *
     * @return its identifier
     */
    PassTypeIdentifier passTypeIdentifier();
}
