package io.serialpass.storage.jdbc;

import io.serialpass.storage.StoreTable;
import io.serialpass.storage.UnusableStorageException;
import java.util.List;
import java.util.Set;

/**
 * The tables that a copy of a store takes, each after those that it refers to. A test compares them with the tables that the
 * migrations make. Two kinds of tables are left out: those of running servers, and those that a database fills for its own searches and locks.
 *
 * @since 0.1
 */
public final class CopiedTables {

    /** All of them. */
    public static final List<StoreTable> ALL = List.of(
            numbered("organization", "id, name, answer_bytes"),
            numbered("api_token", "id, organization_id, hash, name, role, expiration_date, date_created, last_used"),
            numbered(
                    "item",
                    "id, organization_id, reference, name, description, pass_type_identifier, date_created, last_updated"),
            numbered(
                    "serial_number",
                    "id, organization_id, item_id, value, status, warehouse_stock_id, date_created, last_updated,"
                            + " reserved_until"),
            table("serial_number_count", 2, "item_id, status, count"),
            table("serial_number_total", 2, "organization_id, status, count"),
            numbered(
                    "pass_type",
                    "id, identifier, organization_id, last_tag, passes, voided_passes, content_tag, content_second,"
                            + " last_second, deleted_second, signer, date_created, last_updated"),
            table("pass_type_file", 2, "pass_type_id, name, content"),
            table("pass_type_item", 2, "item_id, pass_type_id, update_tag, last_modified"),
            table(
                    "pass",
                    1,
                    "id, pass_type_id, organization_id, serial_number, authentication_token, serial_number_id, item_id,"
                            + " fields, voided, expiration_date, personalized, uploaded, update_tag, last_modified,"
                            + " package_hash, date_created, last_updated, redeemed, redemption"),
            table("pass_label", 1, "pass_id, update_tag, name, description, voided, expiration_date"),
            table("pass_barcode", 3, "organization_id, hash, pass_id"),
            table("barcode_walk", 1, "pass_type_id, after"),
            table("deleted", 1, "id, pass_id, tag, second"),
            table("pass_package", 1, "pass_id, pkpass"),
            numbered("pass_link", "id, organization_id, hash, passes, date_created, expiration_date, date_revoked"),
            table("pass_link_pass", 2, "pass_id, link_id"),
            numbered("package_base", "id, pass_type_id, revision, pkpass"),
            table("kept_package", 1, "pass_id, update_tag, last_modified, revision, difference"),
            numbered(
                    "registration",
                    "id, device, pass_type_id, pass_id, push_token, update_tag, date_created, last_updated"),
            numbered(
                    "device_log",
                    "id, organization_id, message, kind, pass_type_identifier, serial_number, device, date_created"),
            numbered("idempotent_answer", "id, organization_id, key, request, answer, date_created"),
            table("web_service", 1, "id, url"),
            table("event", 1, "position, organization_id, time, type, body, actor"),
            table("event_consumer", 1, "name, position"),
            table("push_walk", 2, "pass_type_id, item_id, from_tag, after, again_from"),
            table(
                    "push_record",
                    2,
                    "pass_type_id, push_token, device, told_tag, time, verdict, status, reason, gone_since, failures,"
                            + " next"),
            numbered(
                    "webhook",
                    "id, organization_id, url, events, pass_type_identifier, description, enabled, off_reason, secrets,"
                            + " from_position, dropped, date_created, last_updated"),
            numbered(
                    "webhook_delivery",
                    "id, webhook_id, message, position, time, type, body, state, attempts, next_attempt, last_attempt,"
                            + " status, reason, blocked_by, date_created"),
            table("webhook_scope", 4, "webhook_id, scope_group, member, delivery_id"),
            table("device_ask", 2, "device, pass_type_id, time, since_tag, told_tag"),
            table("pass_fetch", 1, "pass_id, time, update_tag, unchanged"),
            table("activity", 3, "organization_id, hour, kind, count"),
            numbered(
                    "import_run",
                    "id, organization_id, file_name, media_type, bytes, date_created, imported, rejected, blank, last_line,"
                            + " bytes_read, passed_over, state, reason, date_ended"),
            table("import_rejection", 2, "import_run_id, position, line, reason, description"));

    /** A table of this name stands in a store that a copy has begun to fill. */
    public static final String MARK = "unfinished_copy";

    /** Those that hold files, of up to some megabytes each. */
    private static final Set<String> WITH_FILES =
            Set.of("pass_type_file", "pass_package", "package_base", "kept_package", "idempotent_answer");

    /** It has a row from the begin on, which the copy brings again. */
    private static final String WITH_A_ROW = "deleted";

    private CopiedTables() {}

    /**
     * Refuses a store of an older version: its tables may be others.
     *
     * @param store the store's name in messages
     * @param version its version
     * @param known the version of this program
     * @throws UnusableStorageException if it is older
     */
    public static void requireVersion(Object store, int version, int known) {
        if (version < known) {
            throw new UnusableStorageException("The store " + store + " is of the older version " + version
                    + ". Start a server of this program on it once, which upgrades it to " + known + ".");
        }
    }

    /** How many rows of a table may be in memory at once. */
    static int rowsAtOnce(StoreTable table) {
        return WITH_FILES.contains(table.name()) ? 4 : 100;
    }

    /** Whether a store that nobody has worked with has no row in a table. */
    static boolean isEmptyInNewStore(StoreTable table) {
        return !table.name().equals(WITH_A_ROW);
    }

    private static StoreTable numbered(String name, String columns) {
        return new StoreTable(name, List.of(columns.split(", ")), 1, true);
    }

    private static StoreTable table(String name, int keyColumns, String columns) {
        return new StoreTable(name, List.of(columns.split(", ")), keyColumns, false);
    }
}
