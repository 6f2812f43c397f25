package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.service.DeviceService;
import io.serialpass.service.ItemService;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PersonalizationService;
import io.serialpass.service.ReserveOutcome;
import io.serialpass.service.SerialNumberCreateOutcome;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each change that a service makes is one event, with what a follower needs; what changes nothing is none. */
abstract class ServiceEventContract extends WalletContractTest {

    private static final AnyPackager PACKAGER = new AnyPackager();
    private static final Clock CLOCK = Clock.fixed(T0, ZoneOffset.UTC);

    private SerialNumberService rows;
    private PassService passes;
    private PassTypeService types;
    private DeviceService devices;
    private long seen;

    @SuppressWarnings("NullAway.Init") // JUnit calls makeServices() first
    ServiceEventContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void makeServices() {
        rows = new SerialNumberService(storage(), CLOCK);
        passes = new PassService(storage(), CLOCK, new SecureRandom(), PACKAGER);
        types = new PassTypeService(storage(), CLOCK, PACKAGER);
        devices = new DeviceService(storage(), CLOCK, Packages.unkept(PACKAGER));
    }

    /** What the services did keeps to all rules that a store is checked for. */
    @Override
    void checkAtEnd(StorageUnderTest store) {
        assertThat(store.problems()).isEmpty();
    }

    /** The events since the last call, each checked to be this organization's and of this time. */
    private List<Event> news() {
        List<Event> news = new ArrayList<>();
        for (LoggedEvent event : read(view -> view.events().list(seen, 1_000))) {
            assertThat(event.organization()).isEqualTo(ACME);
            assertThat(event.time()).isEqualTo(T0);
            seen = event.position();
            news.add(event.event());
        }
        return news;
    }

    private static SerialNumberEvent ofRows(EventType type, Item item, IdRanges.Range... ranges) {
        return new SerialNumberEvent(type, Optional.of(item.id()), new IdRanges(List.of(ranges)));
    }

    private static IdRanges.Range range(SerialNumber first, SerialNumber last) {
        return new IdRanges.Range(first.id().value(), last.id().value());
    }

    private List<SerialNumber> create(Item item, int number) {
        List<SerialNumberValue> values = IntStream.range(0, number)
                .mapToObj(i -> new SerialNumberValue("v" + i))
                .toList();
        return ((SerialNumberCreateOutcome.Created) rows.create(ACME, item.id(), values)).serialNumbers();
    }

    private static PassEvent ofPass(EventType type, Pass pass, Optional<UpdateTag> tag) {
        return new PassEvent(
                type, pass.id().passTypeIdentifier(), List.of(pass.id().serialNumber()), tag);
    }

    private UpdateTag tagOf(Pass pass) {
        return findPass(pass.id()).orElseThrow().updateTag();
    }

    private void addTemplate(String... more) {
        TreeMap<PassFileName, byte[]> files = new TreeMap<>();
        files.put(PassFileName.TEMPLATE, "{}".getBytes(StandardCharsets.UTF_8));
        for (String name : more) {
            files.put(new PassFileName(name), "{}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(types.create(ACME, TICKETS, files)).isInstanceOf(PassTypeChangeOutcome.Changed.class);
    }

    private Pass issue(String serialNumber, Optional<SerialNumberId> tiedTo) {
        PassOrder order = PassOrder.of(TICKETS, PassDetails.NONE).named(new PassSerialNumber(serialNumber));
        PassOrder tied = tiedTo.map(order::tiedTo).orElse(order);
        return issue(List.of(tied)).get(0);
    }

    private List<Pass> issue(List<PassOrder> orders) {
        return ((PassCreateOutcome.Created) passes.create(ACME, orders)).passes();
    }

    @Test
    void manySerialNumbersAreOneEventOfOneRange() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> created = create(item, 2_000);
        assertThat(news())
                .containsExactly(
                        ofRows(EventType.SERIAL_NUMBERS_CREATED, item, range(created.get(0), created.get(1_999))));
        assertThat(rows.reserve(ACME, item.id(), 1_500)).isInstanceOf(ReserveOutcome.Reserved.class);
        assertThat(news())
                .containsExactly(
                        ofRows(EventType.SERIAL_NUMBERS_RESERVED, item, range(created.get(0), created.get(1_499))));
    }

    @Test
    void reservedRowsWithGapsAreRanges() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> created = create(item, 5);
        SerialNumber sold = created.get(2);
        rows.update(ACME, sold.id(), details -> details.withStatus(SerialNumberStatus.SOLD));
        assertThat(news()).last().isEqualTo(ofRows(EventType.SERIAL_NUMBERS_SOLD, item, range(sold, sold)));
        rows.reserve(ACME, item.id(), 4);
        assertThat(news())
                .containsExactly(ofRows(
                        EventType.SERIAL_NUMBERS_RESERVED,
                        item,
                        range(created.get(0), created.get(1)),
                        range(created.get(3), created.get(4))));
    }

    @Test
    void aBatchOfAnImportIsOneEventOfWhatWasAdded() {
        Item item = addItem(ACME, "A");
        addItem(ACME, "B");
        create(item, 1);
        news();
        List<ImportRow> ofOne = List.of(candidate("A", "v0"), candidate("A", "x"), candidate("C", "y"));
        importer().run(ACME, ofOne.iterator(), done -> {});
        assertThat(news()).singleElement().satisfies(event -> {
            SerialNumberEvent created = (SerialNumberEvent) event;
            assertThat(created.type()).isEqualTo(EventType.SERIAL_NUMBERS_CREATED);
            assertThat(created.item()).contains(item.id());
            assertThat(created.ids().count()).isEqualTo(1);
        });
        importer().run(ACME, List.of(candidate("A", "p"), candidate("B", "p")).iterator(), done -> {});
        assertThat(news()).singleElement().satisfies(event -> {
            SerialNumberEvent created = (SerialNumberEvent) event;
            assertThat(created.item()).isEmpty();
            assertThat(created.ids().count()).isEqualTo(2);
        });
        importer().run(ACME, List.of(candidate("A", "p")).iterator(), done -> {});
        assertThat(news()).isEmpty();
    }

    private SerialNumberImport importer() {
        return new SerialNumberImport(storage(), CLOCK);
    }

    private static ImportRow candidate(String item, String value) {
        return new ImportRow.Candidate(
                1,
                new ItemReference(item),
                new SerialNumberDetails(new SerialNumberValue(value), SerialNumberStatus.NEW, OptionalLong.empty()));
    }

    @Test
    void theLifeOfASerialNumberIsTold() {
        Item item = addItem(ACME, "A");
        SerialNumber row = create(item, 1).get(0);
        List<EventType> told = new ArrayList<>();
        Runnable note = () -> news().forEach(event -> {
            assertThat(event).isEqualTo(ofRows(event.type(), item, range(row, row)));
            told.add(event.type());
        });
        note.run();
        rows.update(ACME, row.id(), details -> details);
        rows.update(ACME, row.id(), details -> details.withStatus(SerialNumberStatus.RESERVED));
        rows.update(ACME, row.id(), details -> details.withStatus(SerialNumberStatus.SOLD));
        rows.update(ACME, row.id(), details -> details.withStatus(SerialNumberStatus.RESERVED));
        rows.delete(ACME, row.id());
        rows.update(ACME, row.id(), details -> details.withStatus(SerialNumberStatus.NEW));
        note.run();
        rows.update(ACME, row.id(), details -> details.withWarehouseStockId(OptionalLong.of(4)));
        rows.update(ACME, row.id(), details -> details.withValue(new SerialNumberValue("new name")));
        rows.delete(ACME, row.id());
        note.run();
        assertThat(told)
                .containsExactly(
                        EventType.SERIAL_NUMBERS_CREATED,
                        EventType.SERIAL_NUMBERS_RESERVED,
                        EventType.SERIAL_NUMBERS_SOLD,
                        EventType.SERIAL_NUMBERS_RETURNED,
                        EventType.SERIAL_NUMBERS_MOVED,
                        EventType.SERIAL_NUMBERS_RENAMED,
                        EventType.SERIAL_NUMBERS_DELETED);
    }

    @Test
    void theLifeOfAPassIsTold() {
        addTemplate(PassFileName.PERSONALIZATION.value());
        UpdateTag first =
                read(view -> view.passTypes().content(TICKETS)).orElseThrow().revision();
        assertThat(news()).last().isEqualTo(PassTypeEvent.ofType(TICKETS, first));
        Pass pass = issue("S-1", Optional.empty());
        assertThat(news()).containsExactly(ofPass(EventType.PASS_CREATED, pass, Optional.empty()));
        passes.update(ACME, pass.id(), details -> details);
        assertThat(news()).as("a change that changes nothing").isEmpty();
        passes.update(ACME, pass.id(), details -> details.withFields(fields("seat", "7B")));
        assertThat(news()).containsExactly(ofPass(EventType.PASS_CHANGED, pass, Optional.of(tagOf(pass))));
        new PersonalizationService(storage(), CLOCK, PACKAGER).personalize(pass.id(), "token", fields("name", "Ann"));
        assertThat(news()).containsExactly(ofPass(EventType.PASS_PERSONALIZED, pass, Optional.of(tagOf(pass))));
        passes.update(ACME, pass.id(), details -> details.withVoided(true));
        assertThat(news()).containsExactly(ofPass(EventType.PASS_VOIDED, pass, Optional.of(tagOf(pass))));
        passes.update(ACME, pass.id(), details -> details.withFields(fields("seat", "8B")));
        passes.update(ACME, pass.id(), details -> details.withVoided(false));
        assertThat(news()).extracting(Event::type).containsExactly(EventType.PASS_CHANGED, EventType.PASS_CHANGED);
        passes.delete(ACME, pass.id());
        passes.delete(ACME, pass.id());
        assertThat(news()).containsExactly(ofPass(EventType.PASS_DELETED, pass, Optional.empty()));
    }

    private static PassFields fields(String name, String value) {
        return new PassFields(Map.of(name, new FieldValue.Text(value)));
    }

    /** A phone is told of a package, and of nothing else. */
    @Test
    void ofAPassThatIsUploadedAChangeOfDataHasNoTag() {
        write(tx -> tx.passTypes().claim(TICKETS, ACME, T0));
        Pass pass = issue("S-1", Optional.empty());
        news();
        passes.update(ACME, pass.id(), details -> details.withFields(fields("seat", "7B")));
        assertThat(news()).containsExactly(ofPass(EventType.PASS_CHANGED, pass, Optional.empty()));
        PackageService packages = new PackageService(storage(), CLOCK, new AnyPackage(), Packages.unkept(PACKAGER));
        packages.upload(ACME, pass.id(), new byte[] {1, 2});
        assertThat(news()).containsExactly(ofPass(EventType.PASS_CHANGED, pass, Optional.of(tagOf(pass))));
        packages.upload(ACME, pass.id(), new byte[] {1, 2});
        assertThat(news()).as("the same bytes again").isEmpty();
        packages.upload(ACME, pass.id(), new byte[] {1, 3});
        assertThat(news()).containsExactly(ofPass(EventType.PASS_CHANGED, pass, Optional.of(tagOf(pass))));
    }

    @Test
    void manyPassesThatAreIssuedTogetherAreFewEvents() {
        List<PassOrder> orders = IntStream.range(0, 250)
                .mapToObj(i -> PassOrder.of(i % 25 == 0 ? CARDS : TICKETS, PassDetails.NONE))
                .toList();
        List<Pass> issued = issue(orders);
        List<Event> news = news();
        assertThat(news.stream().filter(PassEvent.class::isInstance)).hasSize(4);
        assertThat(news.stream()
                        .filter(PassEvent.class::isInstance)
                        .map(PassEvent.class::cast)
                        .flatMap(event -> event.serialNumbers().stream()
                                .map(serialNumber -> id(event.passTypeIdentifier(), serialNumber.value()))))
                .containsExactlyInAnyOrderElementsOf(
                        issued.stream().map(Pass::id).toList());
        assertThat(passes.create(ACME, List.of(PassOrder.of(TICKETS, PassDetails.NONE), named(issued.get(1)))))
                .isInstanceOf(PassCreateOutcome.Failed.class);
        assertThat(news()).as("none of them was issued").isEmpty();
    }

    private static PassOrder named(Pass pass) {
        return PassOrder.of(pass.id().passTypeIdentifier(), PassDetails.NONE)
                .named(pass.id().serialNumber());
    }

    @Test
    void aChangeOfTheTemplateIsOneEventHoweverManyPasses() {
        addTemplate();
        issue(IntStream.range(0, 300)
                .mapToObj(i -> PassOrder.of(TICKETS, PassDetails.NONE))
                .toList());
        Pass one = issue("S-1", Optional.empty());
        news();
        types.update(ACME, TICKETS, files -> files, PackageRoom.unlimited());
        assertThat(news()).as("a change that changes nothing").isEmpty();
        types.update(
                ACME,
                TICKETS,
                files -> {
                    files.put(PassFileName.TEMPLATE, "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
                    return files;
                },
                PackageRoom.unlimited());
        assertThat(news())
                .containsExactly(
                        new PassTypeContentEvent(EventType.PASS_TYPE_CHANGED, TICKETS, List.of(PassFileName.TEMPLATE)),
                        PassTypeEvent.ofType(TICKETS, tagOf(one)));
    }

    @Test
    void whatIsTiedChangesWithTheItemAndTheSerialNumber() {
        addTemplate();
        Item item = addItem(ACME, "A");
        List<SerialNumber> created = create(item, 3);
        Pass first = issue("S-1", Optional.of(created.get(0).id()));
        Pass second = issue("S-2", Optional.of(created.get(1).id()));
        news();
        ItemService items = new ItemService(storage(), CLOCK);
        items.update(ACME, item.id(), details -> details);
        assertThat(news()).isEmpty();
        items.update(ACME, item.id(), details -> details.withName("another"));
        assertThat(news())
                .containsExactly(
                        new ItemEvent(
                                EventType.ITEM_CHANGED,
                                item.id(),
                                item.details().reference()),
                        PassTypeEvent.ofItem(TICKETS, item.id(), tagOf(first)));
        rows.reserve(ACME, item.id(), 3);
        UpdateTag tag = tagOf(first);
        assertThat(tagOf(second)).isEqualTo(tag);
        assertThat(news())
                .containsExactly(
                        ofRows(EventType.SERIAL_NUMBERS_RESERVED, item, range(created.get(0), created.get(2))),
                        new PassEvent(
                                EventType.PASS_CHANGED,
                                TICKETS,
                                List.of(first.id().serialNumber(), second.id().serialNumber()),
                                Optional.of(tag)));
    }

    @Test
    void theLifeOfARegistrationIsToldWithoutItsPushToken() {
        Pass pass = issue("S-1", Optional.empty());
        news();
        AuthenticationToken token = pass.authenticationToken();
        devices.register(device("D"), pass.id(), token, new PushToken("first"));
        assertThat(news()).containsExactly(new RegistrationEvent(EventType.DEVICE_REGISTERED, device("D"), pass.id()));
        devices.register(device("D"), pass.id(), token, new PushToken("first"));
        devices.register(device("D"), pass.id(), new AuthenticationToken("x".repeat(32)), new PushToken("other"));
        devices.unregister(device("E"), pass.id(), token);
        assertThat(news()).as("what changes nothing").isEmpty();
        devices.register(device("D"), pass.id(), token, new PushToken("second"));
        assertThat(news())
                .containsExactly(new RegistrationEvent(EventType.DEVICE_PUSH_TOKEN_CHANGED, device("D"), pass.id()));
        devices.unregister(device("D"), pass.id(), token);
        assertThat(news())
                .containsExactly(new RegistrationEvent(EventType.DEVICE_UNREGISTERED, device("D"), pass.id()));
    }
}
