package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.jdbc.sqlite.lists.ListPlans;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassLinkSort;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device asks and what an issuer lists goes through an index, whatever is stored. */
class WalletQueryPlanTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");

    @TempDir
    private static Path directory;

    private static SqliteStorage storage;

    @BeforeAll
    static void fill() {
        storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults());
        storage.write(tx -> {
            for (String type : List.of("pass.a", "pass.b")) {
                PassTypeIdentifier identifier = new PassTypeIdentifier(type);
                tx.passTypes().claim(identifier, ACME, Instant.EPOCH);
                for (int i = 0; i < 900; i++) {
                    PassId id = new PassId(identifier, new PassSerialNumber("SN" + i));
                    AuthenticationToken token = new AuthenticationToken("token");
                    tx.passes()
                            .insert(
                                    new NewPass(id, ACME, token, Optional.empty(), PassDetails.NONE),
                                    tx.passes().takeTag(identifier, Instant.EPOCH),
                                    Instant.EPOCH);
                }
            }
            return true;
        });
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    private static PassQuery.Builder query() {
        return PassQuery.builder(ACME);
    }

    private static List<String> planOfIds(PassQuery query) {
        List<String> plan = ListPlans.of(storage, query);
        int rows = plan.indexOf("SCAN page");
        assertThat(rows).as("late join in %s", plan).isPositive();
        return plan.subList(0, rows);
    }

    private static void assertWalks(PassQuery query, String index) {
        assertThat(planOfIds(query))
                .anyMatch(step -> step.contains("INDEX " + index + " ("))
                .noneMatch(step -> step.startsWith("SCAN p") || step.contains("TEMP B-TREE"));
    }

    @Test
    void whatIsNewToADeviceIsFoundThroughItsRegistrations() {
        List<String> plan = StorageSql.explain(
                storage, new UpdatedPassesQuery(new DeviceLibraryIdentifier("D"), TYPE, Optional.empty()));
        assertThat(plan)
                .anyMatch(step -> step.contains("registration_by_device (device=? AND pass_type_id=?)"))
                .anyMatch(step -> step.equals("SEARCH p USING INTEGER PRIMARY KEY (rowid=?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
    }

    @Test
    void linksAreListedAlongTheIndexOfTheirTimesOrFoundThroughTheirPass() {
        Listing<PassLinkSort> listing =
                new Listing<>(PassLinkSort.DATE_CREATED, SortOrder.DESC, PageRequest.after(new Position("9", 7), 10));
        TimeRange recent = TimeRange.any().notBefore(Instant.EPOCH);
        assertThat(ListPlans.of(storage, new PassLinkQuery(ACME, OptionalLong.empty(), recent, listing)))
                .anyMatch(step -> step.contains("pass_link_by_date_created (organization_id=? AND date_created"))
                .noneMatch(step -> step.startsWith("SCAN k"));
        assertThat(ListPlans.of(storage, new PassLinkQuery(ACME, OptionalLong.of(1), recent, listing)))
                .anyMatch(step -> step.equals("SEARCH j USING PRIMARY KEY (pass_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN j") || step.startsWith("SCAN k"));
    }

    /** Otherwise an organization whose events are few would read those of all others. */
    @Test
    void theEventsOfAnOrganizationAreSoughtFromAPositionOn() {
        assertThat(StorageSql.explainEvents(storage))
                .anyMatch(step -> step.contains("event_by_organization (organization_id=? AND rowid>?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
    }

    /** Otherwise a change of all passes would read all that was read before for each page. */
    @Test
    void aWalkGoesOnFromWhereItStopped() {
        assertThat(StorageSql.explainWalk(storage))
                .anyMatch(step -> step.contains("registration_by_type (pass_type_id=? AND rowid>? AND rowid<?)"))
                .anyMatch(step -> step.contains("SEARCH s USING PRIMARY KEY (pass_type_id=? AND push_token=?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
        assertThat(StorageSql.explainWalkOfItem(storage))
                .anyMatch(step -> step.contains("serial_number_by_item (item_id=? AND rowid>? AND rowid<?)"))
                .anyMatch(step -> step.contains("pass_tied (serial_number_id=?)"))
                .anyMatch(step -> step.contains("registration_by_pass (pass_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    @Test
    void whomToTellOfAFewPassesIsFoundThroughThem() {
        assertThat(StorageSql.explainRegistrationsOfPasses(storage))
                .anyMatch(step -> step.contains("pass_by_type_serial_number (pass_type_id=? AND serial_number=?)"))
                .anyMatch(step -> step.contains("registration_by_pass (pass_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(StorageSql.explainRegistrationsOfDevice(storage))
                .anyMatch(step -> step.contains("registration_by_device (device=? AND pass_type_id=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    @Test
    void thePushesThatAreDueAreFoundByTheirTimes() {
        assertThat(StorageSql.explainDue(storage))
                .anyMatch(step -> step.contains("push_record_by_next (next>? AND next<?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
    }

    @Test
    void hoursAreFoundByTheirOrganizationAndOldOnesByTheirTimes() {
        assertThat(StorageSql.explainActivity(storage))
                .anyMatch(step -> step.contains("PRIMARY KEY (organization_id=? AND hour>?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(StorageSql.explainOldActivity(storage))
                .anyMatch(step -> step.contains("activity_by_hour (hour<?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    /** Otherwise each message would cost the more, the more messages wait. */
    @Test
    void theMessagesOfAWebhookAreFoundThroughTheirIndexes() {
        assertThat(StorageSql.explainUpcoming(storage))
                .anyMatch(step -> step.contains("webhook_delivery_upcoming (webhook_id=? AND next_attempt>?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
        assertThat(StorageSql.explainBefore(storage))
                .anyMatch(step -> step.contains("webhook_scope_by_delivery (delivery_id=?)"))
                .anyMatch(step -> step.contains(
                        "SEARCH e USING PRIMARY KEY (webhook_id=? AND scope_group=? AND member=? AND delivery_id<?)"))
                .noneMatch(step -> step.startsWith("SCAN e") && !step.contains("earlier"))
                .noneMatch(step -> step.startsWith("SCAN s"));
        assertThat(StorageSql.explainBlocked(storage))
                .anyMatch(step -> step.contains("webhook_delivery_blocked (blocked_by=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(StorageSql.explainOld(storage))
                .anyMatch(step -> step.contains("webhook_delivery_by_date_created (webhook_id=? AND date_created<?)"))
                .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
    }

    /** Each request with a token that is not remembered asks for it. */
    @Test
    void aTokenIsFoundByItsHash() {
        assertThat(StorageSql.explainToken(storage))
                .anyMatch(step -> step.contains("SEARCH t USING INDEX") && step.contains("(hash=?)"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderIsWalked(PassSort sort) {
        String column = sort.name().toLowerCase(java.util.Locale.ROOT);
        for (SortOrder order : SortOrder.values()) {
            assertWalks(query().sort(sort, order).build(), "pass_by_" + column);
            assertWalks(
                    query().passTypeIdentifier(Wildcard.of("PASS.A"))
                            .sort(sort, order)
                            .build(),
                    "pass_by_type_" + column);
        }
    }

    @Test
    void voidedPassesHaveTheUsualOrdersInAnIndex() {
        assertWalks(query().voided(true).build(), "pass_by_voided_date_created");
        assertWalks(
                query().voided(false)
                        .sort(PassSort.LAST_UPDATED, SortOrder.DESC)
                        .build(),
                "pass_by_voided_last_updated");
    }

    @Test
    void serialNumbersAreSoughtByPrefixAndByTrigrams() {
        for (String pattern : List.of("sn77", "sn77*", "Sn7*7")) {
            assertThat(planOfIds(query().serialNumber(Wildcard.of(pattern)).build()))
                    .anyMatch(step ->
                            step.contains("INDEX pass_by_folded_serial_number (organization_id=? AND serial_number"));
        }
        assertThat(planOfIds(query().serialNumber(Wildcard.of("*n77*")).build()))
                .anyMatch(step -> step.contains("pass_search VIRTUAL TABLE INDEX"));
    }
}
