package io.serialpass.event;

import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.Role;
import java.util.function.Function;

/**
 * An API token was issued or revoked. Its secret is not in the event.
 *
 * @param type one of the {@code API_TOKEN_} types
 * @param id the token
 * @param name what it is for
 * @param role its rights
 * @since 0.1
 */
public record ApiTokenEvent(EventType type, ApiTokenId id, String name, Role role) implements AdministrationEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code API_TOKEN_} types
     * @param id the token
     * @param name what it is for, one line
     * @param role its rights
     * @throws IllegalArgumentException if the type does not fit
     */
    public ApiTokenEvent {
        type.require(EventType.Subject.API_TOKEN);
    }

    @Override
    public <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken) {
        return apiToken.apply(this);
    }
}
