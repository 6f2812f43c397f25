package io.serialpass.http.cli;

import io.serialpass.http.webhook.client.HttpWebhookSender;
import io.serialpass.organization.Organization;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;

/** The options of each command that works on webhooks, and the service that it works with. */
final class WebhookStore {

    @Mixin
    private StoreOptions store;

    @Mixin
    private WebhookAddressOption addresses;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookStore() {}

    /** Does some work on a store that is there. */
    <T> T call(BiFunction<WebhookService, Organization, T> work) {
        Organization organization = store.organization();
        try (Storage storage =
                        Storages.open(store.storage(), StorageOptions.defaults().existing());
                HttpWebhookSender sender = HttpWebhookSender.create(addresses.allowPrivate())) {
            WebhookService webhooks = new WebhookService(
                    storage, Clock.systemUTC(), new SecureRandom(), sender, WebhookStore::nobodyToTell);
            return work.apply(webhooks, organization);
        }
    }

    private static void nobodyToTell() {
        // The server finds the change in the store.
    }

    /** The end of a command that names a webhook that is not there. */
    static CommandFailure notFound(long id) {
        return new CommandFailure(
                "The webhook with the id " + id + " doesn't exist. 'serialpass webhook list' lists what there is.",
                new IllegalStateException("not found"));
    }

    /** The end of a command whose URL is refused. */
    static CommandFailure refused(String reason) {
        return new CommandFailure("The URL " + reason + ".", new IllegalStateException("refused"));
    }
}
