package io.serialpass.storage.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** A statement in the making: its text, and the arguments in the order of its question marks. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    /** Starts with a text that stands in this program, never with one that a client sent. */
    static Sql of(String text, Object... arguments) {
        return new Sql().add(text, arguments);
    }

    Sql add(String more, Object... itsArguments) {
        text.append(more);
        arguments.addAll(List.of(itsArguments));
        return this;
    }

    Sql add(Sql more) {
        text.append(more.text);
        arguments.addAll(more.arguments);
        return this;
    }

    Sql add(Condition condition) {
        text.append(condition.sql());
        arguments.addAll(condition.arguments());
        return this;
    }

    <T> List<T> list(Handle handle, RowMapper<T> mapper) {
        try (Query query = bound(handle.createQuery(text.toString()))) {
            return query.map(mapper).list();
        }
    }

    long number(Handle handle) {
        return optionalNumber(handle).orElseThrow();
    }

    OptionalLong optionalNumber(Handle handle) {
        List<Long> numbers = list(handle, (row, context) -> row.getLong(1));
        return numbers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(numbers.get(0));
    }

    int update(Handle handle) {
        try (Update update = bound(handle.createUpdate(text.toString()))) {
            return update.execute();
        }
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        for (int i = 0; i < arguments.size(); i++) {
            statement.bind(i, arguments.get(i));
        }
        return statement;
    }

    @Override
    public String toString() {
        return text + " " + arguments;
    }
}
