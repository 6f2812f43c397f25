package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushRecord;
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The statements that find registrations whose devices may have to be told. */
final class PushCandidates {

    private static final int REGISTRATION_COLUMNS = 8;

    private static final String SELECT =
            RegistrationRows.SELECT + ", " + PassRows.TAG + ", s.push_token IS NOT NULL, " + PushRecordRows.COLUMNS;

    private static final String RECORD = PassRows.ITEM
            + " LEFT JOIN push_record s ON s.pass_type_id = r.pass_type_id AND <key:s.push_token> = <key:r.push_token>";

    private static final String FROM_REGISTRATIONS = SELECT
            + " FROM pass_type t JOIN registration r ON r.pass_type_id = t.id JOIN pass p ON p.id = r.pass_id" + RECORD;

    private static final String FROM_PASSES = SELECT
            + " FROM pass_type t JOIN pass p ON p.pass_type_id = t.id JOIN registration r ON r.pass_id = p.id" + RECORD;

    private static final String OF_TYPE = FROM_REGISTRATIONS + " WHERE t.identifier = ? AND r.id > ? AND r.id <= ? AND "
            + PassRows.IS_TOLD + " ORDER BY r.id";

    /** Through the serial numbers, since passes have no index by item. */
    private static final String OF_ITEM = SELECT
            + " FROM serial_number n JOIN pass p ON p.serial_number_id = n.id JOIN pass_type t ON t.id = p.pass_type_id"
            + " JOIN registration r ON r.pass_id = p.id" + RECORD
            + " WHERE n.item_id = ? AND n.id > ? AND n.id <= ? AND t.identifier = ? AND " + PassRows.IS_TOLD
            + " ORDER BY n.id, r.id";

    private static final String OF_PASSES =
            FROM_PASSES + " WHERE t.identifier = ? AND " + PassRows.IS_TOLD + " AND p.serial_number IN (";

    /** Not in the order of their ids: SQLite would go through all registrations of the type to have them in order. */
    private static final String OF_DEVICE =
            FROM_REGISTRATIONS + " WHERE t.identifier = ? AND r.device = ? AND " + PassRows.IS_TOLD;

    private static final String LAST_REGISTRATION = """
            SELECT max(id) FROM (SELECT id FROM registration
                WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?) AND id > ?
                ORDER BY id LIMIT ?) AS page HAVING count(*) > 0""";

    private static final String LAST_SERIAL_NUMBER = """
            SELECT max(id) FROM (SELECT id FROM serial_number WHERE item_id = ? AND id > ?
                ORDER BY id LIMIT ?) AS page HAVING count(*) > 0""";

    private PushCandidates() {}

    /** The id of the last registration of the next page; empty where there is none. */
    static OptionalLong lastRegistration(Session session, PassTypeIdentifier type, long after, int most) {
        return Sql.of(LAST_REGISTRATION, type.value(), after, most).optionalNumber(session);
    }

    /** The id of the last serial number of the next page; empty where there is none. */
    static OptionalLong lastSerialNumber(Session session, ItemId item, long after, int most) {
        return Sql.of(LAST_SERIAL_NUMBER, item.value(), after, most).optionalNumber(session);
    }

    static Sql ofType(PassTypeIdentifier type, long after, long last) {
        return Sql.of(OF_TYPE, type.value(), after, last);
    }

    static Sql ofItem(PassTypeIdentifier type, ItemId item, long after, long last) {
        return Sql.of(OF_ITEM, item.value(), after, last, type.value());
    }

    static Sql ofPasses(PassTypeIdentifier type, List<String> serialNumbers) {
        return Sql.of(OF_PASSES, type.value())
                .add(Chunks.repeat("?", serialNumbers), serialNumbers.toArray())
                .add(")");
    }

    static Sql ofDevice(PassTypeIdentifier type, DeviceLibraryIdentifier device) {
        return Sql.of(OF_DEVICE, type.value(), device.value());
    }

    static PushCandidate map(ResultSet row) throws SQLException {
        int column = REGISTRATION_COLUMNS;
        UpdateTag tag = new UpdateTag(row.getLong(++column));
        boolean isKnown = row.getBoolean(++column);
        Optional<PushRecord> record = isKnown ? Optional.of(PushRecordRows.map(row, column + 1)) : Optional.empty();
        return new PushCandidate(RegistrationRows.MAPPER.map(row), tag, record);
    }
}
