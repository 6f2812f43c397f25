package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.query.Page;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.Pass;
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

/**
 * Finds the pages of all lists: the seam between the repositories, which both databases share, and the way in which one
 * database reaches the rows of a page. Each method answers the whole query. For the one thread that holds the connection.
 *
 * @since 0.1
 */
public interface Lists {

    /** The page of a list of items. */
    Page<Item> items(ItemQuery query);

    /** The page of a list of serial numbers. */
    Page<SerialNumber> serialNumbers(SerialNumberQuery query);

    /** The page of a list of passes. */
    Page<Pass> passes(PassQuery query);

    /** The page of a list of pass types. */
    Page<PassType> passTypes(PassTypeQuery query);

    /** The page of a list of the registrations of a pass. */
    Page<Registration> registrations(RegistrationQuery query);

    /** The page of a list of device logs. */
    Page<DeviceLogEntry> deviceLogs(DeviceLogQuery query);

    /** The page of a list of API tokens. */
    Page<IssuedToken> apiTokens(IssuedTokenQuery query);

    /** The page of a list of webhooks. */
    Page<Webhook> webhooks(WebhookQuery query);

    /** The page of a list of the deliveries of a webhook. */
    Page<WebhookDelivery> deliveries(DeliveryQuery query);

    /** The page of a list of links. */
    Page<PassLink> links(PassLinkQuery query);

    /** The page of a list of the runs of imports. */
    Page<ImportRun> imports(ImportRunQuery query);
}
