package io.serialpass.event;

import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.query.TimeRange;
import java.util.Optional;

/**
 * A filter for the changes of the audit trail. All filters apply together (AND). Immutable.
 *
 * @param token the token that made the change; empty for the changes of all tokens
 * @param type the kind of change; empty for all kinds
 * @param time when
 * @since 0.1
 */
public record AuditFilter(Optional<ApiTokenId> token, Optional<EventType> type, TimeRange time) {

    /**
     * Whether an event is a change that is wanted. An event without an actor is none.
     *
     * @param event any event
     * @return true if it is
     */
    public boolean matches(LoggedEvent event) {
        return event.actor().filter(this::matches).isPresent()
                && type.filter(wanted -> wanted != event.event().type()).isEmpty()
                && time.contains(event.time());
    }

    private boolean matches(Actor actor) {
        return token.isEmpty() || actor.token().equals(token);
    }
}
