package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import io.serialpass.wallet.Pass;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Device logs: kept, found and bounded. */
abstract class DeviceLogContract extends WalletContractTest {

    private static final String FETCH = "[2026-01-02 03:04:05 +0100] Get pass task (pass type pass.com.example.ticket,"
            + " serial number A-1, if-modified-since (null); with web service url https://example.com)"
            + " encountered error: Unexpected response code 404";
    private static final String UNCHANGED = "Web service error for pass.com.example.card (https://example.com):"
            + " Server requested update to serial number 'C-1', but the pass was unchanged.";

    DeviceLogContract(String urlPattern) {
        super(urlPattern);
    }

    private void log(Instant time, String... messages) {
        write(tx -> {
            tx.deviceLogs()
                    .insert(Arrays.stream(messages).map(DeviceLogMessage::parse).toList(), time);
            return true;
        });
    }

    private List<DeviceLogEntry> list(DeviceLogQuery query) {
        return read(view -> view.deviceLogs().list(query)).rows();
    }

    private List<String> texts(DeviceLogQuery query) {
        return list(query).stream().map(entry -> entry.message().text()).toList();
    }

    private static DeviceLogQuery query(
            Organization organization,
            Optional<Wildcard> message,
            Optional<DeviceLogKind> kind,
            Optional<PassTypeIdentifier> type,
            TimeRange dateCreated) {
        return new DeviceLogQuery(
                organization,
                message,
                kind,
                type,
                dateCreated,
                new Listing<>(DeviceLogSort.DATE_CREATED, SortOrder.DESC, PageRequest.first(100)));
    }

    private static DeviceLogQuery all(Organization organization) {
        return query(organization, Optional.empty(), Optional.empty(), Optional.empty(), TimeRange.any());
    }

    @Test
    void whatADeviceLoggedIsKeptWithWhatItSays() {
        log(T0, FETCH, "anything at all");
        log(T0.plusSeconds(1), UNCHANGED);
        List<DeviceLogEntry> entries = list(all(ACME));
        assertThat(entries.stream().map(DeviceLogEntry::message))
                .containsExactly(
                        DeviceLogMessage.parse(UNCHANGED),
                        DeviceLogMessage.parse("anything at all"),
                        DeviceLogMessage.parse(FETCH));
        assertThat(entries.get(2).message().kind()).contains(DeviceLogKind.FETCH);
        assertThat(entries.get(0).dateCreated()).isEqualTo(T0.plusSeconds(1));
        assertThat(entries.get(0).id()).isGreaterThan(entries.get(1).id());
    }

    @Test
    void everyFilterLeavesOutWhatItSays() {
        log(T0, FETCH, "anything at all");
        log(T0.plusSeconds(10), UNCHANGED);
        assertThat(texts(query(
                        ACME, Optional.of(Wildcard.of("*AT A*")), Optional.empty(), Optional.empty(), TimeRange.any())))
                .containsExactly("anything at all");
        assertThat(texts(query(
                        ACME,
                        Optional.empty(),
                        Optional.of(DeviceLogKind.UNCHANGED_PASS),
                        Optional.empty(),
                        TimeRange.any())))
                .containsExactly(UNCHANGED);
        assertThat(texts(query(ACME, Optional.empty(), Optional.empty(), Optional.of(TICKETS), TimeRange.any())))
                .containsExactly(FETCH);
        assertThat(texts(query(
                        ACME,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TimeRange.any().after(T0.plusSeconds(5)))))
                .containsExactly(UNCHANGED);
    }

    @Test
    void whatNamesAnOrganizationsPassTypeIsForItAlone() {
        addPass(TICKETS, "A-1");
        log(T0, FETCH, "anything at all", UNCHANGED);
        assertThat(texts(all(ACME))).containsExactly(UNCHANGED, "anything at all", FETCH);
        assertThat(texts(all(OTHER))).containsExactly(UNCHANGED, "anything at all");
    }

    @Test
    void whatNamesNoTypeIsOfTheOnlyOrganizationWithThatPassOrDevice() {
        String ofPass =
                "Server returned the pass data for serial number 'A-1' but did not provide a 'last-modified' header.";
        String ofDevice = "Something of device D7";
        Pass pass = addPass(TICKETS, "A-1");
        register("D7", pass, T0);
        log(T0, ofPass, ofDevice);
        assertThat(texts(all(ACME))).containsExactly(ofDevice, ofPass);
        assertThat(texts(all(OTHER))).isEmpty();
        PassTypeIdentifier ofOther = new PassTypeIdentifier("pass.com.other");
        Pass same = insertPass(OTHER, id(ofOther, "A-1"), Optional.empty()).orElseThrow();
        log(T0, ofPass, ofDevice);
        assertThat(texts(all(OTHER))).as("a serial number of both").containsExactly(ofPass);
        register("D7", same, T0);
        log(T0, ofDevice);
        assertThat(texts(all(OTHER))).as("a device of both").containsExactly(ofDevice, ofPass);
    }

    @Test
    void theOldestGoFirst() {
        for (int i = 0; i < 10; i++) {
            log(T0.plusSeconds(i), "entry " + i);
        }
        write(tx -> {
            tx.deviceLogs().prune(T0.plusSeconds(2), 100);
            return true;
        });
        assertThat(texts(all(ACME))).hasSize(8).contains("entry 2").doesNotContain("entry 1");
        write(tx -> {
            tx.deviceLogs().prune(T0, 3);
            return true;
        });
        assertThat(texts(all(ACME))).containsExactly("entry 9", "entry 8", "entry 7");
        log(T0, "one more");
        assertThat(list(all(ACME))).extracting(DeviceLogEntry::id).doesNotHaveDuplicates();
    }
}
