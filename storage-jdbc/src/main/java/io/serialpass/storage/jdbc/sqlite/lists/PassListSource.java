package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.query.Wildcard;
import io.serialpass.storage.jdbc.PassRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The list of passes: which index serves which order and which filter. */
final class PassListSource extends ListSource<Pass, PassSort> {

    private static final String TABLE = "pass p";

    private final Session session;
    private final PassQuery query;
    private final Condition ofOrganization;
    private final Optional<Condition> ofTypes;
    private final boolean ofOneType;
    private final Optional<Condition> ofSerialNumber;
    private final Optional<Condition> ofVoided;
    private final Optional<Condition> created;
    private final Optional<Condition> updated;

    PassListSource(Session session, long organizationId, PassQuery query) {
        super(PassRows.ROWS);
        this.session = session;
        this.query = query;
        this.ofOrganization = filter(Condition.of("p.organization_id = ?", organizationId));
        Optional<Condition> matchingTypes = query.passTypeIdentifier()
                .filter(wildcard -> !wildcard.matchesAll())
                .map(wildcard -> typesMatching(organizationId, wildcard));
        List<Long> someTypes = matchingTypes
                .map(ids -> Sql.of("SELECT id FROM (").add(ids).add(") LIMIT 2").list(session, row -> row.getLong(1)))
                .orElse(List.of());
        // One type is worth knowing, since the indexes that begin with it then give their order.
        this.ofOneType = someTypes.size() == 1;
        this.ofTypes = filter(
                ofOneType
                        ? Optional.of(Condition.of("p.pass_type_id = ?", someTypes.get(0)))
                        : matchingTypes.map(
                                ids -> new Condition("p.pass_type_id IN (" + ids.sql() + ")", ids.arguments())));
        this.ofSerialNumber = filter(TextConditions.matches("p.serial_number", query.serialNumber()));
        this.ofVoided = filter(query.voided().map(voided -> Condition.of("p.voided = ?", voided ? 1 : 0)));
        this.created = filter(TimeConditions.within("p.date_created", query.dateCreated()));
        this.updated = filter(TimeConditions.within("p.last_updated", query.lastUpdated()));
    }

    /** An organization has few types, so they are looked through. */
    private static Condition typesMatching(long organizationId, Wildcard wildcard) {
        Condition matches = TextConditions.matches("y.identifier", wildcard);
        List<Object> arguments = new ArrayList<>();
        arguments.add(organizationId);
        arguments.addAll(matches.arguments());
        return new Condition(
                "SELECT y.id FROM pass_type y INDEXED BY pass_type_by_organization WHERE y.organization_id = ? AND "
                        + matches.sql(),
                arguments);
    }

    @Override
    AccessPath inOrder() {
        return switch (query.listing().sort()) {
            case SERIAL_NUMBER -> {
                Optional<Condition> spread =
                        query.serialNumber().flatMap(wildcard -> TextConditions.spread("p.serial_number", wildcard));
                yield ofOneType ? withinType("serial_number", spread) : through("serial_number", spread);
            }
            case DATE_CREATED -> ofOneType ? withinType("date_created", created) : byTime("date_created", created);
            case LAST_UPDATED -> ofOneType ? withinType("last_updated", updated) : byTime("last_updated", updated);
        };
    }

    @Override
    Optional<AccessPath> shortcut() {
        if (query.listing().sort() != PassSort.SERIAL_NUMBER) {
            return Optional.empty();
        }
        AccessPath order = ofOneType ? withinType("serial_number") : through("serial_number");
        List<String> columns = ofOneType
                ? List.of("serial_number", "pass_type_id", "organization_id")
                : List.of("serial_number", "organization_id");
        return new CaseVariants(session, order, "p", columns, query.listing()).path(query.serialNumber(), filters());
    }

    private AccessPath byTime(String index, Optional<Condition> range) {
        return ofVoided.isPresent() ? through("voided_" + index, ofVoided, range) : through(index, range);
    }

    @SafeVarargs
    private AccessPath through(String index, Optional<Condition>... served) {
        return path(index, List.of(ofOrganization), served);
    }

    @SafeVarargs
    private AccessPath withinType(String index, Optional<Condition>... served) {
        // A type is of one organization, so that this passes over nothing.
        return path("type_" + index, List.of(ofTypes.orElseThrow(), ofOrganization), served);
    }

    @SafeVarargs
    private AccessPath path(String index, List<Condition> first, Optional<Condition>... served) {
        return new AccessPath(Condition.of(TABLE + " INDEXED BY pass_by_" + index), first).with(served);
    }

    @Override
    List<AccessPath> byFilter() {
        List<AccessPath> paths = new ArrayList<>();
        if (ofSerialNumber.isPresent()) {
            Wildcard wildcard = query.serialNumber().orElseThrow();
            Optional<Condition> range = TextConditions.range("p.serial_number", wildcard);
            range.ifPresent(condition -> paths.add(through("folded_serial_number", Optional.of(condition))));
            TextConditions.trigrams(wildcard, range.isPresent())
                    .ifPresent(trigrams -> paths.add(throughSearch(trigrams)));
        }
        ofTypes.ifPresent(types ->
                paths.add(path("type_date_created", List.of(types, ofOrganization), ofOneType ? created : none())));
        created.ifPresent(range -> paths.add(byTime("date_created", created)));
        updated.ifPresent(range -> paths.add(byTime("last_updated", updated)));
        if (ofVoided.isPresent()) {
            paths.add(through("voided_date_created", ofVoided, created));
        }
        return paths;
    }

    private static Optional<Condition> none() {
        return Optional.empty();
    }

    private static AccessPath throughSearch(String trigrams) {
        return new AccessPath(
                Condition.of(
                        "(" + SearchIndex.PASSES.candidates() + ") c CROSS JOIN " + TABLE + " ON p.id = c.id",
                        trigrams),
                List.of());
    }

    @Override
    OptionalLong knownTotal() {
        if (ofSerialNumber.isPresent() || created.isPresent() || updated.isPresent()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count(ofTypes, query.voided()));
    }

    @Override
    long rowsInOrder() {
        AccessPath inOrder = inOrder();
        return count(
                ofTypes.filter(inOrder::serves),
                query.voided().filter(voided -> inOrder.serves(ofVoided.orElseThrow())));
    }

    private long count(Optional<Condition> types, Optional<Boolean> voided) {
        String counted = voided.map(wanted -> wanted ? "voided_passes" : "passes - voided_passes")
                .orElse("passes");
        // The conditions name passes; a type stands for its passes here.
        Sql sql = Sql.of(
                        "SELECT coalesce(sum(" + counted + "), 0) FROM"
                                + " (SELECT id AS pass_type_id, organization_id, passes, voided_passes FROM pass_type) p WHERE ")
                .add(ofOrganization);
        types.ifPresent(condition -> sql.add(" AND ").add(condition));
        return sql.number(session);
    }

    @Override
    String column(PassSort field) {
        return switch (field) {
            case SERIAL_NUMBER -> "p.serial_number";
            case DATE_CREATED -> "p.date_created";
            case LAST_UPDATED -> "p.last_updated";
        };
    }
}
