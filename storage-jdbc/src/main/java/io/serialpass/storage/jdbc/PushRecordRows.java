package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushRecord;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The columns of a push record, and how a row is made of them. */
final class PushRecordRows {

    static final String COLUMNS = """
            t.identifier, s.push_token, s.device, s.told_tag, s.time, s.verdict, s.status, s.reason, s.gone_since,
                s.failures, s.next""";

    private PushRecordRows() {}

    static PushRecord map(ResultSet row) throws SQLException {
        return map(row, 1);
    }

    /**
     * Makes a record of the columns from one on.
     *
     * @param first the number of the first column
     */
    static PushRecord map(ResultSet row, int first) throws SQLException {
        PushAnswer answer = new PushAnswer(
                PushVerdicts.verdict(row.getInt(first + 5)),
                row.getInt(first + 6),
                row.getString(first + 7),
                NullableColumns.time(row, first + 8));
        return new PushRecord(
                new PassTypeIdentifier(row.getString(first)),
                new PushToken(row.getString(first + 1)),
                new DeviceLibraryIdentifier(row.getString(first + 2)),
                new UpdateTag(row.getLong(first + 3)),
                Instant.ofEpochMilli(row.getLong(first + 4)),
                answer,
                row.getInt(first + 9),
                NullableColumns.time(row, first + 10));
    }
}
