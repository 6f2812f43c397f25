package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.DeviceLogRows;
import io.serialpass.storage.jdbc.PassRows;
import io.serialpass.storage.jdbc.PassTypeRows;
import io.serialpass.storage.jdbc.RegistrationRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lists of passes, pass types, registrations and device logs. */
final class WalletLists {

    private WalletLists() {}

    static ListSource<Pass, PassSort> passes(Session session, long organization, PassQuery query) {
        Condition ofOrganization = Condition.of("p.organization_id = ?", organization);
        Optional<Condition> matching = query.passTypeIdentifier()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> typesMatching(organization, wildcard));
        List<Long> some = matching.map(ids -> Sql.of("SELECT id FROM (")
                        .add(ids)
                        .add(") AS type LIMIT 2")
                        .list(session, row -> row.getLong(1)))
                .orElse(List.of());
        // One type is worth knowing, since the indexes that begin with it then give their order.
        Optional<Condition> ofTypes = some.size() == 1
                ? Optional.of(Condition.of("p.pass_type_id = ?", some.get(0)))
                : matching.map(ids -> new Condition("p.pass_type_id IN (" + ids.sql() + ")", ids.arguments()));
        List<Condition> others = new ArrayList<>();
        TextFilters.matches("p.serial_number", query.serialNumber()).ifPresent(others::add);
        TimeConditions.within("p.date_created", query.dateCreated()).ifPresent(others::add);
        TimeConditions.within("p.last_updated", query.lastUpdated()).ifPresent(others::add);
        Optional<Sql> total =
                others.isEmpty() ? Optional.of(total(ofOrganization, ofTypes, query.voided())) : Optional.empty();

        List<Condition> filters = new ArrayList<>(ListSource.filters(
                ofOrganization, ofTypes, query.voided().map(voided -> Condition.of("p.voided = ?", voided))));
        filters.addAll(others);
        return new ListSource<>(PassRows.ROWS, filters, WalletLists::column, "", total);
    }

    private static Condition typesMatching(long organization, Wildcard wildcard) {
        Condition matches = TextFilters.matches("y.identifier", wildcard);
        List<Object> arguments = new ArrayList<>();
        arguments.add(organization);
        arguments.addAll(matches.arguments());
        return new Condition(
                "SELECT y.id FROM pass_type y WHERE y.organization_id = ? AND " + matches.sql(), arguments);
    }

    /** From the counts that types keep. The conditions name passes; a type stands for its passes here. */
    private static Sql total(Condition ofOrganization, Optional<Condition> ofTypes, Optional<Boolean> voided) {
        String counted = voided.map(wanted -> wanted ? "voided_passes" : "passes - voided_passes")
                .orElse("passes");
        Sql sql = Sql.of("SELECT coalesce(sum(" + counted
                        + "), 0) FROM (SELECT id AS pass_type_id, organization_id, passes,"
                        + " voided_passes FROM pass_type) p WHERE ")
                .add(ofOrganization);
        ofTypes.ifPresent(types -> sql.add(" AND ").add(types));
        return sql;
    }

    private static String column(PassSort field) {
        return switch (field) {
            case SERIAL_NUMBER -> "p.serial_number";
            case DATE_CREATED -> "p.date_created";
            case LAST_UPDATED -> "p.last_updated";
        };
    }

    static ListSource<PassType, PassTypeSort> passTypes(long organization, PassTypeQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("t.organization_id = ?", organization),
                TextFilters.matches("t.identifier", query.passTypeIdentifier()),
                TimeConditions.within("t.date_created", query.dateCreated()),
                TimeConditions.within("t.last_updated", query.lastUpdated()));
        return new ListSource<>(PassTypeRows.ROWS, filters, WalletLists::column, "", Optional.empty());
    }

    private static String column(PassTypeSort field) {
        return switch (field) {
            case PASS_TYPE_IDENTIFIER -> "t.identifier";
            case DATE_CREATED -> "t.date_created";
            case LAST_UPDATED -> "t.last_updated";
        };
    }

    static ListSource<Registration, RegistrationSort> registrations(long pass) {
        return new ListSource<>(
                RegistrationRows.ROWS,
                List.of(Condition.of("r.pass_id = ?", pass)),
                field -> "r.date_created",
                "",
                Optional.empty());
    }

    static ListSource<DeviceLogEntry, DeviceLogSort> deviceLogs(OptionalLong organization, DeviceLogQuery query) {
        Condition ofOrganization = organization.isPresent()
                ? Condition.of("(l.organization_id IS NULL OR l.organization_id = ?)", organization.getAsLong())
                : Condition.of("l.organization_id IS NULL");
        List<Condition> filters = ListSource.filters(
                ofOrganization,
                TextFilters.matches("l.message", query.message()),
                query.kind().map(kind -> Condition.of("l.kind = ?", kind.code())),
                query.passTypeIdentifier().map(type -> Condition.of("l.pass_type_identifier = ?", type.value())),
                TimeConditions.within("l.date_created", query.dateCreated()));
        return new ListSource<>(DeviceLogRows.ROWS, filters, field -> "l.date_created", "", Optional.empty());
    }
}
