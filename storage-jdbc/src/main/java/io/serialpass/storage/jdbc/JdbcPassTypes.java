package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pass types that one connection sees. */
final class JdbcPassTypes implements PassTypeWriter {

    private static final String CLAIM = """
            INSERT INTO pass_type (identifier, organization_id, last_tag, passes, voided_passes, last_second,
                deleted_second, date_created, last_updated)
            SELECT :identifier, :organization, tag, 0, 0, second, second, :time, :time FROM deleted""";

    private static final String LEAVE = """
            UPDATE deleted SET tag = <greatest>(tag, t.last_tag), second = <greatest>(second, t.last_second)
            FROM pass_type t WHERE t.identifier = ?""";

    private static final String TIED = """
            SELECT t.identifier FROM pass_type_item v JOIN pass_type t ON t.id = v.pass_type_id
            WHERE v.item_id = ? AND t.content_second > 0 ORDER BY t.id""";

    private static final String FILE = """
            SELECT f.content FROM pass_type t JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ? AND f.name = ?""";

    private static final String FILE_LENGTH = """
            SELECT length(f.content) FROM pass_type t JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ? AND f.name = ?""";

    private static final String FILES = """
            SELECT f.name, f.content FROM pass_type t JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ?""";

    private static final String LENGTH = """
            SELECT coalesce(sum(length(f.content)), 0) FROM pass_type t JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ?""";

    private static final String PUT_FILE = """
            INSERT INTO pass_type_file (pass_type_id, name, content)
            SELECT id, :name, :content FROM pass_type WHERE identifier = :identifier
            ON CONFLICT (pass_type_id, name) DO UPDATE SET content = excluded.content""";

    private static final String DELETE_FILE = """
            DELETE FROM pass_type_file
            WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?) AND name = ?""";

    private static final String RENEW = """
            UPDATE pass_type SET content_tag = :tag, content_second = <greatest>(:second, last_second + 1),
                last_second = <greatest>(:second, last_second + 1), last_updated = <greatest>(last_updated, :time)
            WHERE identifier = :identifier""";

    private static final String RENEW_ITEM = """
            UPDATE pass_type_item SET update_tag = :tag,
                last_modified = (SELECT last_second FROM pass_type WHERE identifier = :identifier)
            WHERE item_id = :item AND pass_type_id = (SELECT id FROM pass_type WHERE identifier = :identifier)""";

    private static final String BASE = """
            SELECT b.pkpass FROM pass_type t JOIN package_base b ON b.pass_type_id = t.id
            WHERE t.identifier = ? AND b.revision = ?""";

    private static final String PUT_BASE = """
            INSERT INTO package_base (pass_type_id, revision, pkpass) VALUES (?, ?, ?)
            ON CONFLICT (pass_type_id, revision) DO NOTHING""";

    private static final String DROP_BASES = """
            DELETE FROM package_base WHERE id IN (
                SELECT id FROM (
                    SELECT id, sum(length(pkpass)) OVER (ORDER BY revision DESC) AS bytes
                    FROM package_base WHERE pass_type_id = ?) base
                WHERE bytes > ?)""";

    private static final String TOUCH =
            "UPDATE pass_type SET last_updated = <greatest>(last_updated, ?) WHERE identifier = ?";

    private static final String NEXT_SECOND =
            "UPDATE pass_type SET last_second = <greatest>(?, last_second + 1) WHERE identifier = ?";

    private static final String DELETE_ITEMS = """
            DELETE FROM pass_type_item WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?)""";

    private final Session session;
    private final Lists lists;

    JdbcPassTypes(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<PassType> find(PassTypeIdentifier identifier) {
        return Sql.of(PassTypeRows.ROWS.all() + " WHERE t.identifier = ?", identifier.value())
                .first(session, PassTypeRows.MAPPER);
    }

    @Override
    public Page<PassType> list(PassTypeQuery query) {
        return lists.passTypes(query);
    }

    @Override
    public List<PassType> withTemplate() {
        return Sql.of(PassTypeRows.ROWS.all() + " WHERE t.content_second > 0 ORDER BY t.id")
                .list(session, PassTypeRows.MAPPER);
    }

    @Override
    public List<PassTypeIdentifier> tiedTo(ItemId item) {
        return Sql.of(TIED, item.value()).list(session, row -> new PassTypeIdentifier(row.getString(1)));
    }

    @Override
    public Optional<PassTypeContent> content(PassTypeIdentifier identifier) {
        return find(identifier)
                .map(type -> new PassTypeContent(
                        identifier,
                        type.organization(),
                        type.content().map(PassVersion::tag).orElse(new UpdateTag(0)),
                        files(identifier)));
    }

    private SortedMap<PassFileName, byte[]> files(PassTypeIdentifier identifier) {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        session.jdbi(handle -> {
            handle.select(FILES, identifier.value())
                    .map((row, context) -> files.put(new PassFileName(row.getString(1)), row.getBytes(2)))
                    .list();
            return files;
        });
        return files;
    }

    @Override
    public long contentLength(PassTypeIdentifier identifier) {
        return session.jdbi(handle ->
                handle.select(LENGTH, identifier.value()).mapTo(Long.class).one());
    }

    @Override
    public OptionalLong fileLength(PassTypeIdentifier identifier, PassFileName name) {
        return Sql.of(FILE_LENGTH, identifier.value(), name.value()).optionalNumber(session);
    }

    @Override
    public Optional<byte[]> file(PassTypeIdentifier identifier, PassFileName name) {
        return session.jdbi(handle -> handle.select(FILE, identifier.value(), name.value())
                .map((row, context) -> row.getBytes(1))
                .findFirst());
    }

    @Override
    public Organization claim(PassTypeIdentifier identifier, Organization organization, Instant time) {
        Optional<PassType> known = find(identifier);
        if (known.isEmpty()) {
            long owner = Organizations.findOrAdd(session, organization);
            session.jdbi(handle -> handle.createUpdate(CLAIM)
                    .bind("identifier", identifier.value())
                    .bind("organization", owner)
                    .bind("time", time.toEpochMilli())
                    .execute());
        }
        return known.map(PassType::organization).orElse(organization);
    }

    @Override
    public void putFile(PassTypeIdentifier identifier, PassFileName name, Optional<byte[]> content, Instant time) {
        touch(identifier, time);
        session.jdbi(handle -> content.isPresent()
                ? handle.createUpdate(PUT_FILE)
                        .bind("identifier", identifier.value())
                        .bind("name", name.value())
                        .bind("content", content.get())
                        .execute()
                : handle.execute(DELETE_FILE, identifier.value(), name.value()));
    }

    private void touch(PassTypeIdentifier identifier, Instant time) {
        if (session.jdbi(handle -> handle.execute(TOUCH, time.toEpochMilli(), identifier.value())) == 0) {
            throw ofNobody(identifier);
        }
    }

    @Override
    public void putSigner(PassTypeIdentifier identifier, Optional<String> signer, Instant time) {
        touch(identifier, time);
        session.jdbi(
                handle -> handle.createUpdate("UPDATE pass_type SET signer = :signer WHERE identifier = :identifier")
                        .bind("signer", signer)
                        .bind("identifier", identifier.value())
                        .execute());
    }

    @Override
    public void renewPasses(PassTypeIdentifier identifier, UpdateTag tag, Instant time) {
        session.jdbi(handle -> handle.createUpdate(RENEW)
                .bind("identifier", identifier.value())
                .bind("tag", tag.value())
                .bind("second", time.getEpochSecond())
                .bind("time", time.toEpochMilli())
                .execute());
    }

    @Override
    public void renewPassesTiedTo(PassTypeIdentifier identifier, ItemId item, UpdateTag tag, Instant time) {
        session.jdbi(handle -> {
            handle.execute(NEXT_SECOND, time.getEpochSecond(), identifier.value());
            return handle.createUpdate(RENEW_ITEM)
                    .bind("identifier", identifier.value())
                    .bind("item", item.value())
                    .bind("tag", tag.value())
                    .execute();
        });
    }

    @Override
    public Optional<byte[]> packageBase(PassTypeIdentifier identifier, UpdateTag revision) {
        return Sql.of(BASE, identifier.value(), revision.value()).first(session, row -> row.getBytes(1));
    }

    @Override
    public void putPackageBase(PassTypeIdentifier identifier, UpdateTag revision, byte[] pkpass) {
        long type = find(identifier).orElseThrow(() -> ofNobody(identifier)).number();
        session.jdbi(handle -> {
            handle.execute(PUT_BASE, type, revision.value(), pkpass);
            return handle.execute(DROP_BASES, type, KeptPackage.MOST_BYTES_OF_BASES);
        });
    }

    private static StorageException ofNobody(PassTypeIdentifier identifier) {
        return new StorageException("the pass type " + identifier.value() + " is nobody's");
    }

    @Override
    public void delete(PassTypeIdentifier identifier) {
        session.jdbi(handle -> {
            handle.execute(LEAVE, identifier.value());
            handle.execute(DELETE_ITEMS, identifier.value());
            return handle.execute("DELETE FROM pass_type WHERE identifier = ?", identifier.value());
        });
    }
}
