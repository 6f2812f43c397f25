package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.SortField;
import io.serialpass.storage.jdbc.FoundPages;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.Organizations;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookQuery;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The pages of lists in SQLite, each found by {@link Listings} from a {@link ListSource}.
 *
 * @since 0.1
 */
public final class SqliteLists implements Lists {

    private final Session session;

    /** Makes the lists that a connection sees. */
    public SqliteLists(Session session) {
        this.session = session;
    }

    @Override
    public Page<Item> items(ItemQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new ItemListSource(session, organization, query));
    }

    @Override
    public Page<SerialNumber> serialNumbers(SerialNumberQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new SerialNumberListSource(session, organization, query));
    }

    @Override
    public Page<Pass> passes(PassQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new PassListSource(session, organization, query));
    }

    @Override
    public Page<PassType> passTypes(PassTypeQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new PassTypeListSource(session, organization, query));
    }

    /** An organization that the store does not know has no rows. */
    private <R, F extends SortField<R>> Page<R> ofOrganization(
            Organization organization, Listing<F> listing, LongFunction<ListSource<R, F>> source) {
        return of(Organizations.find(session, organization), listing, source);
    }

    private <R, F extends SortField<R>> Page<R> of(
            OptionalLong owner, Listing<F> listing, LongFunction<ListSource<R, F>> source) {
        return owner.isEmpty()
                ? FoundPages.empty(listing)
                : new Listings<>(session, source.apply(owner.getAsLong()), listing).page();
    }

    @Override
    public Page<Registration> registrations(RegistrationQuery query) {
        PassId pass = query.pass();
        OptionalLong id = Sql.of(
                        "SELECT p.id FROM pass_type t CROSS JOIN pass p ON p.pass_type_id = t.id WHERE t.identifier ="
                                + " ? AND p.serial_number = ?",
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .optionalNumber(session);
        return of(id, query.listing(), RegistrationListSource::new);
    }

    @Override
    public Page<DeviceLogEntry> deviceLogs(DeviceLogQuery query) {
        OptionalLong organization = Organizations.find(session, query.organization());
        return new Listings<>(session, new DeviceLogListSource(session, organization, query), query.listing()).page();
    }

    @Override
    public Page<IssuedToken> apiTokens(IssuedTokenQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new ApiTokenListSource(session, organization, query));
    }

    @Override
    public Page<Webhook> webhooks(WebhookQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new WebhookListSource(session, organization, query));
    }

    @Override
    public Page<WebhookDelivery> deliveries(DeliveryQuery query) {
        return new Listings<>(session, new DeliveryListSource(session, query), query.listing()).page();
    }

    @Override
    public Page<PassLink> links(PassLinkQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> new LinkListSource(session, organization, query));
    }

    @Override
    public Page<ImportRun> imports(ImportRunQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> new ImportRunListSource(session, organization));
    }
}
