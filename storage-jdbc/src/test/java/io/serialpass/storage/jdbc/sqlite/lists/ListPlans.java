package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.storage.Storage;
import io.serialpass.storage.jdbc.Organizations;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassQuery;
import java.util.List;

/** The steps in which SQLite finds the page of a list. */
public final class ListPlans {

    private ListPlans() {}

    public static List<String> of(Storage storage, SerialNumberQuery query) {
        return StorageSql.explain(storage, session -> {
            long organization =
                    Organizations.find(session, query.organization()).orElseThrow();
            return new Listings<>(session, new SerialNumberListSource(session, organization, query), query.listing())
                    .statement();
        });
    }

    public static List<String> of(Storage storage, PassQuery query) {
        return StorageSql.explain(storage, session -> {
            long organization =
                    Organizations.find(session, query.organization()).orElseThrow();
            return new Listings<>(session, new PassListSource(session, organization, query), query.listing())
                    .statement();
        });
    }

    public static List<String> of(Storage storage, ImportRunQuery query) {
        return StorageSql.explain(storage, session -> {
            long organization =
                    Organizations.find(session, query.organization()).orElseThrow();
            return new Listings<>(session, new ImportRunListSource(session, organization), query.listing()).statement();
        });
    }

    public static List<String> of(Storage storage, PassLinkQuery query) {
        return StorageSql.explain(storage, session -> {
            long organization =
                    Organizations.find(session, query.organization()).orElseThrow();
            return new Listings<>(session, new LinkListSource(session, organization, query), query.listing())
                    .statement();
        });
    }
}
