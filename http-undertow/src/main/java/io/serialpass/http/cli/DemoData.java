package io.serialpass.http.cli;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A small sample, so that every call has something to show. */
final class DemoData {

    private static final PassTypeIdentifier PASS_TYPE = new PassTypeIdentifier("pass.com.example.jazz-night");

    private static final DeviceLibraryIdentifier DEVICE = new DeviceLibraryIdentifier("sample-device");

    private DemoData() {}

    /** Loads the sample in one unit of work, unless the organization has an item already. */
    static void load(Storage storage, Clock clock, Organization organization) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean loaded = storage.write(tx -> {
            ItemQuery any = ItemQuery.builder(organization)
                    .page(PageRequest.first(1).withoutTotal())
                    .build();
            if (!tx.items().list(any).rows().isEmpty()) {
                return false;
            }
            List<SerialNumber> tickets =
                    add(tx, organization, "TICKET-JAZZ-NIGHT", "Jazz Night, 5 December, stalls", "JN26-%04d", 40, now);
            addPasses(tx, organization, tickets, now);
            add(tx, organization, "HUAWEI-Y6-PRO-BLACK", "Huawei Y6 Pro, black", "74924P%04dE", 12, now);
            add(tx, organization, "MEMBER-GOLD", "Gold membership", "GOLD-%05d", 8, now);
            return true;
        });
        System.getLogger(DemoData.class.getName())
                .log(System.Logger.Level.DEBUG, loaded ? "Sample loaded" : "Sample not needed");
    }

    private static List<SerialNumber> add(
            WriteTransaction tx,
            Organization organization,
            String reference,
            String name,
            String valueFormat,
            int quantity,
            Instant now) {
        ItemDetails details = ItemDetails.of(new ItemReference(reference))
                .withName(name)
                .withDescription(Optional.of("Sample data of --demo"));
        Item item = tx.items().insert(organization, details, now).orElseThrow();
        List<NewSerialNumber> rows = IntStream.rangeClosed(1, quantity)
                .mapToObj(number -> new NewSerialNumber(
                        item,
                        new SerialNumberDetails(
                                new SerialNumberValue(String.format(Locale.ROOT, valueFormat, number)),
                                status(number),
                                OptionalLong.empty())))
                .toList();
        return tx.serialNumbers().insert(rows, now).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    /** A pass for each ticket that was sold, unless another organization has the sample's pass type already. */
    private static void addPasses(
            WriteTransaction tx, Organization organization, List<SerialNumber> tickets, Instant now) {
        if (!tx.passes().claim(PASS_TYPE, organization).equals(organization)) {
            return;
        }
        SecureRandom random = new SecureRandom();
        UpdateTag tag = tx.passes().takeTag(PASS_TYPE, now);
        for (SerialNumber ticket : tickets) {
            if (ticket.details().status() != SerialNumberStatus.SOLD) {
                continue;
            }
            PassId id = new PassId(
                    PASS_TYPE, new PassSerialNumber(ticket.details().value().value()));
            AuthenticationToken token = AuthenticationToken.generate(random);
            PassDetails details =
                    PassDetails.NONE.withFields(new PassFields(Map.of("event", new FieldValue.Text("Jazz Night"))));
            Pass pass = tx.passes()
                    .insert(new NewPass(id, organization, token, Optional.of(ticket.id()), details), tag, now)
                    .orElseThrow();
            tx.passes().putPackage(id, DemoPackage.of(id, token, "Ticket for Jazz Night"));
            tx.passes().update(pass.nextVersion(tag, now));
            tx.registrations().insert(DEVICE, id, new PushToken("sample-push-token"), tag, now);
        }
        tx.deviceLogs()
                .insert(
                        List.of(DeviceLogMessage.parse("Get pass task (pass type " + PASS_TYPE.value()
                                + ", serial number JN26-0001, if-modified-since (null); with web service url"
                                + " https://example.com) encountered error: Unexpected response code 404")),
                        now);
    }

    /** Of every four, one is sold; of every ten, one reserved. */
    private static SerialNumberStatus status(int number) {
        if (number % 4 == 1) {
            return SerialNumberStatus.SOLD;
        }
        return number % 10 == 0 ? SerialNumberStatus.RESERVED : SerialNumberStatus.NEW;
    }
}
