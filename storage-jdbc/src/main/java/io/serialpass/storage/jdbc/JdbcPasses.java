package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The passes that one connection sees. Keeps their counts in step with them. */
final class JdbcPasses implements PassWriter {

    private static final String FIND = PassRows.SELECT
            + " FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id" + PassRows.ORGANIZATION
            + " WHERE t.identifier = ? AND p.serial_number = ?";

    private static final String TIED =
            PassRows.SELECT + " FROM pass p" + PassRows.JOINS + " WHERE p.serial_number_id = ? ORDER BY p.id";

    private static final String PACKAGE = """
            SELECT k.pkpass FROM pass_type t
            CROSS JOIN pass p ON p.pass_type_id = t.id
            CROSS JOIN pass_package k ON k.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String PACKAGE_LENGTH = PACKAGE.replace("k.pkpass", "length(k.pkpass)");

    private static final String PUT_PACKAGE = """
            INSERT INTO pass_package (pass_id, pkpass)
            SELECT p.id, ?3 FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ?1 AND p.serial_number = ?2
            ON CONFLICT (pass_id) DO UPDATE SET pkpass = excluded.pkpass""";

    private static final String KEPT_PACKAGE = """
            SELECT k.update_tag, k.last_modified, k.revision, k.difference FROM pass_type t
            CROSS JOIN pass p ON p.pass_type_id = t.id
            CROSS JOIN kept_package k ON k.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String TOKEN = """
            SELECT p.authentication_token FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String KEEP_PACKAGE = """
            INSERT INTO kept_package (pass_id, update_tag, last_modified, revision, difference)
            SELECT id, ?2, ?3, ?4, ?5 FROM pass WHERE id = ?1
            ON CONFLICT (pass_id) DO UPDATE SET update_tag = excluded.update_tag, last_modified = excluded.last_modified,
                revision = excluded.revision, difference = excluded.difference
            WHERE excluded.update_tag > update_tag""";

    private static final String TAKE_TAG = """
            UPDATE pass_type SET last_tag = max(?, last_tag + 1) WHERE identifier = ? RETURNING last_tag""";

    private static final String NEXT_NUMBER = """
            SELECT max((SELECT coalesce(max(id), 0) FROM pass), (SELECT pass_id FROM deleted)) + 1""";

    // With VALUES and without RETURNING, since SQLite keeps aside what a statement changes that may be of several rows:
    // within a
    // large unit of work, that costs more with each statement.
    private static final String INSERT = """
            INSERT INTO pass (id, pass_type_id, organization_id, serial_number, authentication_token, serial_number_id,
                item_id, fields, voided, expiration_date, personalized, update_tag, date_created, last_updated)
            VALUES (?1, (SELECT id FROM pass_type WHERE identifier = ?2),
                (SELECT organization_id FROM pass_type WHERE identifier = ?2), ?3, ?4, ?5,
                (SELECT item_id FROM serial_number WHERE id = ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?11)
            ON CONFLICT (pass_type_id, serial_number) DO NOTHING""";

    private static final String COUNT = """
            UPDATE pass_type SET passes = passes + ?, voided_passes = voided_passes + ?, last_second = max(last_second, ?)
            WHERE identifier = ?""";

    private static final String UNCOUNT = """
            UPDATE pass_type SET passes = passes - 1, voided_passes = voided_passes - ?,
                deleted_second = max(deleted_second, ?)
            WHERE identifier = ?""";

    private static final String NOTE_ITEM = """
            INSERT INTO pass_type_item (item_id, pass_type_id, update_tag, last_modified)
            VALUES ((SELECT item_id FROM pass WHERE id = ?1), (SELECT pass_type_id FROM pass WHERE id = ?1), 0, 0)
            ON CONFLICT DO NOTHING""";

    private static final String UPDATE = """
            UPDATE pass SET fields = ?, voided = ?, expiration_date = ?, personalized = ?, uploaded = ?, update_tag = ?,
                last_modified = ?, last_updated = ?
            WHERE id = ?""";

    private final Handle handle;
    private final Lists lists;

    /** The tags of this object's unit of work. */
    private final Map<PassTypeIdentifier, UpdateTag> taken = new HashMap<>();

    JdbcPasses(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Optional<Pass> find(PassId id) {
        return Sql.of(FIND, id.passTypeIdentifier().value(), id.serialNumber().value())
                .list(handle, PassRows.MAPPER)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<AuthenticationToken> tokenOf(PassId id) {
        return Sql.of(TOKEN, id.passTypeIdentifier().value(), id.serialNumber().value())
                .list(handle, row -> new AuthenticationToken(row.getString(1)))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Instant> lastSecondOfDeleted(PassTypeIdentifier type) {
        return Sql.of("SELECT deleted_second FROM pass_type WHERE identifier = ? AND deleted_second > 0", type.value())
                .list(handle, row -> Instant.ofEpochSecond(row.getLong(1)))
                .stream()
                .findFirst();
    }

    @Override
    public Page<Pass> list(PassQuery query) {
        return lists.passes(query);
    }

    @Override
    public Optional<byte[]> packageOf(PassId id) {
        return Sql.of(
                        PACKAGE,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value())
                .list(handle, row -> row.getBytes(1))
                .stream()
                .findFirst();
    }

    @Override
    public OptionalLong packageLength(PassId id) {
        return Sql.of(
                        PACKAGE_LENGTH,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value())
                .optionalNumber(handle);
    }

    @Override
    public Optional<KeptPackage> keptPackage(PassId id) {
        return Sql.of(
                        KEPT_PACKAGE,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value())
                .list(
                        handle,
                        row -> new KeptPackage(
                                new PassVersion(new UpdateTag(row.getLong(1)), Instant.ofEpochSecond(row.getLong(2))),
                                new UpdateTag(row.getLong(3)),
                                row.getBytes(4)))
                .stream()
                .findFirst();
    }

    @Override
    public List<Pass> tiedTo(SerialNumberId serialNumber) {
        return Sql.of(TIED, serialNumber.value()).list(handle, PassRows.MAPPER);
    }

    @Override
    public UpdateTag takeTag(PassTypeIdentifier type, Instant time) {
        return taken.computeIfAbsent(
                type,
                wanted ->
                        Sql.of(TAKE_TAG, time.toEpochMilli(), wanted.value())
                                .list(handle, row -> row.getLong(1))
                                .stream()
                                .findFirst()
                                .map(UpdateTag::new)
                                .orElseThrow(() ->
                                        new StorageException("the pass type " + wanted.value() + " is nobody's")));
    }

    @Override
    public Optional<Pass> insert(NewPass wanted, UpdateTag tag, Instant time) {
        PassId id = wanted.id();
        PassDetails details = wanted.details();
        long number = Sql.of(NEXT_NUMBER).number(handle);
        int inserted = Sql.of(INSERT)
                .bind(number)
                .bind(id.passTypeIdentifier().value())
                .bind(id.serialNumber().value())
                .bind(wanted.authenticationToken().value())
                .bind(wanted.serialNumberId().map(SerialNumberId::value).orElse(null))
                .bind(FieldsColumn.write(details.fields()))
                .bind(details.voided() ? 1 : 0)
                .bind(details.expirationDate().map(Instant::getEpochSecond).orElse(null))
                .bind(details.personalized() ? 1 : 0)
                .bind(tag.value())
                .bind(time.toEpochMilli())
                .update(handle);
        if (inserted == 0) {
            return Optional.empty();
        }
        count(id.passTypeIdentifier(), 1, details.voided() ? 1 : 0, 0);
        if (wanted.serialNumberId().isPresent()) {
            Sql.of(NOTE_ITEM, number).update(handle);
        }
        return find(id);
    }

    /** Keeps what a type knows of its passes in step with them. */
    private void count(PassTypeIdentifier type, int passes, int voided, long second) {
        Sql.of(COUNT, passes, voided, second, type.value()).update(handle);
    }

    @Override
    public void update(Pass pass) {
        PassDetails details = pass.details();
        long voidedBefore = Sql.of("SELECT voided FROM pass WHERE id = ?", pass.number())
                .optionalNumber(handle)
                .orElseThrow(() -> new StorageException("there is no pass to update with the number " + pass.number()));
        int voided = details.voided() ? 1 : 0;
        Sql.of(UPDATE)
                .bind(FieldsColumn.write(details.fields()))
                .bind(voided)
                .bind(details.expirationDate().map(Instant::getEpochSecond).orElse(null))
                .bind(details.personalized() ? 1 : 0)
                .bind(pass.source() == PackageSource.UPLOADED ? 1 : 0)
                .bind(pass.updateTag().value())
                .bind(pass.lastModified().map(Instant::getEpochSecond).orElse(null))
                .bind(pass.lastUpdated().toEpochMilli())
                .bind(pass.number())
                .update(handle);
        count(
                pass.id().passTypeIdentifier(),
                0,
                (int) (voided - voidedBefore),
                pass.lastModified().map(Instant::getEpochSecond).orElse(0L));
    }

    @Override
    public void putPackage(PassId id, byte[] pkpass) {
        int stored = Sql.of(
                        PUT_PACKAGE,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value(),
                        pkpass)
                .update(handle);
        if (stored == 0) {
            throw new StorageException("there is no pass " + id + " to have a package");
        }
    }

    @Override
    public void keepPackage(Pass pass, KeptPackage kept) {
        Sql.of(
                        KEEP_PACKAGE,
                        pass.number(),
                        kept.version().tag().value(),
                        kept.version().lastModified().getEpochSecond(),
                        kept.revision().value(),
                        kept.difference())
                .update(handle);
    }

    @Override
    public void delete(Pass pass) {
        for (String table : List.of("registration", "pass_package", "kept_package")) {
            Sql.of("DELETE FROM " + table + " WHERE pass_id = ?", pass.number()).update(handle);
        }
        Sql.of("DELETE FROM pass WHERE id = ?", pass.number()).update(handle);
        Sql.of("UPDATE deleted SET pass_id = max(pass_id, ?)", pass.number()).update(handle);
        Sql.of(
                        UNCOUNT,
                        pass.details().voided() ? 1 : 0,
                        pass.lastModified().map(Instant::getEpochSecond).orElse(0L),
                        pass.id().passTypeIdentifier().value())
                .update(handle);
    }
}
