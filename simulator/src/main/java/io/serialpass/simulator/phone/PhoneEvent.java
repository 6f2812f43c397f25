package io.serialpass.simulator.phone;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a phone did. Holds no token. Immutable.
 *
 * @param time when
 * @param phone the name of the phone
 * @param action what
 * @param type the pass type that it is about; empty for what is about the phone as a whole
 * @param serialNumber the pass that it is about; empty for what is about a pass type as a whole
 * @param detail the rest, for people: a status, a version, a list of serial numbers, a message; may be empty
 * @param since of {@link PhoneAction#FETCHED}: when the phone was told of it, or began to ask; else empty
 * @since 0.1
 */
public record PhoneEvent(
        Instant time,
        String phone,
        PhoneAction action,
        Optional<PassTypeIdentifier> type,
        Optional<PassSerialNumber> serialNumber,
        String detail,
        Optional<Instant> since) {}
