package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.UnusableStorageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A check of a store in a database tells what is wrong, and changes nothing. */
@NeedsPostgres
class PostgresCheckTest {

    private static final String NAME = "checked";

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
        server.run("CREATE DATABASE " + NAME);
    }

    private static List<StoreFinding> check() {
        List<StoreFinding> findings = new ArrayList<>();
        Storages.check(server.url(NAME), findings::add);
        return findings;
    }

    @Test
    void aDatabaseWithoutAStoreIsToldAndAStoreIsCheckedBesideAServer() {
        assertThatThrownBy(PostgresCheckTest::check)
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("There is no store in")
                .hasMessageNotContaining("password");
        try (Storage storage = Storages.open(server.url(NAME))) {
            assertThat(check()).hasSize(9).allMatch(StoreFinding::isSound);
            server.run(NAME, "INSERT INTO organization (id, name) VALUES (1, 'acme')");
            server.run(
                    NAME,
                    "INSERT INTO pass_type (id, identifier, organization_id, last_tag, passes, voided_passes, content_tag)"
                            + " VALUES (1, 'pass.a', 1, 5, 2, 0, 6)");
            server.run(NAME, "INSERT INTO event_consumer (name, position) VALUES ('push', 1)");
            assertThat(check())
                    .filteredOn(finding -> !finding.isSound())
                    .extracting(StoreFinding::check)
                    .containsExactly("totals", "update tags", "consumers");
            storage.check();
        }
        server.run(NAME, "DELETE FROM serialpass_schema_history WHERE version = '" + PostgresSchema.VERSION + "'");
        assertThat(check())
                .singleElement()
                .matches(finding -> !finding.isSound() && finding.check().equals("schema"));
    }
}
