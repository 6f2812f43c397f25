package io.serialpass.http.cli;

import io.serialpass.http.web.Resources;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Wildcard;
import io.serialpass.service.DeviceLogService;
import io.serialpass.service.DeviceService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PushToken;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The passes of the sample: a pass type with a template and images, and a pass for each ticket that was sold. */
final class DemoPasses {

    static final PassTypeIdentifier PASS_TYPE = new PassTypeIdentifier("pass.com.example.jazz-night");

    private static final DeviceLibraryIdentifier DEVICE = new DeviceLibraryIdentifier("sample-device");

    private static final List<String> FILES = List.of(
            "pass.json",
            "icon.png",
            "icon@2x.png",
            "icon@3x.png",
            "logo.png",
            "logo@2x.png",
            "strip.png",
            "strip@2x.png",
            "de.lproj/pass.strings",
            "en.lproj/pass.strings");

    private final Storage storage;
    private final Clock clock;
    private final PassTypeService types;
    private final PassService passes;
    private final DeviceService devices;

    private DemoPasses(Storage storage, Clock clock, PassPackager packager) {
        this.storage = storage;
        this.clock = clock;
        this.types = new PassTypeService(storage, clock, packager);
        this.passes = new PassService(storage, clock, new SecureRandom(), packager);
        this.devices = new DeviceService(storage, clock, Packages.unkept(packager));
    }

    /** Adds the sample's passes, unless somebody has its pass type already. */
    static void load(Storage storage, Clock clock, Organization organization, PassPackager packager) {
        new DemoPasses(storage, clock, packager).load(organization);
    }

    private void load(Organization organization) {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        FILES.forEach(name -> files.put(new PassFileName(name), resource(name)));
        boolean isAdded = types.create(organization, PASS_TYPE, files)
                .match(
                        changed -> true,
                        notFound -> false,
                        notUnique -> false,
                        typeOfAnother -> false,
                        refused -> false);
        if (!isAdded) {
            return;
        }
        int seat = 0;
        for (SerialNumberStatus status : List.of(SerialNumberStatus.SOLD, SerialNumberStatus.RESERVED)) {
            SerialNumberQuery tickets = SerialNumberQuery.builder(organization)
                    .itemReference(Wildcard.of(DemoData.TICKETS))
                    .status(status)
                    .build();
            for (SerialNumber ticket :
                    new SerialNumberService(storage, clock).list(tickets).rows()) {
                seat++;
                issue(organization, ticket, seat);
            }
        }
        new DeviceLogService(storage, clock, Duration.ofDays(30), 100_000)
                .add(List.of("Get pass task (pass type " + PASS_TYPE.value()
                        + ", serial number JN26-0001, if-modified-since (null); with web service url"
                        + " https://example.com) encountered error: Unexpected response code 404"));
    }

    private void issue(Organization organization, SerialNumber ticket, int seat) {
        PassDetails details = PassDetails.NONE.withFields(new PassFields(Map.of(
                "event", new FieldValue.Text("Jazz Night"),
                "seat", new FieldValue.Text("Row " + (1 + seat / 4) + ", seat " + (1 + seat % 4)),
                "price", new FieldValue.Decimal(new BigDecimal("28.50")))));
        PassCreateOutcome outcome = passes.create(
                organization, List.of(PassOrder.of(PASS_TYPE, details).tiedTo(ticket.id())));
        List<Pass> issued = outcome.match(PassCreateOutcome.Created::passes, failed -> List.of());
        for (Pass pass : issued) {
            devices.register(DEVICE, pass.id(), pass.authenticationToken(), new PushToken("sample-push-token"));
        }
    }

    private static byte[] resource(String name) {
        return Resources.read(DemoPasses.class, "jazz-night.pass/" + name);
    }
}
