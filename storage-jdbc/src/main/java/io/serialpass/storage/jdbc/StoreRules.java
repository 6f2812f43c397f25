package io.serialpass.storage.jdbc;

import io.serialpass.storage.StoreExamination;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The checks of a store that both databases make with the same statements. They read each row once, and keep none in memory.
 *
 * @since 0.1
 */
public final class StoreRules {

    private static final String REMEDY =
            "Another program wrote to the tables, or this is a fault of Serialpass: restore a backup that"
                    + " 'serialpass check' finds sound, or go on and report this.";

    private static final String TOTALS_OF_ITEMS = """
        SELECT d.item_id AS name FROM (
            SELECT item_id, status, count(*) AS n FROM serial_number GROUP BY item_id, status
            UNION ALL SELECT c.item_id, c.status, -c.count FROM serial_number_count c) d
        GROUP BY d.item_id, d.status HAVING sum(d.n) <> 0""";

    private static final String TOTALS_OF_ORGANIZATIONS = """
        SELECT o.name AS name FROM (
            SELECT organization_id, status, count(*) AS n FROM serial_number GROUP BY organization_id, status
            UNION ALL SELECT c.organization_id, c.status, -c.count FROM serial_number_total c) d
        JOIN organization o ON o.id = d.organization_id
        GROUP BY o.name, d.status HAVING sum(d.n) <> 0""";

    private static final String TOTALS_OF_PASS_TYPES = """
        SELECT t.identifier AS name FROM pass_type t LEFT JOIN (
            SELECT pass_type_id, count(*) AS n, sum(CASE WHEN voided THEN 1 ELSE 0 END) AS v
            FROM pass GROUP BY pass_type_id) d ON d.pass_type_id = t.id
        WHERE t.passes <> coalesce(d.n, 0) OR t.voided_passes <> coalesce(d.v, 0)""";

    private static final String TAGS_OF_PASS_TYPES = """
        SELECT t.identifier AS name FROM pass_type t
        WHERE t.content_tag > t.last_tag OR t.content_second > t.last_second""";

    private static final String TAGS_OF_PASSES = """
        SELECT t.identifier AS name FROM pass p JOIN pass_type t ON t.id = p.pass_type_id
        WHERE p.update_tag > t.last_tag OR p.last_modified > t.last_second""";

    private static final String TAGS_OF_ITEMS = """
        SELECT t.identifier AS name FROM pass_type_item i JOIN pass_type t ON t.id = i.pass_type_id
        WHERE i.update_tag > t.last_tag OR i.last_modified > t.last_second""";

    private static final String TAGS_OF_REGISTRATIONS = """
        SELECT t.identifier AS name FROM registration r JOIN pass_type t ON t.id = r.pass_type_id
        WHERE r.update_tag > t.last_tag""";

    private static final String TAGS_OF_PACKAGES = """
        SELECT t.identifier AS name FROM kept_package k JOIN pass p ON p.id = k.pass_id
        JOIN pass_type t ON t.id = p.pass_type_id WHERE k.update_tag > t.last_tag""";

    private static final String WITHOUT_PASS = """
        SELECT r.id AS name FROM registration r LEFT JOIN pass p ON p.id = r.pass_id WHERE p.id IS NULL""";

    private static final String OF_ANOTHER_TYPE = """
        SELECT r.id AS name FROM registration r JOIN pass p ON p.id = r.pass_id WHERE p.pass_type_id <> r.pass_type_id""";

    private static final String OWNERS_OF_SERIAL_NUMBERS = """
        SELECT s.id AS name FROM serial_number s JOIN item i ON i.id = s.item_id
        WHERE i.organization_id <> s.organization_id""";

    private static final String OWNERS_OF_PASSES = """
        SELECT p.serial_number AS name FROM pass p JOIN pass_type t ON t.id = p.pass_type_id
        WHERE t.organization_id <> p.organization_id""";

    private static final String ITEMS_OF_PASSES = """
        SELECT p.serial_number AS name FROM pass p JOIN serial_number s ON s.id = p.serial_number_id
        WHERE p.item_id IS NULL OR p.item_id <> s.item_id""";

    private record Check(String name, String sound, List<StoreRule> rules) {}

    private static final Check TOTALS = new Check(
            "totals",
            "The totals that are kept are those of the rows.",
            List.of(
                    new StoreRule(TOTALS_OF_ITEMS, "totals of items are not those of their serial numbers"),
                    new StoreRule(
                            TOTALS_OF_ORGANIZATIONS, "totals of organizations are not those of their serial numbers"),
                    new StoreRule(TOTALS_OF_PASS_TYPES, "totals of pass types are not those of their passes")));

    private static final Check TAGS = new Check(
            "update tags",
            "No tag, and no second of a version, is later than the last one that its pass type gave out.",
            List.of(
                    new StoreRule(TAGS_OF_PASS_TYPES, "pass types have a version that they did not give out"),
                    new StoreRule(TAGS_OF_PASSES, "passes have a version that their pass type did not give out"),
                    new StoreRule(TAGS_OF_ITEMS, "items have a version that a pass type did not give out"),
                    new StoreRule(
                            TAGS_OF_REGISTRATIONS, "registrations have a tag that their pass type did not give out"),
                    new StoreRule(
                            TAGS_OF_PACKAGES, "kept packages have a version that their pass type did not give out")));

    private static final Check REGISTRATIONS = new Check(
            "registrations",
            "Each registration points at a pass that exists.",
            List.of(
                    new StoreRule(WITHOUT_PASS, "registrations point at no pass"),
                    new StoreRule(OF_ANOTHER_TYPE, "registrations point at a pass of another pass type")));

    private static final Check OWNERS = new Check(
            "owners",
            "What belongs together is of one organization.",
            List.of(
                    new StoreRule(
                            OWNERS_OF_SERIAL_NUMBERS, "serial numbers are of another organization than their item"),
                    new StoreRule(OWNERS_OF_PASSES, "passes are of another organization than their pass type"),
                    new StoreRule(ITEMS_OF_PASSES, "passes are tied to another item than their serial number is of")));

    private StoreRules() {}

    /**
     * Checks the version of the tables. The other checks work with the tables of this program's version alone.
     *
     * @param version the version of the store
     * @param known the version of this program
     * @param findings receives what the check found
     * @return whether both are the same
     */
    public static boolean isOfVersion(int version, int known, Consumer<StoreFinding> findings) {
        if (version == known) {
            findings.accept(StoreFinding.sound("schema", "The store is of version " + version + "."));
            return true;
        }
        findings.accept(StoreFinding.wrong(
                "schema",
                "The store is of version " + version + ", and this program works with version " + known + ".",
                "Start the server, which upgrades the store; or check it with the program that wrote it."));
        return false;
    }

    /**
     * Makes the checks.
     *
     * @param session a session within a transaction that sees one snapshot
     * @param view the view of the session
     * @param findings receives what each check found, as soon as it is done
     */
    public static void check(Session session, JdbcView view, Consumer<StoreFinding> findings) {
        for (Check check : List.of(TOTALS, TAGS, REGISTRATIONS, OWNERS)) {
            findings.accept(finding(check, session));
        }
        try {
            StoreExamination.log(view, findings);
        } catch (FailedStatementException e) {
            findings.accept(unreadable("event log", e));
        }
    }

    private static StoreFinding finding(Check check, Session session) {
        try {
            List<String> problems = check.rules().stream()
                    .map(rule -> rule.problem(session))
                    .flatMap(Optional::stream)
                    .toList();
            return problems.isEmpty()
                    ? StoreFinding.sound(check.name(), check.sound())
                    : StoreFinding.wrong(check.name(), String.join(" ", problems), REMEDY);
        } catch (FailedStatementException e) {
            return unreadable(check.name(), e);
        }
    }

    private static StoreFinding unreadable(String check, FailedStatementException e) {
        return StoreFinding.wrong(
                check,
                "The rows cannot be read: " + String.valueOf(e.getCause()).replaceAll("\\s+", " ") + ".",
                "Restore a backup that 'serialpass check' finds sound.");
    }
}
