package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.NewPass;
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
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.RegistrationSort;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does thousands of random operations with passes and devices on two storages and compares every answer, numbers
 * included. What is done follows from the seed, which a failure names.
 */
public abstract class WalletModelContract {

    private static final List<Organization> ORGANIZATIONS =
            List.of(new Organization("acme"), new Organization("other"));
    private static final List<PassTypeIdentifier> TYPES = List.of(
            new PassTypeIdentifier("pass.a"), new PassTypeIdentifier("pass.A.b"), new PassTypeIdentifier("pass.c"));
    private static final List<String> SERIAL_NUMBERS = List.of("S-1", "s-1", "S-2", "T.1", "T_1", "abc-1", "abc-2");
    private static final List<String> DEVICES = List.of("D1", "D2", "d1");
    private static final List<String> PUSH_TOKENS = List.of("push-1", "push-2");
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final int OPERATIONS = 1_500;

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
    @ParameterizedTest
    @ValueSource(longs = {201, 202, 203, 204})
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
        private final Storage model;
        private final Storage tested;

        Run(long seed, Storage model, Storage tested) {
            this.random = new Random(seed);
            this.queries = new RandomQueries(random, BEGIN, 5_000);
            this.model = model;
            this.tested = tested;
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> issue();
                case 2 -> change();
                case 3 -> upload();
                case 4, 5 -> register();
                case 6 -> unregister();
                case 7 -> log();
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

        private PassId id() {
            return new PassId(queries.pick(TYPES), new PassSerialNumber(queries.pick(SERIAL_NUMBERS)));
        }

        private PassDetails details() {
            PassFields fields = random.nextBoolean()
                    ? PassFields.NONE
                    : new PassFields(Map.of(queries.text(), new FieldValue.Text(queries.text())));
            Optional<Instant> expirationDate =
                    random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt()));
            return new PassDetails(fields, random.nextBoolean(), expirationDate);
        }

        private void issue() {
            PassId id = id();
            Organization organization = queries.pick(ORGANIZATIONS);
            PassDetails details = details();
            Instant time = queries.time();
            both(tx -> {
                if (!tx.passes().claim(id.passTypeIdentifier(), organization).equals(organization)) {
                    return Optional.empty();
                }
                UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), time);
                AuthenticationToken token = new AuthenticationToken("token " + id);
                return tx.passes().insert(new NewPass(id, organization, token, Optional.empty(), details), tag, time);
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

        private void upload() {
            PassId id = id();
            byte[] pkpass = new byte[random.nextInt(3_000)];
            random.nextBytes(pkpass);
            Instant time = queries.time();
            both(tx -> {
                Optional<Pass> next = tx.passes()
                        .find(id)
                        .map(pass -> pass.nextVersion(tx.passes().takeTag(id.passTypeIdentifier(), time), time));
                next.ifPresent(pass -> {
                    tx.passes().putPackage(id, pkpass);
                    tx.passes().update(pass);
                });
                return next;
            });
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
            ReadWork<List<Object>> question = view -> List.of(
                    view.passes().find(id),
                    view.passes().packageOf(id).map(java.util.Arrays::hashCode),
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
                    view.deviceLogs().list(logs).total());
            assertThat(tested.read(question)).isEqualTo(model.read(question));
        }
    }
}
