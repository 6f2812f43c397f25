package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.BarcodeWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The barcodes of passes, as one connection sees them. */
final class JdbcBarcodes implements BarcodeWriter {

    private static final int LABEL = PassRows.COLUMNS;

    private static final String FIND = PassRows.SELECT
            + ", l.update_tag, l.name, l.description, l.voided, l.expiration_date FROM pass_barcode b"
            + " JOIN pass p ON p.id = b.pass_id JOIN pass_label l ON l.pass_id = p.id" + PassRows.JOINS
            + " WHERE b.organization_id = (SELECT id FROM organization WHERE name = ?) AND b.hash = ?"
            + " ORDER BY b.pass_id LIMIT ?";

    private static final String VERSION = """
            SELECT l.update_tag FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
            JOIN pass_label l ON l.pass_id = p.id WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String PASSES = PassRows.SELECT
            + " FROM pass_type t JOIN pass p ON p.pass_type_id = t.id" + PassRows.ORGANIZATION
            + " WHERE t.identifier = ? AND p.serial_number > ? ORDER BY p.serial_number LIMIT ?";

    private static final String PUT = """
            INSERT INTO pass_label (pass_id, update_tag, name, description, voided, expiration_date)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (pass_id) DO UPDATE SET update_tag = excluded.update_tag, name = excluded.name,
                description = excluded.description, voided = excluded.voided, expiration_date = excluded.expiration_date""";

    private static final String ADD = """
            INSERT INTO pass_barcode (organization_id, hash, pass_id)
            VALUES ((SELECT organization_id FROM pass WHERE id = ?), ?, ?)""";

    private static final String PUT_WALK = """
            INSERT INTO barcode_walk (pass_type_id, after) SELECT id, ? FROM pass_type WHERE identifier = ?
            ON CONFLICT (pass_type_id) DO UPDATE SET after = excluded.after""";

    private static final String BEGIN_ALL = """
            INSERT INTO barcode_walk (pass_type_id, after) SELECT id, '' FROM pass_type WHERE true
            ON CONFLICT (pass_type_id) DO UPDATE SET after = excluded.after""";

    private final Session session;

    JdbcBarcodes(Session session) {
        this.session = session;
    }

    @Override
    public List<LabelledPass> find(Organization organization, BarcodeHash barcode, int most) {
        return Sql.of(FIND, organization.name(), barcode.hex(), most)
                .list(
                        session,
                        row -> new LabelledPass(
                                PassRows.MAPPER.map(row), label(row), new UpdateTag(row.getLong(LABEL + 1))));
    }

    private static PassLabel label(ResultSet row) throws SQLException {
        Optional<Instant> expirationDate =
                NullableColumns.number(row, LABEL + 5).map(Instant::ofEpochSecond);
        return new PassLabel(
                Optional.ofNullable(row.getString(LABEL + 2)),
                Optional.ofNullable(row.getString(LABEL + 3)),
                row.getBoolean(LABEL + 4),
                expirationDate);
    }

    @Override
    public Optional<UpdateTag> versionOf(PassId pass) {
        return Sql.of(
                        VERSION,
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .first(session, row -> new UpdateTag(row.getLong(1)));
    }

    @Override
    public Optional<BarcodeWalk> nextWalk() {
        return Sql.of("SELECT t.identifier, w.after FROM barcode_walk w JOIN pass_type t ON t.id = w.pass_type_id"
                        + " ORDER BY w.pass_type_id LIMIT 1")
                .first(
                        session,
                        row -> new BarcodeWalk(
                                new PassTypeIdentifier(row.getString(1)),
                                Optional.of(row.getString(2))
                                        .filter(after -> !after.isEmpty())
                                        .map(PassSerialNumber::new)));
    }

    @Override
    public List<Pass> passes(PassTypeIdentifier type, Optional<PassSerialNumber> after, int most) {
        return Sql.of(PASSES, type.value(), after.map(PassSerialNumber::value).orElse(""), most)
                .list(session, PassRows.MAPPER);
    }

    @Override
    public void put(Pass pass, PassFace face) {
        PassLabel label = face.label();
        Sql.of(PUT, pass.number(), pass.updateTag().value())
                .bind(label.name().orElse(null))
                .bind(label.description().orElse(null))
                .bind(label.voided())
                .bind(label.expirationDate().map(Instant::getEpochSecond).orElse(null))
                .update(session);
        Set<BarcodeHash> before = new HashSet<>(Sql.of("SELECT hash FROM pass_barcode WHERE pass_id = ?", pass.number())
                .list(session, row -> new BarcodeHash(row.getString(1))));
        if (before.equals(face.barcodes())) {
            return;
        }
        if (!before.isEmpty()) {
            Sql.of("DELETE FROM pass_barcode WHERE pass_id = ?", pass.number()).update(session);
        }
        face.barcodes()
                .forEach(barcode ->
                        Sql.of(ADD, pass.number(), barcode.hex(), pass.number()).update(session));
    }

    @Override
    public void keep(Pass pass) {
        Sql.of(
                        "UPDATE pass_label SET update_tag = ? WHERE pass_id = ?",
                        pass.updateTag().value(),
                        pass.number())
                .update(session);
    }

    @Override
    public void putWalk(BarcodeWalk walk) {
        Sql.of(
                        PUT_WALK,
                        walk.after().map(PassSerialNumber::value).orElse(""),
                        walk.type().value())
                .update(session);
    }

    @Override
    public void endWalk(PassTypeIdentifier type) {
        Sql.of(
                        "DELETE FROM barcode_walk WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?)",
                        type.value())
                .update(session);
    }

    @Override
    public void beginAllWalks() {
        Sql.of(BEGIN_ALL).update(session);
    }
}
