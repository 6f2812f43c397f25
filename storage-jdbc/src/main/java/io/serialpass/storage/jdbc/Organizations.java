package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.OptionalLong;

/**
 * The numbers by which the tables know organizations.
 *
 * @since 0.1
 */
public final class Organizations {

    private Organizations() {}

    public static OptionalLong find(Session session, Organization organization) {
        return Sql.of("SELECT id FROM organization WHERE name = ?", organization.name())
                .optionalNumber(session);
    }

    public static long findOrAdd(Session session, Organization organization) {
        OptionalLong found = find(session, organization);
        if (found.isPresent()) {
            return found.getAsLong();
        }
        Sql.of("INSERT INTO organization (name) VALUES (?)", organization.name())
                .update(session);
        return find(session, organization).orElseThrow();
    }
}
