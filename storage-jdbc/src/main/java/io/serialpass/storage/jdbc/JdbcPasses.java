package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The passes that one connection sees. Keeps their counts in step with them. */
final class JdbcPasses implements PassWriter {

    private static final String FIND = PassRows.SELECT
            + " FROM pass_type t JOIN pass p ON p.pass_type_id = t.id" + PassRows.ORGANIZATION
            + " WHERE t.identifier = ? AND p.serial_number = ?";

    private static final String PACKAGE = """
            SELECT k.pkpass FROM pass_type t
            JOIN pass p ON p.pass_type_id = t.id
            JOIN pass_package k ON k.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String PACKAGE_LENGTH = PACKAGE.replace("k.pkpass", "length(k.pkpass)");

    private static final String KEPT_PACKAGE = """
            SELECT k.update_tag, k.last_modified, k.revision, k.difference FROM pass_type t
            JOIN pass p ON p.pass_type_id = t.id
            JOIN kept_package k ON k.pass_id = p.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String HEAD = PassRows.HEAD + " FROM pass_type t JOIN pass p ON p.pass_type_id = t.id"
            + PassRows.ITEM + " WHERE t.identifier = ? AND p.serial_number = ?";

    private static final String KEEP_PACKAGE = """
            INSERT INTO kept_package (pass_id, update_tag, last_modified, revision, difference)
            SELECT id, :tag, :lastModified, :revision, :difference FROM pass WHERE id = :pass
            ON CONFLICT (pass_id) DO UPDATE SET update_tag = excluded.update_tag, last_modified = excluded.last_modified,
                revision = excluded.revision, difference = excluded.difference
            WHERE excluded.update_tag > kept_package.update_tag""";

    /** Nobody else writes within a unit of work that writes, so that it may count on from the greatest number. */
    private static final String NEXT_NUMBER = """
            SELECT <greatest>((SELECT coalesce(max(id), 0) FROM pass), (SELECT pass_id FROM deleted)) + 1""";

    private static final String TAKE_TAG = """
            UPDATE pass_type SET last_tag = <greatest>(?, last_tag + 1) WHERE identifier = ? RETURNING last_tag""";

    // With VALUES and without RETURNING: SQLite keeps aside the pages that a statement changes which may be of several
    // rows.
    // Within a large unit of work, that costs more with each statement.
    private static final String INSERT = """
            INSERT INTO pass (id, pass_type_id, organization_id, serial_number, authentication_token, serial_number_id,
                item_id, fields, voided, expiration_date, personalized, redeemed, redemption, update_tag, date_created,
                last_updated)
            VALUES (?, (SELECT id FROM pass_type WHERE identifier = ?),
                (SELECT organization_id FROM pass_type WHERE identifier = ?), ?, ?, ?,
                (SELECT item_id FROM serial_number WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pass_type_id, serial_number) DO NOTHING""";

    private static final String COUNT = """
            UPDATE pass_type SET passes = passes + ?, voided_passes = voided_passes + ?,
                last_second = <greatest>(last_second, ?)
            WHERE identifier = ?""";

    private static final String UNCOUNT = """
            UPDATE pass_type SET passes = passes - 1, voided_passes = voided_passes - ?,
                deleted_second = <greatest>(deleted_second, ?)
            WHERE identifier = ?""";

    private static final String NOTE_ITEM = """
            INSERT INTO pass_type_item (item_id, pass_type_id, update_tag, last_modified)
            VALUES ((SELECT item_id FROM pass WHERE id = ?), (SELECT pass_type_id FROM pass WHERE id = ?), 0, 0)
            ON CONFLICT DO NOTHING""";

    private static final String UPDATE = """
            UPDATE pass SET fields = ?, voided = ?, expiration_date = ?, personalized = ?, redeemed = ?, redemption = ?,
                uploaded = ?, update_tag = ?, last_modified = ?, last_updated = ?
            WHERE id = ?""";

    private final Session session;
    private final Lists lists;

    /** The tags of this object's unit of work. */
    private final Map<PassTypeIdentifier, UpdateTag> taken = new HashMap<>();

    JdbcPasses(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<Pass> find(PassId id) {
        return Sql.of(FIND, id.passTypeIdentifier().value(), id.serialNumber().value())
                .first(session, PassRows.MAPPER);
    }

    @Override
    public Optional<PassHead> head(PassId id) {
        return Sql.of(HEAD, id.passTypeIdentifier().value(), id.serialNumber().value())
                .first(session, PassRows.HEAD_MAPPER);
    }

    @Override
    public Optional<Instant> lastSecondOfDeleted(PassTypeIdentifier type) {
        return Sql.of("SELECT deleted_second FROM pass_type WHERE identifier = ? AND deleted_second > 0", type.value())
                .first(session, row -> Instant.ofEpochSecond(row.getLong(1)));
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
                .first(session, row -> row.getBytes(1));
    }

    @Override
    public OptionalLong packageLength(PassId id) {
        return Sql.of(
                        PACKAGE_LENGTH,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value())
                .optionalNumber(session);
    }

    @Override
    public Optional<KeptPackage> keptPackage(PassId id) {
        return Sql.of(
                        KEPT_PACKAGE,
                        id.passTypeIdentifier().value(),
                        id.serialNumber().value())
                .first(
                        session,
                        row -> new KeptPackage(
                                new PassVersion(new UpdateTag(row.getLong(1)), Instant.ofEpochSecond(row.getLong(2))),
                                new UpdateTag(row.getLong(3)),
                                row.getBytes(4)));
    }

    @Override
    public List<Pass> tiedTo(Collection<SerialNumberId> serialNumbers) {
        return new TiedPasses(session).find(serialNumbers);
    }

    @Override
    public UpdateTag takeTag(PassTypeIdentifier type, Instant time) {
        return taken.computeIfAbsent(
                type,
                wanted -> Sql.of(TAKE_TAG, time.toEpochMilli(), wanted.value())
                        .first(session, row -> row.getLong(1))
                        .map(UpdateTag::new)
                        .orElseThrow(() -> new StorageException("the pass type " + wanted.value() + " is nobody's")));
    }

    @Override
    public Optional<Pass> insert(NewPass wanted, UpdateTag tag, Instant time) {
        PassId id = wanted.id();
        PassDetails details = wanted.details();
        @Nullable Long serialNumberId = wanted.serialNumberId().map(SerialNumberId::value).orElse(null);
        long number = Sql.of(NEXT_NUMBER).number(session);
        int inserted = Sql.of(INSERT)
                .bind(number)
                .bind(id.passTypeIdentifier().value())
                .bind(id.passTypeIdentifier().value())
                .bind(id.serialNumber().value())
                .bind(wanted.authenticationToken().value())
                .bind(serialNumberId)
                .bind(serialNumberId)
                .bind(FieldsColumn.write(details.fields()))
                .bind(details.voided())
                .bind(details.expirationDate().map(Instant::getEpochSecond).orElse(null))
                .bind(details.personalized())
                .bind(redeemed(details))
                .bind(redemption(details))
                .bind(tag.value())
                .bind(time.toEpochMilli())
                .bind(time.toEpochMilli())
                .update(session);
        if (inserted == 0) {
            return Optional.empty();
        }
        count(id.passTypeIdentifier(), 1, voided(details.voided()), 0);
        if (wanted.serialNumberId().isPresent()) {
            Sql.of(NOTE_ITEM, number, number).update(session);
        }
        return find(id);
    }

    private static @Nullable Long redeemed(PassDetails details) {
        return details.redemption()
                .map(redemption -> redemption.time().toEpochMilli())
                .orElse(null);
    }

    private static @Nullable String redemption(PassDetails details) {
        return details.redemption().map(redemption -> redemption.id().value()).orElse(null);
    }

    private static int voided(boolean voided) {
        return voided ? 1 : 0;
    }

    /** Keeps what a type knows of its passes in step with them. */
    private void count(PassTypeIdentifier type, int passes, int voided, long second) {
        Sql.of(COUNT, passes, voided, second, type.value()).update(session);
    }

    @Override
    public void update(Pass pass) {
        PassDetails details = pass.details();
        boolean voidedBefore = Sql.of("SELECT voided FROM pass WHERE id = ?", pass.number())
                .first(session, row -> row.getBoolean(1))
                .orElseThrow(() -> new StorageException("there is no pass to update with the number " + pass.number()));
        Sql.of(UPDATE)
                .bind(FieldsColumn.write(details.fields()))
                .bind(details.voided())
                .bind(details.expirationDate().map(Instant::getEpochSecond).orElse(null))
                .bind(details.personalized())
                .bind(redeemed(details))
                .bind(redemption(details))
                .bind(pass.source() == PackageSource.UPLOADED)
                .bind(pass.updateTag().value())
                .bind(pass.lastModified().map(Instant::getEpochSecond).orElse(null))
                .bind(pass.lastUpdated().toEpochMilli())
                .bind(pass.number())
                .update(session);
        count(
                pass.id().passTypeIdentifier(),
                0,
                voided(details.voided()) - voided(voidedBefore),
                pass.lastModified().map(Instant::getEpochSecond).orElse(0L));
    }

    @Override
    public void renew(Collection<Pass> passes) {
        new TiedPasses(session).renew(passes);
    }

    @Override
    public boolean putPackage(PassId id, byte[] pkpass, PackageHash hash) {
        return new UploadedPackages(session).put(id, pkpass, hash);
    }

    @Override
    public void keepPackage(Pass pass, KeptPackage kept) {
        session.jdbi(handle -> handle.createUpdate(KEEP_PACKAGE)
                .bind("pass", pass.number())
                .bind("tag", kept.version().tag().value())
                .bind("lastModified", kept.version().lastModified().getEpochSecond())
                .bind("revision", kept.revision().value())
                .bind("difference", kept.difference())
                .execute());
    }

    @Override
    public void delete(Pass pass) {
        session.jdbi(handle -> {
            for (String table : List.of("registration", "pass_package", "kept_package")) {
                handle.execute("DELETE FROM " + table + " WHERE pass_id = ?", pass.number());
            }
            handle.execute("DELETE FROM pass WHERE id = ?", pass.number());
            handle.execute("UPDATE deleted SET pass_id = <greatest>(pass_id, ?)", pass.number());
            return handle.execute(
                    UNCOUNT,
                    voided(pass.details().voided()),
                    pass.lastModified().map(Instant::getEpochSecond).orElse(0L),
                    pass.id().passTypeIdentifier().value());
        });
    }
}
