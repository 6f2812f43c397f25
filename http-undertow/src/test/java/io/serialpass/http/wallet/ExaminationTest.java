package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassCreateFailure;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PassUpdateOutcome;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.testkit.StorageUnderTest;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passes and templates are examined before the unit of work, and what is stored was examined against what is in force. */
class ExaminationTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.ticket");
    private static final PassFileName ENGLISH = new PassFileName("en.lproj/pass.strings");
    private static final PassFileName GERMAN = new PassFileName("de.lproj/pass.strings");

    private final StorageUnderTest store = StorageUnderTest.open(TestServer.SQLITE);
    private final Watched storage = new Watched(store.storage());
    private final PassPackager packager = watched(
            new ApplePassPackager(SigningIdentities.of(), Optional.of("https://example.com"), Clock.systemUTC()));
    private final PassTypeService types = new PassTypeService(storage, Clock.systemUTC(), packager);
    private final PassService passes = new PassService(storage, Clock.systemUTC(), new SecureRandom(), packager);

    /** How often something was examined within a unit of work that writes. */
    private final AtomicInteger within = new AtomicInteger();

    /** A storage that knows when its writer works. */
    private static final class Watched implements Storage {
        private final Storage storage;
        private volatile boolean writing;

        Watched(Storage storage) {
            this.storage = storage;
        }

        @Override
        public <T> T read(ReadWork<T> work) {
            return storage.read(work);
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            return storage.write(tx -> {
                writing = true;
                try {
                    return work.in(tx);
                } finally {
                    writing = false;
                }
            });
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private PassPackager watched(PassPackager real) {
        return (PassPackager) Proxy.newProxyInstance(
                PassPackager.class.getClassLoader(),
                new Class<?>[] {PassPackager.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("examine") && storage.writing) {
                        within.incrementAndGet();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    @BeforeEach
    void addType() {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>(Map.of(PassFileName.TEMPLATE, template("seat")));
        assertThat(types.create(ACME, TYPE, files)).isInstanceOf(PassTypeChangeOutcome.Changed.class);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** A template whose passes need a field. */
    private static byte[] template(String field) {
        return """
                {"formatVersion": 1, "description": "{{fields.%s}}", "generic": {}}""".formatted(field).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] strings(String text) {
        return ("\"text\" = \"" + text + "\";").getBytes(StandardCharsets.UTF_8);
    }

    private PassTypeChangeOutcome put(PassFileName name, byte[] content) {
        return update(files -> {
            files.put(name, content);
            return files;
        });
    }

    private PassTypeChangeOutcome update(UnaryOperator<SortedMap<PassFileName, byte[]>> change) {
        return types.update(ACME, TYPE, change, PackageRoom.unlimited());
    }

    private static PassDetails details(String... fields) {
        return PassDetails.NONE.withFields(new PassFields(
                Arrays.stream(fields).collect(Collectors.toMap(name -> name, name -> new FieldValue.Text("1")))));
    }

    private static List<PassOrder> orders(int number, String... fields) {
        return IntStream.range(0, number)
                .mapToObj(i -> PassOrder.of(TYPE, details(fields)))
                .toList();
    }

    /** Orders of which the last has fewer fields than the others. */
    private static List<PassOrder> ordersWithPoorLast(String field, String... fields) {
        return Stream.concat(orders(199, fields).stream(), orders(1, field).stream())
                .toList();
    }

    private long count() {
        return passes.list(PassQuery.builder(ACME).build()).total().orElseThrow();
    }

    private static void assertRefused(PassCreateOutcome outcome, int position) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PassCreateOutcome.Failed.class,
                        failed -> assertThat(failed.position()).isEqualTo(position))
                .extracting(failed -> ((PassCreateOutcome.Failed) failed).reason())
                .isInstanceOf(PassCreateFailure.Refused.class);
    }

    @Test
    void passesAreExaminedBeforeTheUnitOfWork() {
        assertThat(passes.create(ACME, orders(200, "seat"))).isInstanceOf(PassCreateOutcome.Created.class);
        assertThat(within).hasValue(0);
        assertRefused(passes.create(ACME, ordersWithPoorLast("row", "row", "seat")), 199);
        assertThat(within).hasValue(0);
        assertThat(count()).isEqualTo(200);
    }

    /** Issues passes while something else comes between their examination and the unit of work. */
    private PassCreateOutcome create(List<PassOrder> orders, AtomicInteger attempts, Runnable between) {
        return passes.create(ACME, orders, work -> {
            attempts.incrementAndGet();
            between.run();
            return storage.write(work);
        });
    }

    @Test
    void manyPassesWhoseTemplateChangedMeanwhileAreExaminedAgainBeforeAnotherUnitOfWork() {
        AtomicInteger attempts = new AtomicInteger();
        PassCreateOutcome outcome = create(
                ordersWithPoorLast("seat", "seat", "row"), attempts, () -> put(PassFileName.TEMPLATE, template("row")));
        assertRefused(outcome, 199);
        assertThat(attempts).hasValue(2);
        assertThat(within).as("until the first attempt was given up").hasValue(20);
        assertThat(count()).isZero();
    }

    @Test
    void fewPassesWhoseTemplateChangedMeanwhileAreExaminedAgainWithinTheUnitOfWork() {
        AtomicInteger attempts = new AtomicInteger();
        assertRefused(create(orders(2, "seat"), attempts, () -> put(PassFileName.TEMPLATE, template("row"))), 0);
        assertThat(attempts).hasValue(1);
        assertThat(count()).isZero();
    }

    @Test
    void aTemplateThatChangesAllTheTimeKeepsNobodyFromIssuingPasses() {
        AtomicInteger attempts = new AtomicInteger();
        PassCreateOutcome outcome =
                create(orders(200, "seat"), attempts, () -> put(ENGLISH, strings("text " + attempts)));
        assertThat(outcome).isInstanceOf(PassCreateOutcome.Created.class);
        assertThat(attempts).hasValue(3);
        assertThat(count()).isEqualTo(200);
    }

    @Test
    void aChangeOfAPassIsExaminedBeforeTheUnitOfWorkAndAgainWhereTheTemplateHasChanged() {
        Pass pass = ((PassCreateOutcome.Created) passes.create(ACME, orders(1, "seat")))
                .passes()
                .get(0);
        assertThat(passes.update(ACME, pass.id(), before -> details("row")))
                .isInstanceOf(PassUpdateOutcome.Refused.class);
        assertThat(passes.update(ACME, pass.id(), before -> before.withVoided(true)))
                .isInstanceOf(PassUpdateOutcome.Updated.class);
        AtomicInteger asked = new AtomicInteger();
        PassUpdateOutcome outcome = passes.update(ACME, pass.id(), before -> {
            if (asked.getAndIncrement() == 1) {
                // The first call was for the examination; this one is within the unit of work.
                return details("row");
            }
            return before.withVoided(false);
        });
        assertThat(outcome).isInstanceOf(PassUpdateOutcome.Refused.class);
        assertThat(passes.find(ACME, pass.id()).orElseThrow().details())
                .isEqualTo(details("seat").withVoided(true));
    }

    @Test
    void aTemplateIsExaminedBeforeTheUnitOfWork() {
        within.set(0);
        assertThat(put(PassFileName.TEMPLATE, template("row"))).isInstanceOf(PassTypeChangeOutcome.Changed.class);
        assertThat(put(PassFileName.TEMPLATE, "[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PassTypeChangeOutcome.Refused.class);
        assertThat(within).hasValue(0);
    }

    @Test
    void whoChangesATypeSeesWhatAnotherHasChangedSinceTheExamination() {
        AtomicInteger asked = new AtomicInteger();
        PassTypeChangeOutcome outcome = update(files -> {
            if (asked.getAndIncrement() == 0) {
                put(GERMAN, strings("Karte"));
            }
            files.put(ENGLISH, strings("Ticket"));
            return files;
        });
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PassTypeChangeOutcome.Changed.class,
                        changed -> assertThat(changed.type().content().files())
                                .containsKeys(ENGLISH, GERMAN, PassFileName.TEMPLATE));
        assertThat(within).as("before and after").hasValue(2);
    }
}
