package io.serialpass.organization;

import java.util.Optional;

/**
 * The author of a change, as the event log keeps it. The log keeps the author also after the token was revoked. Immutable.
 *
 * @param token the API token; empty for whoever showed none that the store knows
 * @param name the name of the token, or a word in its place
 * @param role the rights that the change was made with
 * @param address where the request came from, as text; empty if there was no request
 * @since 0.1
 */
public record Actor(Optional<ApiTokenId> token, String name, Role role, Optional<String> address) {

    /** The name of a token that is valid while a server runs, and that no store knows. */
    private static final String CONFIGURED = "configured";

    /** The name of whoever works on a store by a command, with the rights to its files or its database. */
    private static final String COMMAND_LINE = "command line";

    /**
     * The actor that a caller is.
     *
     * @param caller the caller
     * @param address where its request came from, as text
     * @return the actor
     */
    public static Actor of(Caller caller, String address) {
        return new Actor(
                caller.token().map(IssuedToken::id),
                caller.token().map(token -> token.details().name()).orElse(CONFIGURED),
                caller.role(),
                Optional.of(address));
    }

    /**
     * The actor of a change that a command makes, without a token and without a request.
     *
     * @return the actor
     */
    public static Actor commandLine() {
        return new Actor(Optional.empty(), COMMAND_LINE, Role.ADMINISTRATOR, Optional.empty());
    }
}
