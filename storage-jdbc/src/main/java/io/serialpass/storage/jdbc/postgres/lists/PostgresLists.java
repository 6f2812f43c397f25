package io.serialpass.storage.jdbc.postgres.lists;

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
 * The pages of lists in PostgreSQL, each found by {@link Listings} from a {@link ListSource}.
 *
 * @since 0.1
 */
public final class PostgresLists implements Lists {

    private static final String PASS = """
            SELECT p.id FROM pass_type t JOIN pass p ON p.pass_type_id = t.id WHERE t.identifier = ? AND p.serial_number = ?""";

    private final Session session;

    /** Makes the lists that a connection sees. */
    public PostgresLists(Session session) {
        this.session = session;
    }

    @Override
    public Page<Item> items(ItemQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> InventoryLists.items(organization, query));
    }

    @Override
    public Page<SerialNumber> serialNumbers(SerialNumberQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> InventoryLists.serialNumbers(session, organization, query));
    }

    @Override
    public Page<Pass> passes(PassQuery query) {
        return ofOrganization(
                query.organization(),
                query.listing(),
                organization -> WalletLists.passes(session, organization, query));
    }

    @Override
    public Page<PassType> passTypes(PassTypeQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> WalletLists.passTypes(organization, query));
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
                        PASS,
                        pass.passTypeIdentifier().value(),
                        pass.serialNumber().value())
                .optionalNumber(session);
        return of(id, query.listing(), WalletLists::registrations);
    }

    @Override
    public Page<DeviceLogEntry> deviceLogs(DeviceLogQuery query) {
        OptionalLong organization = Organizations.find(session, query.organization());
        return new Listings<>(session, WalletLists.deviceLogs(organization, query), query.listing()).page();
    }

    @Override
    public Page<IssuedToken> apiTokens(IssuedTokenQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> ApiTokenLists.apiTokens(organization, query));
    }

    @Override
    public Page<Webhook> webhooks(WebhookQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> WebhookLists.webhooks(organization, query));
    }

    @Override
    public Page<WebhookDelivery> deliveries(DeliveryQuery query) {
        return new Listings<>(session, WebhookLists.deliveries(query), query.listing()).page();
    }

    @Override
    public Page<PassLink> links(PassLinkQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> LinkLists.links(organization, query));
    }

    @Override
    public Page<ImportRun> imports(ImportRunQuery query) {
        return ofOrganization(
                query.organization(), query.listing(), organization -> InventoryLists.imports(organization));
    }
}
