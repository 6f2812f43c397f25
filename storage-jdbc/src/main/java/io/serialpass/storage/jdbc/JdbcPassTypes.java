package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.StorageException;
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
import org.jdbi.v3.core.Handle;

/** The pass types that one connection sees. */
final class JdbcPassTypes implements PassTypeWriter {

    private static final String ALL = PassTypeRows.SELECT + " FROM pass_type t" + PassTypeRows.JOINS;

    private static final String CLAIM = """
            INSERT INTO pass_type (identifier, organization_id, last_tag, passes, voided_passes, last_second,
                deleted_second, date_created, last_updated)
            SELECT ?1, ?2, tag, 0, 0, second, second, ?3, ?3 FROM deleted""";

    private static final String LEAVE = """
            UPDATE deleted SET tag = max(tag, t.last_tag), second = max(second, t.last_second)
            FROM pass_type t WHERE t.identifier = ?""";

    private static final String TIED = """
            SELECT t.identifier FROM pass_type_item v CROSS JOIN pass_type t ON t.id = v.pass_type_id
            WHERE v.item_id = ? AND t.content_second > 0 ORDER BY t.id""";

    private static final String FILE = """
            SELECT f.content FROM pass_type t CROSS JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ? AND f.name = ?""";

    private static final String FILE_LENGTH = """
            SELECT length(f.content) FROM pass_type t CROSS JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ? AND f.name = ?""";

    private static final String FILES = """
            SELECT f.name, f.content FROM pass_type t CROSS JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ?""";

    private static final String LENGTH = """
            SELECT coalesce(sum(length(f.content)), 0) FROM pass_type t CROSS JOIN pass_type_file f ON f.pass_type_id = t.id
            WHERE t.identifier = ?""";

    private static final String PUT_FILE = """
            INSERT INTO pass_type_file (pass_type_id, name, content) SELECT id, ?2, ?3 FROM pass_type WHERE identifier = ?1
            ON CONFLICT (pass_type_id, name) DO UPDATE SET content = excluded.content""";

    private static final String DELETE_FILE = """
            DELETE FROM pass_type_file
            WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?) AND name = ?""";

    private static final String RENEW = """
            UPDATE pass_type SET content_tag = ?2, content_second = max(?3, last_second + 1),
                last_second = max(?3, last_second + 1), last_updated = max(last_updated, ?4)
            WHERE identifier = ?1""";

    private static final String RENEW_ITEM = """
            UPDATE pass_type_item SET update_tag = ?3, last_modified = (SELECT last_second FROM pass_type WHERE identifier = ?1)
            WHERE item_id = ?2 AND pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?1)""";

    private static final String BASE = """
            SELECT b.pkpass FROM pass_type t CROSS JOIN package_base b ON b.pass_type_id = t.id
            WHERE t.identifier = ? AND b.revision = ?""";

    private static final String PUT_BASE = """
            INSERT INTO package_base (pass_type_id, revision, pkpass) VALUES (?, ?, ?)
            ON CONFLICT (pass_type_id, revision) DO NOTHING""";

    private static final String DROP_BASES = """
            DELETE FROM package_base WHERE id IN (
                SELECT id FROM (
                    SELECT id, sum(length(pkpass)) OVER (ORDER BY revision DESC) AS bytes
                    FROM package_base WHERE pass_type_id = ?)
                WHERE bytes > ?)""";

    private final Handle handle;
    private final Lists lists;

    JdbcPassTypes(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Optional<PassType> find(PassTypeIdentifier identifier) {
        return Sql.of(ALL + " WHERE t.identifier = ?", identifier.value()).list(handle, PassTypeRows.MAPPER).stream()
                .findFirst();
    }

    @Override
    public Page<PassType> list(PassTypeQuery query) {
        return lists.passTypes(query);
    }

    @Override
    public List<PassType> withTemplate() {
        return Sql.of(ALL + " WHERE t.content_second > 0 ORDER BY t.id").list(handle, PassTypeRows.MAPPER);
    }

    @Override
    public List<PassTypeIdentifier> tiedTo(ItemId item) {
        return Sql.of(TIED, item.value()).list(handle, row -> new PassTypeIdentifier(row.getString(1)));
    }

    @Override
    public Optional<PassTypeContent> content(PassTypeIdentifier identifier) {
        return find(identifier).map(type -> {
            SortedMap<PassFileName, byte[]> files = new TreeMap<>();
            Sql.of(FILES, identifier.value())
                    .list(handle, row -> files.put(new PassFileName(row.getString(1)), row.getBytes(2)));
            return new PassTypeContent(
                    identifier,
                    type.organization(),
                    type.content().map(PassVersion::tag).orElse(new UpdateTag(0)),
                    files);
        });
    }

    @Override
    public long contentLength(PassTypeIdentifier identifier) {
        return Sql.of(LENGTH, identifier.value()).number(handle);
    }

    @Override
    public OptionalLong fileLength(PassTypeIdentifier identifier, PassFileName name) {
        return Sql.of(FILE_LENGTH, identifier.value(), name.value()).optionalNumber(handle);
    }

    @Override
    public Optional<byte[]> file(PassTypeIdentifier identifier, PassFileName name) {
        return Sql.of(FILE, identifier.value(), name.value()).list(handle, row -> row.getBytes(1)).stream()
                .findFirst();
    }

    @Override
    public Organization claim(PassTypeIdentifier identifier, Organization organization, Instant time) {
        Optional<PassType> known = find(identifier);
        if (known.isEmpty()) {
            Sql.of(CLAIM, identifier.value(), Organizations.findOrAdd(handle, organization), time.toEpochMilli())
                    .update(handle);
        }
        return known.map(PassType::organization).orElse(organization);
    }

    @Override
    public void putFile(PassTypeIdentifier identifier, PassFileName name, Optional<byte[]> content, Instant time) {
        touch(identifier, time);
        if (content.isPresent()) {
            Sql.of(PUT_FILE, identifier.value(), name.value(), content.get()).update(handle);
        } else {
            Sql.of(DELETE_FILE, identifier.value(), name.value()).update(handle);
        }
    }

    private void touch(PassTypeIdentifier identifier, Instant time) {
        int changed = Sql.of(
                        "UPDATE pass_type SET last_updated = max(last_updated, ?) WHERE identifier = ?",
                        time.toEpochMilli(),
                        identifier.value())
                .update(handle);
        if (changed == 0) {
            throw ofNobody(identifier);
        }
    }

    @Override
    public void putSigner(PassTypeIdentifier identifier, Optional<String> signer, Instant time) {
        touch(identifier, time);
        Sql.of("UPDATE pass_type SET signer = ?2 WHERE identifier = ?1")
                .bind(identifier.value())
                .bind(signer.orElse(null))
                .update(handle);
    }

    @Override
    public void renewPasses(PassTypeIdentifier identifier, UpdateTag tag, Instant time) {
        Sql.of(RENEW, identifier.value(), tag.value(), time.getEpochSecond(), time.toEpochMilli())
                .update(handle);
    }

    @Override
    public void renewPassesTiedTo(PassTypeIdentifier identifier, ItemId item, UpdateTag tag, Instant time) {
        Sql.of(
                        "UPDATE pass_type SET last_second = max(?, last_second + 1) WHERE identifier = ?",
                        time.getEpochSecond(),
                        identifier.value())
                .update(handle);
        Sql.of(RENEW_ITEM, identifier.value(), item.value(), tag.value()).update(handle);
    }

    @Override
    public Optional<byte[]> packageBase(PassTypeIdentifier identifier, UpdateTag revision) {
        return Sql.of(BASE, identifier.value(), revision.value()).list(handle, row -> row.getBytes(1)).stream()
                .findFirst();
    }

    @Override
    public void putPackageBase(PassTypeIdentifier identifier, UpdateTag revision, byte[] pkpass) {
        long type = find(identifier).orElseThrow(() -> ofNobody(identifier)).number();
        Sql.of(PUT_BASE, type, revision.value(), pkpass).update(handle);
        Sql.of(DROP_BASES, type, KeptPackage.MOST_BYTES_OF_BASES).update(handle);
    }

    private static StorageException ofNobody(PassTypeIdentifier identifier) {
        return new StorageException("the pass type " + identifier.value() + " is nobody's");
    }

    @Override
    public void delete(PassTypeIdentifier identifier) {
        Sql.of(LEAVE, identifier.value()).update(handle);
        Sql.of(
                        "DELETE FROM pass_type_item WHERE pass_type_id = (SELECT id FROM pass_type WHERE identifier = ?)",
                        identifier.value())
                .update(handle);
        Sql.of("DELETE FROM pass_type WHERE identifier = ?", identifier.value()).update(handle);
    }
}
