package io.serialpass.storage.jdbc;

import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change as a column holds it: the id of the token, the code of the role, the address and the name, each in a line of its
 * own. What is not there is an empty line; null stands for nobody.
 *
 * @since 0.1
 */
public final class ActorColumn {

    private static final int LINES = 4;

    private ActorColumn() {}

    public static @Nullable String write(Optional<Actor> actor) {
        return actor.map(ActorColumn::write).orElse(null);
    }

    private static String write(Actor actor) {
        return actor.token().map(token -> Long.toString(token.value())).orElse("")
                + '\n'
                + actor.role().code()
                + '\n'
                + actor.address().orElse("")
                + '\n'
                + actor.name();
    }

    static Optional<Actor> read(@Nullable String column) {
        if (column == null) {
            return Optional.empty();
        }
        String[] lines = column.split("\n", LINES);
        return Optional.of(new Actor(
                given(lines[0]).map(id -> new ApiTokenId(Long.parseLong(id))),
                lines[3],
                Role.ofCode(Integer.parseInt(lines[1])),
                given(lines[2])));
    }

    private static Optional<String> given(String line) {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }
}
