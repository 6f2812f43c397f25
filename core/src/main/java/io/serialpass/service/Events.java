package io.serialpass.service;

import io.serialpass.event.ApiTokenEvent;
import io.serialpass.event.EventType;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LinkEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the events of rows, in the unit of work that changes them. A change of many rows is one event. */
final class Events {

    private Events() {}

    /** Tells of passes that have a new version. Those of one type have one tag, since a unit of work has. */
    static void ofVersions(WriteTransaction tx, EventType type, Collection<Pass> passes, Instant now) {
        Map<UpdateTag, List<Pass>> byTag = passes.stream()
                .collect(Collectors.groupingBy(Pass::updateTag, LinkedHashMap::new, Collectors.toList()));
        byTag.forEach((tag, changed) -> append(tx, type, changed, Optional.of(tag), now));
    }

    /** Appends an event of passes whose packages did not change for phones. */
    static void ofData(WriteTransaction tx, EventType type, Collection<Pass> passes, Instant now) {
        append(tx, type, passes, Optional.empty(), now);
    }

    private static void append(
            WriteTransaction tx, EventType type, Collection<Pass> passes, Optional<UpdateTag> tag, Instant now) {
        Map<PassTypeIdentifier, List<PassSerialNumber>> byType = passes.stream()
                .collect(Collectors.groupingBy(
                        pass -> pass.id().passTypeIdentifier(),
                        LinkedHashMap::new,
                        Collectors.mapping(pass -> pass.id().serialNumber(), Collectors.toList())));
        byType.forEach((passType, serialNumbers) -> PassEvent.of(type, passType, serialNumbers, tag)
                .forEach(event -> tx.events().append(event, now)));
    }

    /** Tells of serial numbers of one item. */
    static void ofSerialNumbers(
            WriteTransaction tx,
            EventType type,
            Organization organization,
            ItemId item,
            List<SerialNumber> rows,
            Instant now) {
        append(tx, type, organization, Optional.of(item), rows, now);
    }

    /** Tells of serial numbers that one batch of an import added, of whatever items. */
    static void ofImport(WriteTransaction tx, Organization organization, List<SerialNumber> rows, Instant now) {
        List<ItemId> items =
                rows.stream().map(SerialNumber::itemId).distinct().limit(2).toList();
        Optional<ItemId> item = items.size() == 1 ? Optional.of(items.get(0)) : Optional.empty();
        append(tx, EventType.SERIAL_NUMBERS_CREATED, organization, item, rows, now);
    }

    private static void append(
            WriteTransaction tx,
            EventType type,
            Organization organization,
            Optional<ItemId> item,
            List<SerialNumber> rows,
            Instant now) {
        List<SerialNumberId> ids = rows.stream().map(SerialNumber::id).toList();
        SerialNumberEvent.of(type, item, ids).forEach(event -> tx.events().append(organization, event, now));
    }

    /** Tells of each thing that is different in a serial number. */
    static void ofUpdate(WriteTransaction tx, SerialNumber before, SerialNumber after, Instant now) {
        SerialNumberDetails old = before.details();
        SerialNumberDetails changed = after.details();
        if (!old.value().equals(changed.value())) {
            ofOne(tx, EventType.SERIAL_NUMBERS_RENAMED, after, now);
        }
        if (!old.warehouseStockId().equals(changed.warehouseStockId())) {
            ofOne(tx, EventType.SERIAL_NUMBERS_MOVED, after, now);
        }
        if (old.status() != changed.status()) {
            ofOne(tx, typeOf(changed.status()), after, now);
        } else if (!old.reservedUntil().equals(changed.reservedUntil())) {
            ofOne(tx, EventType.SERIAL_NUMBERS_PROLONGED, after, now);
        }
    }

    private static EventType typeOf(SerialNumberStatus status) {
        return switch (status) {
            case NEW -> EventType.SERIAL_NUMBERS_RETURNED;
            case RESERVED -> EventType.SERIAL_NUMBERS_RESERVED;
            case SOLD -> EventType.SERIAL_NUMBERS_SOLD;
        };
    }

    /** Tells of one serial number. */
    static void ofOne(WriteTransaction tx, EventType type, SerialNumber row, Instant now) {
        ofSerialNumbers(tx, type, row.organization(), row.itemId(), List.of(row), now);
    }

    /** Tells of an item. */
    static void ofItem(WriteTransaction tx, EventType type, Item item, Instant now) {
        tx.events()
                .append(
                        item.organization(),
                        new ItemEvent(type, item.id(), item.details().reference()),
                        now);
    }

    /** Tells of a pass type, with the names of the files that were added, changed or deleted. */
    static void ofPassType(
            WriteTransaction tx,
            EventType type,
            Organization organization,
            PassTypeIdentifier identifier,
            List<PassFileName> files,
            Instant now) {
        tx.events().append(organization, new PassTypeContentEvent(type, identifier, files), now);
    }

    /** Makes a pass type the organization's by a first pass of it, and tells of that, unless it is somebody's already. */
    static Organization claim(
            WriteTransaction tx, PassTypeIdentifier identifier, Organization organization, Instant now) {
        boolean isNew = tx.passTypes().find(identifier).isEmpty();
        Organization owner = tx.passTypes().claim(identifier, organization, now);
        if (isNew) {
            ofPassType(tx, EventType.PASS_TYPE_CREATED, organization, identifier, List.of(), now);
        }
        return owner;
    }

    /** Tells of a link. */
    static void ofLink(WriteTransaction tx, EventType type, PassLink link, Instant now) {
        List<PassId> passes = link.passes().stream().map(LinkedPass::id).toList();
        tx.events().append(link.organization(), new LinkEvent(type, link.id(), passes), now);
    }

    /** Tells of an API token. */
    static void ofToken(WriteTransaction tx, EventType type, IssuedToken token, Instant now) {
        ApiTokenEvent event = new ApiTokenEvent(
                type, token.id(), token.details().name(), token.details().role());
        tx.events().append(token.organization(), event, now);
    }
}
