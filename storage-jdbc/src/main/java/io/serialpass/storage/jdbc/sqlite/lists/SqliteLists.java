package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.SortField;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.Organizations;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;

/** The pages of lists in SQLite, each found by {@link Listings} from a {@link ListSource}. */
public final class SqliteLists implements Lists {

    private final Handle handle;

    /** Makes the lists that a connection sees. */
    public SqliteLists(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Page<Item> items(ItemQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> new ItemListSource(handle, organization, query));
    }

    @Override
    public Page<SerialNumber> serialNumbers(SerialNumberQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new SerialNumberListSource(handle, organization, query));
    }

    @Override
    public Page<Pass> passes(PassQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> new PassListSource(handle, organization, query));
    }

    @Override
    public Page<PassType> passTypes(PassTypeQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new PassTypeListSource(handle, organization, query));
    }

    /** An organization that the store does not know has no rows. */
    private <R, F extends SortField<R>> Page<R> ofOrganization(
            Organization organization, Listing<F> listing, LongFunction<ListSource<R, F>> source) {
        return of(Organizations.find(handle, organization), listing, source);
    }

    private <R, F extends SortField<R>> Page<R> of(
            OptionalLong owner, Listing<F> listing, LongFunction<ListSource<R, F>> source) {
        return owner.isEmpty()
                ? Listings.empty(listing)
                : new Listings<>(handle, source.apply(owner.getAsLong()), listing).page();
    }

    @Override
    public Page<Registration> registrations(RegistrationQuery query) {
        PassId pass = query.pass();
        OptionalLong id = Sql.of(
                        "SELECT p.id FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id WHERE t.identifier = ? AND p.serial_number = ?",
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .optionalNumber(handle);
        return of(id, query.listing(), RegistrationListSource::new);
    }

    @Override
    public Page<DeviceLogEntry> deviceLogs(DeviceLogQuery query) {
        OptionalLong organization = Organizations.find(handle, query.organization());
        return new Listings<>(handle, new DeviceLogListSource(handle, organization, query), query.listing()).page();
    }

    /** The steps in which SQLite finds the page of a query. */
    public List<String> explain(SerialNumberQuery query) {
        long organization = Organizations.find(handle, query.organization()).orElseThrow();
        return new Listings<>(handle, new SerialNumberListSource(handle, organization, query), query.listing())
                .statement()
                .explain(handle);
    }

    /** The steps in which SQLite finds the page of a query. */
    public List<String> explain(PassQuery query) {
        long organization = Organizations.find(handle, query.organization()).orElseThrow();
        return new Listings<>(handle, new PassListSource(handle, organization, query), query.listing())
                .statement()
                .explain(handle);
    }
}
