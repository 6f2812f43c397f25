package io.serialpass.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of events. Each has a name for clients and a code for stores; neither ever changes.
 *
 * @since 0.1
 */
public enum EventType {
    /** Passes were issued. */
    PASS_CREATED(1, "pass.created", Subject.PASSES),
    /** Passes were changed, each by itself. */
    PASS_CHANGED(2, "pass.changed", Subject.PASSES),
    /** A pass was changed, and is void now. */
    PASS_VOIDED(3, "pass.voided", Subject.PASSES),
    /** The holder of a pass gave the data that the pass asked for, and these changed the pass. */
    PASS_PERSONALIZED(4, "pass.personalized", Subject.PASSES),
    /** A pass was deleted, with its packages and registrations. */
    PASS_DELETED(5, "pass.deleted", Subject.PASSES),
    /** A pass was redeemed at a door. */
    PASS_REDEEMED(6, "pass.redeemed", Subject.PASSES),
    /** The redemption of a pass was undone. */
    PASS_REDEMPTION_UNDONE(7, "pass.redemptionUndone", Subject.PASSES),
    /** Somebody asked that the devices of a pass be told again, although the pass did not change. */
    PASS_PUSH_REQUESTED(8, "pass.pushRequested", Subject.PASSES),
    /** All passes of a type whose packages are made here were changed: by their template, a file, or the certificate. */
    PASSES_OF_TYPE_CHANGED(11, "passesOfType.changed", Subject.PASS_TYPE),
    /** The passes of a type that are tied to serial numbers of an item were changed, by a change of the item. */
    PASSES_OF_ITEM_CHANGED(12, "passesOfItem.changed", Subject.PASS_TYPE),
    /** A device registered a pass. */
    DEVICE_REGISTERED(21, "device.registered", Subject.REGISTRATION),
    /** A device that has registered a pass sent another push token. */
    DEVICE_PUSH_TOKEN_CHANGED(22, "device.pushTokenChanged", Subject.REGISTRATION),
    /** A device ended its registration of a pass. */
    DEVICE_UNREGISTERED(23, "device.unregistered", Subject.REGISTRATION),
    /** Serial numbers were added. Those of an import can be RESERVED or SOLD from the beginning. */
    SERIAL_NUMBERS_CREATED(31, "serialNumbers.created", Subject.SERIAL_NUMBERS),
    /** Serial numbers became RESERVED. */
    SERIAL_NUMBERS_RESERVED(32, "serialNumbers.reserved", Subject.SERIAL_NUMBERS),
    /** Serial numbers became SOLD. */
    SERIAL_NUMBERS_SOLD(33, "serialNumbers.sold", Subject.SERIAL_NUMBERS),
    /** Serial numbers that were RESERVED or SOLD became NEW again, also since their reservation ended. */
    SERIAL_NUMBERS_RETURNED(34, "serialNumbers.returned", Subject.SERIAL_NUMBERS),
    /** Serial numbers got another value. */
    SERIAL_NUMBERS_RENAMED(35, "serialNumbers.renamed", Subject.SERIAL_NUMBERS),
    /** Serial numbers got another warehouse stock. */
    SERIAL_NUMBERS_MOVED(36, "serialNumbers.moved", Subject.SERIAL_NUMBERS),
    /** Serial numbers were deleted. */
    SERIAL_NUMBERS_DELETED(37, "serialNumbers.deleted", Subject.SERIAL_NUMBERS),
    /** The reservation of serial numbers, which stay RESERVED, ends at another time, or not any more. */
    SERIAL_NUMBERS_PROLONGED(38, "serialNumbers.prolonged", Subject.SERIAL_NUMBERS),
    /** An item was added. */
    ITEM_CREATED(41, "item.created", Subject.ITEM),
    /** An item was changed. */
    ITEM_CHANGED(42, "item.changed", Subject.ITEM),
    /** An item was deleted. */
    ITEM_DELETED(43, "item.deleted", Subject.ITEM),
    /** A pass type was added, also by the first pass of it. */
    PASS_TYPE_CREATED(51, "passType.created", Subject.PASS_TYPE_CONTENT),
    /** The template or the files of a pass type were changed. */
    PASS_TYPE_CHANGED(52, "passType.changed", Subject.PASS_TYPE_CONTENT),
    /** A pass type was deleted. */
    PASS_TYPE_DELETED(53, "passType.deleted", Subject.PASS_TYPE_CONTENT),
    /** A link by which customers get passes was made. */
    LINK_CREATED(61, "link.created", Subject.LINK),
    /** A link was revoked. */
    LINK_REVOKED(62, "link.revoked", Subject.LINK),
    /** A webhook was made. */
    WEBHOOK_CREATED(71, "webhook.created", Subject.WEBHOOK),
    /** A webhook was changed. */
    WEBHOOK_CHANGED(72, "webhook.changed", Subject.WEBHOOK),
    /** A webhook got another secret. */
    WEBHOOK_SECRET_ROTATED(73, "webhook.secretRotated", Subject.WEBHOOK),
    /** A webhook was deleted. */
    WEBHOOK_DELETED(74, "webhook.deleted", Subject.WEBHOOK),
    /** An API token was issued. */
    API_TOKEN_CREATED(81, "apiToken.created", Subject.API_TOKEN),
    /** An API token was revoked. */
    API_TOKEN_REVOKED(82, "apiToken.revoked", Subject.API_TOKEN);

    /** The kinds of things that events tell of. */
    enum Subject {
        PASSES(true),
        PASS_TYPE(true),
        REGISTRATION(true),
        SERIAL_NUMBERS(true),
        ITEM(false),
        PASS_TYPE_CONTENT(false),
        LINK(false),
        WEBHOOK(false),
        API_TOKEN(false);

        private final boolean isFollowed;

        Subject(boolean isFollowed) {
            this.isFollowed = isFollowed;
        }
    }

    private final int code;
    private final String label;
    private final Subject subject;

    EventType(int code, String label, Subject subject) {
        this.code = code;
        this.label = label;
        this.subject = subject;
    }

    /**
     * The number by which stores keep the type.
     *
     * @return the code, 1 or more
     */
    public int code() {
        return code;
    }

    /**
     * The name that clients know.
     *
     * @return for example {@code pass.changed}
     */
    public String label() {
        return label;
    }

    /**
     * Whether programs that follow the log over HTTP, and webhooks, are told of it. Of the others the audit trail tells, which only
     * administrators read.
     *
     * @return true for what happens to passes, registrations and serial numbers
     */
    public boolean isFollowed() {
        return subject.isFollowed;
    }

    /**
     * The type of a code.
     *
     * @param code a number that {@link #code()} gave
     * @return the type
     * @throws IllegalArgumentException if no type has the code
     */
    public static EventType ofCode(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type of event has the code " + code));
    }

    /**
     * The types that {@linkplain #isFollowed() are followed}.
     *
     * @return the types, in order
     */
    public static List<EventType> followed() {
        return Arrays.stream(values()).filter(EventType::isFollowed).toList();
    }

    /**
     * The type of a name.
     *
     * @param label a name that {@link #label()} gave
     * @return the type; empty if no type has the name
     */
    public static Optional<EventType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    void require(Subject wanted) {
        if (subject != wanted) {
            throw new IllegalArgumentException(label + " does not tell of " + wanted);
        }
    }
}
