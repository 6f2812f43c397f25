package io.serialpass.storage.jdbc;

import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/** Stores the packages that are uploaded. The hash of a package stands in the row of its pass. */
final class UploadedPackages {

    private static final String HASH = """
            SELECT p.id, p.package_hash FROM pass_type t JOIN pass p ON p.pass_type_id = t.id
            WHERE t.identifier = ? AND p.serial_number = ?""";

    private static final String HAS = "SELECT count(*) FROM pass_package WHERE pass_id = ? AND pkpass = ?";

    private static final String PUT = """
            INSERT INTO pass_package (pass_id, pkpass) VALUES (?, ?)
            ON CONFLICT (pass_id) DO UPDATE SET pkpass = excluded.pkpass""";

    private static final String PUT_HASH = "UPDATE pass SET package_hash = ? WHERE id = ?";

    private final Session session;

    UploadedPackages(Session session) {
        this.session = session;
    }

    private record Known(long pass, Optional<PackageHash> hash) {}

    /** Stores a package, unless the pass has it, and tells whether it did. */
    boolean put(PassId id, byte[] pkpass, PackageHash hash) {
        Known known = Sql.of(
                        HASH, id.passTypeIdentifier().value(), id.serialNumber().value())
                .list(
                        session,
                        row -> new Known(
                                row.getLong(1),
                                Optional.ofNullable(row.getString(2)).map(PackageHash::new)))
                .stream()
                .findFirst()
                .orElseThrow(() -> new StorageException("there is no pass " + id + " to have a package"));
        if (known.hash().filter(hash::equals).isPresent()) {
            return false;
        }
        // A package that was uploaded before hashes were kept has none: its bytes are compared, by the database and
        // once.
        boolean same =
                known.hash().isEmpty() && Sql.of(HAS, known.pass(), pkpass).number(session) > 0;
        if (!same) {
            Sql.of(PUT, known.pass(), pkpass).update(session);
        }
        Sql.of(PUT_HASH, hash.hex(), known.pass()).update(session);
        return !same;
    }
}
