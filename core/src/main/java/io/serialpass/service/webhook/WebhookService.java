package io.serialpass.service.webhook;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.event.WebhookEvent;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.Moments;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSecrets;
import io.serialpass.webhook.WebhookSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The calls of an organization for its webhooks. It cannot see the webhooks of another organization. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WebhookService {

    /** The most webhooks of an organization. */
    public static final int MOST_WEBHOOKS = 100;

    /** How long an old secret signs beside a new one. */
    public static final Duration CHANGE_OVER = Duration.ofHours(24);

    /** The name under which the store keeps how far the event log was read for all webhooks. */
    static final ConsumerName CONSUMER = new ConsumerName("serialpass.webhooks");

    /** So many deliveries are worked on in one unit of work: each can be large, and no other write is to wait for long. */
    private static final int AT_ONCE = 100;

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final WebhookSender sender;
    private final Runnable changed;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of the times of changes
     * @param random the source of secrets
     * @param sender refuses addresses, and sends tests
     * @param changed is called after a change that the delivery of messages depends on
     */
    public WebhookService(Storage storage, Clock clock, SecureRandom random, WebhookSender sender, Runnable changed) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        this.sender = sender;
        this.changed = changed;
    }

    /**
     * Makes a webhook. It is told of what happens from now on.
     *
     * @param organization whose it is
     * @param details the events that it receives, and its address
     * @param secret the secret that signs its messages; empty for a secret that is made here
     * @return the outcome
     */
    public WebhookCreateOutcome create(
            Organization organization, WebhookDetails details, Optional<WebhookSecret> secret) {
        Optional<String> refused = sender.whyRefused(details.url());
        if (refused.isPresent()) {
            return new WebhookCreateOutcome.Refused(refused.get());
        }
        WebhookSecret signing = secret.orElseGet(() -> WebhookSecret.generate(random));
        Optional<Webhook> made = storage.write(tx -> insert(tx, organization, details, signing));
        changed.run();
        return made.<WebhookCreateOutcome>map(webhook -> new WebhookCreateOutcome.Created(webhook, signing))
                .orElseGet(() -> new WebhookCreateOutcome.TooMany(MOST_WEBHOOKS));
    }

    private Optional<Webhook> insert(
            WriteTransaction tx, Organization organization, WebhookDetails details, WebhookSecret secret) {
        if (tx.webhooks().count(organization) >= MOST_WEBHOOKS) {
            return Optional.empty();
        }
        long newest = tx.events().bounds().newest();
        if (tx.events().positionOf(CONSUMER).isEmpty()) {
            tx.events().putPosition(CONSUMER, newest);
        }
        Instant now = Moments.now(clock);
        Webhook made = tx.webhooks().insert(organization, details, WebhookSecrets.of(secret), newest, now);
        append(tx, EventType.WEBHOOK_CREATED, made, now);
        return Optional.of(made);
    }

    private static void append(WriteTransaction tx, EventType type, Webhook webhook, Instant now) {
        WebhookEvent event =
                new WebhookEvent(type, webhook.id().value(), webhook.details().description());
        tx.events().append(webhook.organization(), event, now);
    }

    /**
     * Lists webhooks.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<Webhook> list(WebhookQuery query) {
        return storage.read(view -> view.webhooks().list(query));
    }

    /**
     * Finds a webhook.
     *
     * @param organization whose it is
     * @param id its number
     * @return the webhook; empty if the organization has none such
     */
    public Optional<Webhook> find(Organization organization, WebhookId id) {
        return storage.read(view -> find(view, organization, id));
    }

    private static Optional<Webhook> find(ReadView view, Organization organization, WebhookId id) {
        return view.webhooks().find(id).filter(webhook -> webhook.organization().equals(organization));
    }

    /**
     * Changes a webhook. One that is switched on is told of what happens from now on, and what waited for it is sent.
     *
     * @param organization whose it is
     * @param id its number
     * @param change gives the details that it is to have, of those that it has
     * @return the outcome
     */
    public WebhookUpdateOutcome update(Organization organization, WebhookId id, UnaryOperator<WebhookDetails> change) {
        WebhookUpdateOutcome outcome = storage.write(tx -> update(tx, organization, id, change));
        changed.run();
        return outcome;
    }

    private WebhookUpdateOutcome update(
            WriteTransaction tx, Organization organization, WebhookId id, UnaryOperator<WebhookDetails> change) {
        Optional<Webhook> before = find(tx, organization, id);
        if (before.isEmpty()) {
            return new WebhookUpdateOutcome.NotFound();
        }
        WebhookDetails details = change.apply(before.get().details());
        Optional<String> refused = sender.whyRefused(details.url());
        if (refused.isPresent()) {
            return new WebhookUpdateOutcome.Refused(refused.get());
        }
        if (details.equals(before.get().details())) {
            return new WebhookUpdateOutcome.Updated(before.get());
        }
        Instant now = Moments.now(clock);
        Webhook after = before.get().with(details, tx.events().bounds().newest(), now);
        tx.webhooks().update(after);
        append(tx, EventType.WEBHOOK_CHANGED, after, now);
        return new WebhookUpdateOutcome.Updated(after);
    }

    /**
     * Removes a webhook with its deliveries. The messages that wait for it are not sent any more.
     *
     * @param organization whose it is
     * @param id its number
     * @return false if the organization has none such
     */
    public boolean delete(Organization organization, WebhookId id) {
        if (find(organization, id).isEmpty()) {
            return false;
        }
        // A few at a time, so that no other write waits for long.
        boolean isMore = true;
        while (isMore) {
            isMore = storage.write(tx -> tx.webhooks()
                            .trimDeliveries(id, Instant.EPOCH, 0, AT_ONCE)
                            .all())
                    == AT_ONCE;
        }
        storage.write(tx -> {
            // Another call may have deleted it meanwhile.
            find(tx, organization, id)
                    .ifPresent(webhook -> append(tx, EventType.WEBHOOK_DELETED, webhook, Moments.now(clock)));
            tx.webhooks().delete(id);
            if (tx.webhooks().isEmpty()) {
                tx.events().removeConsumer(CONSUMER);
            }
            return true;
        });
        changed.run();
        return true;
    }

    /**
     * Gives a webhook a new secret. The old one signs beside it for {@link #CHANGE_OVER}.
     *
     * @param organization whose it is
     * @param id its number
     * @return the new secret, which is shown this once; empty if the organization has no such webhook
     */
    public Optional<WebhookSecret> rotate(Organization organization, WebhookId id) {
        WebhookSecret next = WebhookSecret.generate(random);
        Instant now = Moments.now(clock);
        Optional<WebhookSecret> rotated =
                storage.write(tx -> find(tx, organization, id).map(webhook -> {
                    tx.webhooks()
                            .update(webhook.with(webhook.secrets().rotated(next, now, now.plus(CHANGE_OVER)), now));
                    append(tx, EventType.WEBHOOK_SECRET_ROTATED, webhook, now);
                    return next;
                }));
        changed.run();
        return rotated;
    }

    /**
     * Sends a test to a webhook, be it on or off. It tells nothing, and is neither stored nor tried again.
     *
     * @param organization whose it is
     * @param id its number
     * @return the outcome, within the sender's deadline; empty if the organization has no such webhook
     */
    public Optional<CompletionStage<WebhookAnswer>> test(Organization organization, WebhookId id) {
        Instant now = clock.instant();
        return find(organization, id)
                .map(webhook -> sender.send(new WebhookCall(
                        webhook.details().url(),
                        MessageId.generate(random),
                        now,
                        webhook.secrets().validAt(now),
                        Optional.empty())));
    }

    /**
     * Lists deliveries.
     *
     * @param organization whose webhook it is
     * @param query which, in which order
     * @return the page asked for; empty if the organization has no such webhook
     */
    public Optional<Page<WebhookDelivery>> deliveries(Organization organization, DeliveryQuery query) {
        return storage.read(view -> find(view, organization, query.webhook())
                .map(webhook -> view.webhooks().deliveries(query)));
    }

    /**
     * Finds a delivery.
     *
     * @param organization whose webhook it is
     * @param id the webhook's number
     * @param delivery the delivery's number
     * @return the delivery; empty if the organization has none such, or not any more
     */
    public Optional<WebhookDelivery> delivery(Organization organization, WebhookId id, DeliveryId delivery) {
        return storage.read(view ->
                find(view, organization, id).flatMap(webhook -> view.webhooks().delivery(id, delivery)));
    }

    /**
     * Sends a message again, whatever came of it before, under the same name and at once.
     *
     * @param organization whose webhook it is
     * @param id the webhook's number
     * @param delivery the delivery's number
     * @return the delivery as it is now; empty if the organization has none such, or not any more
     */
    public Optional<WebhookDelivery> resend(Organization organization, WebhookId id, DeliveryId delivery) {
        Optional<WebhookDelivery> again = storage.write(tx -> find(tx, organization, id)
                .flatMap(webhook -> tx.webhooks().delivery(id, delivery))
                .map(found -> again(tx, found)));
        changed.run();
        return again;
    }

    private WebhookDelivery again(WriteTransaction tx, WebhookDelivery found) {
        WebhookDelivery again = found.again(Moments.now(clock));
        tx.webhooks().updateDelivery(again);
        return again;
    }

    /**
     * Sends all messages again that were given up.
     *
     * @param organization whose webhook it is
     * @param id the webhook's number
     * @param since only those that were put up for delivery at this time or later
     * @return how many they are; empty if the organization has no such webhook
     */
    public OptionalLong resendGivenUp(Organization organization, WebhookId id, Instant since) {
        if (find(organization, id).isEmpty()) {
            return OptionalLong.empty();
        }
        DeliveryQuery query = new DeliveryQuery(
                id,
                Optional.of(DeliveryState.GIVEN_UP),
                TimeRange.any().notBefore(since),
                new Listing<>(
                        DeliverySort.DATE_CREATED,
                        SortOrder.ASC,
                        PageRequest.first(AT_ONCE).withoutTotal()));
        long all = 0;
        int some = AT_ONCE;
        // The deliveries of a page are no longer given up, so the next page begins at the first delivery again.
        while (some == AT_ONCE) {
            some = storage.write(tx -> {
                List<WebhookDelivery> found = tx.webhooks().deliveries(query).rows();
                found.forEach(delivery -> again(tx, delivery));
                return found.size();
            });
            all += some;
        }
        changed.run();
        return OptionalLong.of(all);
    }
}
