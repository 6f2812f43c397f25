package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The numbers by which the tables know organizations. */
public final class Organizations {

    private Organizations() {}

    public static OptionalLong find(Handle handle, Organization organization) {
        return Sql.of("SELECT id FROM organization WHERE name = ?", organization.name())
                .optionalNumber(handle);
    }

    public static long findOrAdd(Handle handle, Organization organization) {
        OptionalLong found = find(handle, organization);
        if (found.isPresent()) {
            return found.getAsLong();
        }
        Sql.of("INSERT INTO organization (name) VALUES (?)", organization.name())
                .update(handle);
        return find(handle, organization).orElseThrow();
    }
}
