package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.RegistrationSort;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Does thousands of random operations with passes, devices and what servers keep for themselves on two storages and compares
 * every answer, numbers included. What is done follows from the seed, which a failure names.
 *
 * @since 0.1
 */
public abstract class WalletModelContract {

    private static final List<Organization> ORGANIZATIONS =
            List.of(new Organization("acme"), new Organization("other"));
    private static final List<PassTypeIdentifier> TYPES = List.of(
            new PassTypeIdentifier("pass.a"), new PassTypeIdentifier("pass.A.b"), new PassTypeIdentifier("pass.c"));
    private static final List<String> SERIAL_NUMBERS =
            List.of("S-1", "s-1", "S-2", "T.1", "T_1", "abc/1=", "abc-2", "%*'[a");
    private static final List<String> DEVICES = List.of("D1", "D2", "d1");
    private static final List<String> PUSH_TOKENS = List.of("push-1", "push-2");
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final int OPERATIONS = 1_500;
    private static final int ITEMS = 3;

    private final String modelUrl;
    private final String url;

    /**
     * Compares two storages.
     *
     * @param modelUrl the URL of the one that is trusted, mostly {@code memory:}
     * @param url the URL of the other; {@value StorageUnderTest#DIRECTORY} in it stands for a new directory
     */
    protected WalletModelContract(String modelUrl, String url) {
        this.modelUrl = modelUrl;
        this.url = url;
    }

    /**
     * Runs the operations of one seed.
     *
     * @param seed decides them all
     */
    @Seeds({201, 202})
    public void bothGiveTheSameAnswers(long seed) {
        try (StorageUnderTest model = StorageUnderTest.open(modelUrl);
                StorageUnderTest tested = StorageUnderTest.open(url)) {
            Run run = new Run(seed, model.storage(), tested.storage());
            for (int i = 0; i < OPERATIONS; i++) {
                try {
                    run.step();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", operation " + i, e);
                }
            }
        }
    }

    private static final class Run {
        private final Random random;
        private final RandomQueries queries;
        private final RandomHousekeeping housekeeping;
        private final Storage model;
        private final Storage tested;

        Run(long seed, Storage model, Storage tested) {
            this.random = new Random(seed);
            this.queries = new RandomQueries(random, BEGIN, 5_000);
            this.housekeeping = new RandomHousekeeping(random, queries, ORGANIZATIONS);
            this.model = model;
            this.tested = tested;
            model.write(Run::addItems);
            tested.write(Run::addItems);
        }

        /** Items with a serial number each, whose ids are 1 and up. */
        private static boolean addItems(WriteTransaction tx) {
            for (int i = 1; i <= ITEMS; i++) {
                Item item = tx.items()
                        .insert(ORGANIZATIONS.get(0), ItemDetails.of(new ItemReference("item-" + i)), BEGIN)
                        .orElseThrow();
                SerialNumberDetails details = new SerialNumberDetails(
                        new SerialNumberValue("1"), SerialNumberStatus.NEW, OptionalLong.empty());
                tx.serialNumbers().insert(List.of(new NewSerialNumber(item, details)), BEGIN);
            }
            return true;
        }

        void step() {
            switch (random.nextInt(20)) {
                case 0, 1 -> issue();
                case 2 -> change();
                case 3 -> upload();
                case 4, 5 -> register();
                case 6 -> unregister();
                case 7 -> log();
                case 8 -> changeType();
                case 9 -> changeItem();
                case 10 -> keep();
                case 11 -> delete();
                case 12, 13 -> both(housekeeping.change());
                case 14 -> followEvents();
                case 15 -> renew();
                default -> ask();
            }
        }

        private <T> T both(WriteWork<T> work) {
            boolean rollback = random.nextInt(8) == 0;
            T expected = model.write(tx -> rolledBack(tx, rollback, work));
            assertThat((Object) tested.write(tx -> rolledBack(tx, rollback, work)))
                    .isEqualTo(expected);
            return expected;
        }

        private static <T> T rolledBack(WriteTransaction tx, boolean rollback, WriteWork<T> work) {
            if (rollback) {
                tx.setRollbackOnly();
            }
            return work.in(tx);
        }

        /** Writes some events, moves a consumer, trims, and reads on. */
        private void followEvents() {
            PassId id = id();
            Instant time = queries.time();
            ConsumerName consumer = new ConsumerName(queries.pick(DEVICES));
            Instant before = queries.time();
            long position = random.nextInt(300);
            int number = random.nextInt(4);
            both(tx -> {
                EventWriter events = tx.events();
                if (tx.passTypes().find(id.passTypeIdentifier()).isPresent()) {
                    UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), time);
                    events.append(PassTypeEvent.ofType(id.passTypeIdentifier(), tag), time);
                    events.append(
                            new RegistrationEvent(EventType.DEVICE_REGISTERED, new DeviceLibraryIdentifier("D1"), id),
                            time);
                }
                List<SerialNumberId> ids = List.of(new SerialNumberId(position), new SerialNumberId(number));
                SerialNumberEvent.of(EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), ids)
                        .forEach(event -> events.append(ORGANIZATIONS.get(0), event, time));
                switch (number) {
                    case 0 -> events.putPosition(consumer, position);
                    case 1 -> events.removeConsumer(consumer);
                    default -> {}
                }
                int trimmed = events.trim(before, 20, 1 + number);
                return List.of(trimmed, events.bounds(), events.consumers());
            });
            Organization organization = queries.pick(ORGANIZATIONS);
            both(tx -> List.of(
                    tx.events().list(position, 1 + number), tx.events().list(organization, position, 1 + number)));
        }

        private PassId id() {
            return new PassId(queries.pick(TYPES), new PassSerialNumber(queries.pick(SERIAL_NUMBERS)));
        }

        private PassDetails details() {
            PassFields fields = random.nextBoolean()
                    ? PassFields.NONE
                    : new PassFields(Map.of(queries.text(), new FieldValue.Text(queries.text())));
            Optional<Instant> expirationDate =
                    random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt()));
            Optional<Redemption> redemption = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new Redemption(new RedemptionId("r-" + random.nextInt(9)), queries.time()));
            return new PassDetails(fields, random.nextBoolean(), expirationDate, random.nextBoolean(), redemption);
        }

        private void issue() {
            PassId id = id();
            Organization organization = queries.pick(ORGANIZATIONS);
            PassDetails details = details();
            Instant time = queries.time();
            Optional<SerialNumberId> tiedTo = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new SerialNumberId(1 + random.nextInt(ITEMS)));
            both(tx -> {
                if (!tx.passTypes()
                        .claim(id.passTypeIdentifier(), organization, time)
                        .equals(organization)) {
                    return Optional.empty();
                }
                UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), time);
                AuthenticationToken token = new AuthenticationToken("token " + id);
                return tx.passes().insert(new NewPass(id, organization, token, tiedTo, details), tag, time);
            });
        }

        private void change() {
            PassId id = id();
            PassDetails details = details();
            Instant time = queries.time();
            both(tx -> {
                Optional<Pass> changed = tx.passes().find(id).map(pass -> pass.with(details, time));
                changed.ifPresent(tx.passes()::update);
                return changed;
            });
        }

        private void renew() {
            List<SerialNumberId> serialNumbers = random.ints(random.nextInt(2 * ITEMS), 1, ITEMS + 1)
                    .mapToObj(SerialNumberId::new)
                    .toList();
            Instant time = queries.time();
            both(tx -> {
                List<Pass> renewed = tx.passes().tiedTo(serialNumbers).stream()
                        .filter(Pass::hasPackage)
                        .map(pass ->
                                pass.nextVersion(tx.passes().takeTag(pass.id().passTypeIdentifier(), time), time))
                        .toList();
                tx.passes().renew(renewed);
                return renewed;
            });
        }

        private void delete() {
            PassId id = id();
            both(tx -> {
                Optional<Pass> pass = tx.passes().find(id);
                boolean registered = tx.registrations().isRegistered(id);
                pass.ifPresent(tx.passes()::delete);
                return List.of(pass, registered, tx.passes().lastSecondOfDeleted(id.passTypeIdentifier()));
            });
        }

        private void changeType() {
            PassTypeIdentifier type = queries.pick(TYPES);
            PassFileName name = new PassFileName(random.nextBoolean() ? "icon.png" : "pass.json");
            byte[] bytes = new byte[random.nextInt(100)];
            Optional<byte[]> content = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(bytes);
            Optional<String> signer = random.nextInt(4) == 0 ? Optional.empty() : Optional.of("signer " + bytes.length);
            Instant time = queries.time();
            boolean deletes = random.nextInt(3) == 0;
            both(tx -> {
                Optional<PassType> before = tx.passTypes().find(type);
                if (before.isPresent() && before.get().passes() == 0 && deletes) {
                    tx.passTypes().delete(type);
                } else if (before.isPresent()) {
                    tx.passTypes().putFile(type, name, content, time);
                    tx.passTypes().putSigner(type, signer, time);
                    tx.passTypes().renewPasses(type, tx.passes().takeTag(type, time), time);
                }
                return tx.passTypes().find(type).map(Run::withoutTypeNumber);
            });
        }

        private void changeItem() {
            ItemId item = new ItemId(1 + random.nextInt(ITEMS));
            Instant time = queries.time();
            both(tx -> {
                List<PassTypeIdentifier> tied = tx.passTypes().tiedTo(item);
                for (PassTypeIdentifier type : tied) {
                    tx.passTypes().renewPassesTiedTo(type, item, tx.passes().takeTag(type, time), time);
                }
                return tied;
            });
        }

        private static List<Object> withoutTypeNumber(PassType type) {
            return List.of(
                    type.identifier(),
                    type.organization(),
                    type.passes(),
                    type.content(),
                    type.signer(),
                    type.dateCreated(),
                    type.lastUpdated());
        }

        private void upload() {
            PassId id = id();
            // Sometimes the same as before, and sometimes of its length alone.
            byte[] pkpass = new byte[random.nextBoolean() ? 2 : random.nextInt(3_000)];
            Arrays.fill(pkpass, (byte) random.nextInt(2));
            Instant time = queries.time();
            both(tx -> {
                Optional<Pass> next = tx.passes()
                        .find(id)
                        .map(pass ->
                                pass.uploaded().nextVersion(tx.passes().takeTag(id.passTypeIdentifier(), time), time));
                boolean isAnother = next.isPresent() && tx.passes().putPackage(id, pkpass, PackageHash.of(pkpass));
                next.ifPresent(tx.passes()::update);
                return List.of(next, isAnother);
            });
        }

        private void keep() {
            PassId id = id();
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            UpdateTag revision = new UpdateTag(random.nextInt(3));
            PassVersion version = new PassVersion(
                    new UpdateTag(queries.time().toEpochMilli()), queries.time().truncatedTo(ChronoUnit.SECONDS));
            both(tx -> {
                Optional<PassVersion> passHad = tx.passes().keptPackage(id).map(KeptPackage::version);
                Optional<Pass> pass = tx.passes().find(id);
                if (pass.isPresent()) {
                    tx.passes().keepPackage(pass.get(), new KeptPackage(version, revision, bytes));
                    tx.passTypes().putPackageBase(id.passTypeIdentifier(), revision, bytes);
                }
                return passHad;
            });
        }

        private static List<Object> kept(ReadView view, PassId id) {
            Optional<KeptPackage> kept = view.passes().keptPackage(id);
            UpdateTag revision = kept.map(KeptPackage::revision).orElse(new UpdateTag(1));
            return List.of(
                    kept.map(KeptPackage::version),
                    revision,
                    kept.map(one -> Arrays.hashCode(one.difference())),
                    view.passTypes()
                            .packageBase(id.passTypeIdentifier(), revision)
                            .map(Arrays::hashCode));
        }

        private void register() {
            PassId id = id();
            DeviceLibraryIdentifier device = new DeviceLibraryIdentifier(queries.pick(DEVICES));
            PushToken pushToken = new PushToken(queries.pick(PUSH_TOKENS));
            Instant time = queries.time();
            both(tx -> {
                if (tx.passes().find(id).isEmpty()) {
                    return Optional.empty();
                }
                UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), time);
                Optional<Registration> before = tx.registrations().find(device, id);
                if (before.isPresent()) {
                    tx.registrations().update(before.get().with(pushToken, tag, time));
                } else {
                    tx.registrations().insert(device, id, pushToken, tag, time);
                }
                return tx.registrations().find(device, id).map(Run::withoutNumber);
            });
        }

        /** Storages may leave gaps in the numbers, after a unit of work that was rolled back. */
        private static List<Object> withoutNumber(Registration registration) {
            return List.of(
                    registration.device(),
                    registration.pass(),
                    registration.pushToken(),
                    registration.updateTag(),
                    registration.dateCreated(),
                    registration.lastUpdated());
        }

        private void unregister() {
            PassId id = id();
            DeviceLibraryIdentifier device = new DeviceLibraryIdentifier(queries.pick(DEVICES));
            both(tx -> tx.registrations().delete(device, id));
        }

        private void log() {
            String text = switch (random.nextInt(4)) {
                case 0 -> "Web service error for " + queries.pick(TYPES).value() + " (u): " + queries.text();
                case 1 -> "serial number '" + queries.pick(SERIAL_NUMBERS) + "'";
                case 2 -> "device " + queries.pick(DEVICES);
                default -> queries.text();
            };
            Instant time = queries.time();
            both(tx -> {
                tx.deviceLogs().insert(List.of(DeviceLogMessage.parse(text)), time);
                tx.deviceLogs().prune(BEGIN.plusMillis(500), 40);
                return true;
            });
        }

        private void ask() {
            PassId id = id();
            DeviceLibraryIdentifier device = new DeviceLibraryIdentifier(queries.pick(DEVICES));
            Optional<UpdateTag> since = random.nextInt(4) == 0
                    ? Optional.empty()
                    : Optional.of(new UpdateTag(queries.time().toEpochMilli()));
            UpdatedPassesQuery updated = new UpdatedPassesQuery(device, id.passTypeIdentifier(), since);
            PassQuery passes = queries.passes(
                    queries.pick(ORGANIZATIONS),
                    TYPES.stream().map(PassTypeIdentifier::value).toList(),
                    SERIAL_NUMBERS);
            Listing<RegistrationSort> byDate =
                    new Listing<>(RegistrationSort.DATE_CREATED, queries.order(), PageRequest.first(3));
            DeviceLogQuery logs = new DeviceLogQuery(
                    queries.pick(ORGANIZATIONS),
                    random.nextBoolean() ? Optional.empty() : Optional.of(queries.wildcard(List.of(queries.text()))),
                    Optional.empty(),
                    random.nextInt(3) == 0 ? Optional.of(id.passTypeIdentifier()) : Optional.empty(),
                    TimeRange.any(),
                    new Listing<>(
                            DeviceLogSort.DATE_CREATED, SortOrder.DESC, PageRequest.first(1 + random.nextInt(9))));
            PassTypeQuery types = new PassTypeQuery(
                    queries.pick(ORGANIZATIONS),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(queries.wildcard(TYPES.stream()
                                    .map(PassTypeIdentifier::value)
                                    .toList())),
                    TimeRange.any(),
                    TimeRange.any(),
                    new Listing<>(queries.pick(List.of(PassTypeSort.values())), queries.order(), PageRequest.first(2)));
            ReadWork<List<Object>> question = view -> List.of(
                    view.passTypes().list(types).rows().stream()
                            .map(Run::withoutTypeNumber)
                            .toList(),
                    view.passTypes().list(types).total(),
                    view.passTypes()
                            .content(id.passTypeIdentifier())
                            .map(content ->
                                    List.of(content.revision(), content.files().keySet())),
                    view.passTypes()
                            .file(id.passTypeIdentifier(), PassFileName.TEMPLATE)
                            .map(Arrays::hashCode),
                    view.passes().find(id),
                    view.passes().head(id),
                    view.passes().lastSecondOfDeleted(id.passTypeIdentifier()),
                    view.passes()
                            .tiedTo(new SerialNumberId(
                                    1 + id.serialNumber().value().length() % ITEMS)),
                    view.passes().packageOf(id).map(Arrays::hashCode),
                    kept(view, id),
                    view.passes().list(passes),
                    view.registrations().updated(updated),
                    view.registrations().tags(device, id.passTypeIdentifier()),
                    view.registrations().find(device, id).map(Run::withoutNumber),
                    view.registrations().list(new RegistrationQuery(id, byDate)).rows().stream()
                            .map(Run::withoutNumber)
                            .toList(),
                    view.deviceLogs().list(logs).rows().stream()
                            .map(entry -> List.of(entry.message(), entry.dateCreated()))
                            .toList(),
                    view.deviceLogs().list(logs).total(),
                    housekeeping.answers(view));
            assertThat(tested.read(question)).isEqualTo(model.read(question));
        }
    }
}
