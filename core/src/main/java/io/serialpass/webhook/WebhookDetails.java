package io.serialpass.webhook;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.text.Texts;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a webhook that an organization can change. Immutable.
 *
 * @param url where messages go
 * @param events which events it is told of, in the order of the types; none for all of them, those that are added later included
 * @param passTypeIdentifier the pass type that it is told of; empty for all events, those of the inventory included
 * @param description what people call it: one line of 1 to {@value #LONGEST_DESCRIPTION} characters
 * @param isEnabled whether it is told of anything
 * @since 0.1
 */
public record WebhookDetails(
        WebhookUrl url,
        Set<EventType> events,
        Optional<PassTypeIdentifier> passTypeIdentifier,
        Optional<String> description,
        boolean isEnabled) {

    /** The most characters of a description. */
    public static final int LONGEST_DESCRIPTION = 255;

    /**
     * Checks the details.
     *
     * @param url where messages go
     * @param events which events it is told of; none for all of them
     * @param passTypeIdentifier the pass type that it is told of
     * @param description what people call it
     * @param isEnabled whether it is told of anything
     * @throws IllegalArgumentException if the description breaks the rule
     */
    public WebhookDetails {
        description.ifPresent(WebhookDetails::requireDescription);
        Set<EventType> sorted = EnumSet.noneOf(EventType.class);
        sorted.addAll(events);
        events = Collections.unmodifiableSet(sorted);
    }

    /**
     * The details of a webhook that is told of everything.
     *
     * @param url where messages go
     * @return the details
     */
    public static WebhookDetails of(WebhookUrl url) {
        return new WebhookDetails(url, Set.of(), Optional.empty(), Optional.empty(), true);
    }

    /**
     * Checks a description.
     *
     * @param text one line of 1 to {@value #LONGEST_DESCRIPTION} characters
     * @return the same text
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static String requireDescription(String text) {
        return Texts.requireLine(text, LONGEST_DESCRIPTION);
    }

    /**
     * Whether these details ask for an event; whose it is plays no part. No webhook is told of an event that is not
     * {@linkplain EventType#isFollowed() followed}.
     *
     * @param event the event
     * @return true if a message is to be sent
     */
    public boolean accepts(Event event) {
        return event.type().isFollowed()
                && (events.isEmpty() || events.contains(event.type()))
                && passTypeIdentifier
                        .map(type -> event instanceof WalletEvent wallet
                                && wallet.passTypeIdentifier().equals(type))
                        .orElse(true);
    }

    /**
     * The same with another address.
     *
     * @param changed the address
     * @return the details
     */
    public WebhookDetails withUrl(WebhookUrl changed) {
        return new WebhookDetails(changed, events, passTypeIdentifier, description, isEnabled);
    }

    /**
     * The same with other events.
     *
     * @param changed the types; none for all of them
     * @return the details
     */
    public WebhookDetails withEvents(Collection<EventType> changed) {
        return new WebhookDetails(url, Set.copyOf(changed), passTypeIdentifier, description, isEnabled);
    }

    /**
     * The same with another pass type.
     *
     * @param changed the pass type; empty for all events
     * @return the details
     */
    public WebhookDetails withPassTypeIdentifier(Optional<PassTypeIdentifier> changed) {
        return new WebhookDetails(url, events, changed, description, isEnabled);
    }

    /**
     * The same with another description.
     *
     * @param changed the description
     * @return the details
     */
    public WebhookDetails withDescription(Optional<String> changed) {
        return new WebhookDetails(url, events, passTypeIdentifier, changed, isEnabled);
    }

    /**
     * The same, switched on or off.
     *
     * @param changed whether it is told of anything
     * @return the details
     */
    public WebhookDetails withEnabled(boolean changed) {
        return new WebhookDetails(url, events, passTypeIdentifier, description, changed);
    }
}
