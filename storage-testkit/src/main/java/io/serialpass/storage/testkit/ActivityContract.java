package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.ActivityCount;
import io.serialpass.event.ActivityKind;
import io.serialpass.event.EventType;
import io.serialpass.event.HourOfActivity;
import io.serialpass.event.PassEvent;
import io.serialpass.metrics.Metrics;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ActivityService;
import io.serialpass.service.DeviceNotes;
import io.serialpass.service.DeviceService;
import io.serialpass.service.Packages;
import io.serialpass.service.WatchedStorage;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PushToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store adds up how often things happen in each hour, for each organization, and forgets old hours. */
abstract class ActivityContract extends WalletContractTest {

    private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant NEXT = HOUR.plus(Duration.ofHours(1));
    private static final PassTypeIdentifier THEIRS = new PassTypeIdentifier("pass.com.example.theirs");

    ActivityContract(String urlPattern) {
        super(urlPattern);
    }

    private static ActivityCount count(PassTypeIdentifier type, Instant hour, ActivityKind kind, long count) {
        return new ActivityCount(type, hour, kind, count);
    }

    private void add(ActivityCount... counts) {
        write(tx -> {
            tx.activity().add(Arrays.asList(counts));
            return true;
        });
    }

    private List<HourOfActivity> list(Organization organization, TimeRange range) {
        return read(view -> view.activity().list(organization, range));
    }

    private List<HourOfActivity> all() {
        return list(ACME, TimeRange.any());
    }

    private int trim(Instant before) {
        return write(tx -> tx.activity().trim(before));
    }

    private void claim(PassTypeIdentifier type, Organization organization) {
        write(tx -> tx.passTypes().claim(type, organization, T0));
    }

    @Test
    void theCountsOfAllTypesAndServersAreAddedUp() {
        claim(TICKETS, ACME);
        claim(CARDS, ACME);
        assertThat(all()).isEmpty();
        add(count(TICKETS, NEXT, ActivityKind.FETCH, 7));
        add(
                count(TICKETS, HOUR, ActivityKind.FETCH, 2),
                count(CARDS, HOUR, ActivityKind.FETCH, 3),
                count(TICKETS, HOUR, ActivityKind.PUSH, 5_000_000_000L));
        add(count(TICKETS, HOUR, ActivityKind.FETCH, 10));
        assertThat(all())
                .containsExactly(
                        new HourOfActivity(HOUR, Map.of(ActivityKind.FETCH, 15L, ActivityKind.PUSH, 5_000_000_000L)),
                        new HourOfActivity(NEXT, Map.of(ActivityKind.FETCH, 7L)));
        assertThat(all().get(1).count(ActivityKind.UPDATE)).isZero();
    }

    @Test
    void anOrganizationSeesItsOwnCounts() {
        claim(TICKETS, ACME);
        claim(THEIRS, OTHER);
        add(
                count(TICKETS, HOUR, ActivityKind.UPDATE, 1),
                count(THEIRS, HOUR, ActivityKind.UPDATE, 2),
                count(CARDS, HOUR, ActivityKind.UPDATE, 4));
        assertThat(all()).containsExactly(new HourOfActivity(HOUR, Map.of(ActivityKind.UPDATE, 1L)));
        assertThat(list(OTHER, TimeRange.any()))
                .containsExactly(new HourOfActivity(HOUR, Map.of(ActivityKind.UPDATE, 2L)));
        assertThat(list(new Organization("nobody"), TimeRange.any())).isEmpty();
    }

    @Test
    void hoursAreFoundByTheirBeginsAndOldOnesGo() {
        claim(TICKETS, ACME);
        claim(THEIRS, OTHER);
        add(
                count(TICKETS, HOUR, ActivityKind.FETCH, 1),
                count(TICKETS, HOUR, ActivityKind.PUSH, 1),
                count(TICKETS, NEXT, ActivityKind.FETCH, 1),
                count(THEIRS, HOUR, ActivityKind.FETCH, 1));
        assertThat(list(ACME, TimeRange.any().notBefore(NEXT)))
                .extracting(HourOfActivity::hour)
                .containsExactly(NEXT);
        assertThat(list(ACME, TimeRange.any().before(NEXT)))
                .extracting(HourOfActivity::hour)
                .containsExactly(HOUR);
        assertThat(trim(HOUR)).isZero();
        assertThat(trim(NEXT)).isEqualTo(3);
        assertThat(all()).extracting(HourOfActivity::hour).containsExactly(NEXT);
        assertThat(list(OTHER, TimeRange.any())).isEmpty();
    }

    @Test
    void whatHappensIsCountedOnceItIsStored() {
        Clock clock = Clock.fixed(HOUR.plusSeconds(1_800), ZoneOffset.UTC);
        ActivityService activity = new ActivityService(storage(), clock);
        WatchedStorage watched = new WatchedStorage(storage(), Metrics.none(), activity::count);
        DeviceService devices = new DeviceService(
                watched, clock, Packages.unkept(PassPackager.none()), new DeviceNotes(storage(), clock, 0), activity);
        Pass pass = addPass(TICKETS, "A");
        AuthenticationToken token = pass.authenticationToken();
        devices.register(device("x"), pass.id(), token, new PushToken("first"));
        devices.register(device("x"), pass.id(), token, new PushToken("second"));
        write(tx -> {
            tx.passes().putPackage(pass.id(), new byte[1], PackageHash.of(new byte[1]));
            tx.passes().update(pass.uploaded().nextVersion(tx.passes().takeTag(TICKETS, T0), T0));
            return true;
        });
        devices.fetch(pass.id(), token, version -> false);
        devices.fetch(pass.id(), token, version -> true);
        devices.fetch(pass.id(), new AuthenticationToken("a wrong token of it"), version -> true);
        activity.count(TICKETS, ActivityKind.PUSH, 3);
        assertThat(all()).isEmpty();
        activity.store();
        activity.store();
        HourOfActivity expected = new HourOfActivity(
                HOUR, Map.of(ActivityKind.REGISTRATION, 1L, ActivityKind.FETCH, 2L, ActivityKind.PUSH, 3L));
        assertThat(all()).containsExactly(expected);
        assertThat(activity.list(ACME, TimeRange.any())).containsExactly(expected);
        Clock later = Clock.fixed(HOUR.plus(ActivityService.KEPT).plusSeconds(1), ZoneOffset.UTC);
        ActivityService next = new ActivityService(storage(), later);
        assertThat(next.list(ACME, TimeRange.any())).isEmpty();
        next.count(TICKETS, ActivityKind.PUSH, 1);
        next.store();
        assertThat(all()).extracting(HourOfActivity::hour).doesNotContain(HOUR).hasSize(1);
    }

    @Test
    void aChangeThatIsUndoneIsNotCounted() {
        ActivityService activity = new ActivityService(storage(), Clock.fixed(HOUR, ZoneOffset.UTC));
        WatchedStorage watched = new WatchedStorage(storage(), Metrics.none(), activity::count);
        Pass pass = addPass(TICKETS, "A");
        for (boolean isUndone : List.of(true, false)) {
            watched.write(tx -> {
                tx.events()
                        .append(
                                new PassEvent(
                                        EventType.PASS_CHANGED,
                                        TICKETS,
                                        List.of(pass.id().serialNumber()),
                                        Optional.of(tx.passes().takeTag(TICKETS, T0))),
                                T0);
                if (isUndone) {
                    tx.setRollbackOnly();
                }
                return true;
            });
        }
        activity.store();
        assertThat(all()).containsExactly(new HourOfActivity(HOUR, Map.of(ActivityKind.UPDATE, 1L)));
    }
}
