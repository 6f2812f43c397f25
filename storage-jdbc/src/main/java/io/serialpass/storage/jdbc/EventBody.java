package io.serialpass.storage.jdbc;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of an event as a column holds it: a few lines. No part of an event holds a line break, and a part that is not there
 * is an empty line.
 *
 * <pre>
 * passes          pass type, tag, one line for each serial number
 * pass type       pass type, tag, item
 * registration    pass type, serial number, device
 * serial numbers  item, ranges with blanks between: 17-20 23
 * </pre>
 *
 * {@link AdministrationBody} writes the others.
 *
 * @since 0.1
 */
public final class EventBody {

    private EventBody() {}

    public static String write(Event event) {
        return event.match(
                EventBody::passes,
                EventBody::passType,
                EventBody::registration,
                EventBody::serialNumbers,
                AdministrationBody::write);
    }

    private static String passes(PassEvent event) {
        StringBuilder body = new StringBuilder(event.passTypeIdentifier().value()).append('\n');
        event.updateTag().ifPresent(tag -> body.append(tag.value()));
        event.serialNumbers().forEach(serialNumber -> body.append('\n').append(serialNumber.value()));
        return body.toString();
    }

    private static String passType(PassTypeEvent event) {
        return event.passTypeIdentifier().value()
                + '\n'
                + event.updateTag().value()
                + '\n'
                + event.item().map(EventBody::item).orElse("");
    }

    private static String registration(RegistrationEvent event) {
        return event.passTypeIdentifier().value()
                + '\n'
                + event.pass().serialNumber().value()
                + '\n'
                + event.device().value();
    }

    private static String serialNumbers(SerialNumberEvent event) {
        return event.item().map(EventBody::item).orElse("")
                + '\n'
                + event.ids().ranges().stream().map(EventBody::range).collect(Collectors.joining(" "));
    }

    private static String item(ItemId item) {
        return Long.toString(item.value());
    }

    private static String range(IdRanges.Range range) {
        return range.first() == range.last() ? Long.toString(range.first()) : range.first() + "-" + range.last();
    }

    static Event read(int code, String body) {
        EventType type = EventType.ofCode(code);
        List<String> lines = Arrays.asList(body.split("\n", -1));
        return switch (type) {
            case PASS_CREATED,
                    PASS_CHANGED,
                    PASS_VOIDED,
                    PASS_PERSONALIZED,
                    PASS_DELETED,
                    PASS_REDEEMED,
                    PASS_REDEMPTION_UNDONE,
                    PASS_PUSH_REQUESTED ->
                new PassEvent(
                        type,
                        new PassTypeIdentifier(lines.get(0)),
                        lines.subList(2, lines.size()).stream()
                                .map(PassSerialNumber::new)
                                .toList(),
                        number(lines.get(1)).map(UpdateTag::new));
            case PASSES_OF_TYPE_CHANGED, PASSES_OF_ITEM_CHANGED ->
                new PassTypeEvent(
                        type,
                        new PassTypeIdentifier(lines.get(0)),
                        number(lines.get(2)).map(ItemId::new),
                        new UpdateTag(Long.parseLong(lines.get(1))));
            case DEVICE_REGISTERED, DEVICE_PUSH_TOKEN_CHANGED, DEVICE_UNREGISTERED ->
                new RegistrationEvent(
                        type,
                        new DeviceLibraryIdentifier(lines.get(2)),
                        new PassId(new PassTypeIdentifier(lines.get(0)), new PassSerialNumber(lines.get(1))));
            case SERIAL_NUMBERS_CREATED,
                    SERIAL_NUMBERS_RESERVED,
                    SERIAL_NUMBERS_SOLD,
                    SERIAL_NUMBERS_RETURNED,
                    SERIAL_NUMBERS_RENAMED,
                    SERIAL_NUMBERS_MOVED,
                    SERIAL_NUMBERS_DELETED,
                    SERIAL_NUMBERS_PROLONGED ->
                new SerialNumberEvent(type, number(lines.get(0)).map(ItemId::new), ranges(lines.get(1)));
            case ITEM_CREATED,
                    ITEM_CHANGED,
                    ITEM_DELETED,
                    PASS_TYPE_CREATED,
                    PASS_TYPE_CHANGED,
                    PASS_TYPE_DELETED,
                    LINK_CREATED,
                    LINK_REVOKED,
                    WEBHOOK_CREATED,
                    WEBHOOK_CHANGED,
                    WEBHOOK_SECRET_ROTATED,
                    WEBHOOK_DELETED,
                    API_TOKEN_CREATED,
                    API_TOKEN_REVOKED -> AdministrationBody.read(type, lines);
        };
    }

    private static Optional<Long> number(String line) {
        return line.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(line));
    }

    private static IdRanges ranges(String line) {
        return new IdRanges(Arrays.stream(line.split(" ", -1))
                .map(range -> {
                    // Not at the beginning, where it would be a sign.
                    int dash = range.indexOf('-', 1);
                    return dash < 0
                            ? new IdRanges.Range(Long.parseLong(range), Long.parseLong(range))
                            : new IdRanges.Range(
                                    Long.parseLong(range.substring(0, dash)),
                                    Long.parseLong(range.substring(dash + 1)));
                })
                .toList());
    }
}
