package io.serialpass.event;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassFileName;
import java.util.List;
import java.util.function.Function;

/**
 * A pass type was added, was deleted, or has another template or other files. If phones see the change, there is a
 * {@link PassTypeEvent} too.
 *
 * @param type one of the {@code PASS_TYPE_} types
 * @param passTypeIdentifier the pass type
 * @param files the names of the files that were added, changed or deleted, in order; none for a type that was deleted
 * @since 0.1
 */
public record PassTypeContentEvent(EventType type, PassTypeIdentifier passTypeIdentifier, List<PassFileName> files)
        implements AdministrationEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code PASS_TYPE_} types
     * @param passTypeIdentifier the pass type
     * @param files the names of the files that were added, changed or deleted
     * @throws IllegalArgumentException if the type does not fit
     */
    public PassTypeContentEvent {
        type.require(EventType.Subject.PASS_TYPE_CONTENT);
        files = List.copyOf(files);
    }

    @Override
    public <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken) {
        return passType.apply(this);
    }
}
