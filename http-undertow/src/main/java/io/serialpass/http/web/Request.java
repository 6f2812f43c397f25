package io.serialpass.http.web;

import io.serialpass.organization.Organization;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request whose path, method and token are known to be good and whose body has arrived. Immutable.
 *
 * @param organization whom the caller speaks for; empty on calls that need no token
 * @param path the variables of the path, decoded
 * @param query the query string as it was sent; may be empty
 * @param contentType the media type of the body in lower case, without parameters; may be empty
 * @param accept the {@code Accept} header; may be empty
 * @param body the body, or where it came
 */
public record Request(
        Optional<Organization> organization,
        Map<String, String> path,
        String query,
        String contentType,
        String accept,
        Body body) {

    /**
     * A body that has arrived.
     *
     * @param bytes the bytes; empty where they are in a file
     * @param file the file that holds the bytes, gone after the request
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed: a body is not worth a copy
    public record Body(byte[] bytes, Optional<Path> file) {
        /** No body. */
        public static final Body NONE = new Body(new byte[0], Optional.empty());
    }

    /**
     * Whom the caller speaks for, on calls that need a token.
     *
     * @return the organization
     */
    public Organization caller() {
        return organization.orElseThrow();
    }

    /**
     * A variable of the path.
     *
     * @param name its name
     * @return its text
     */
    public String variable(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    /**
     * The id in the path.
     *
     * @param <T> the kind of id
     * @param maker makes it of a number
     * @param problems takes a type error where it is no number
     * @return the id; empty if it is none
     */
    public <T> Optional<T> id(Function<Long, T> maker, Problems problems) {
        Optional<Long> id = QueryParameters.id(variable("id"));
        if (id.isEmpty()) {
            problems.type("id");
        }
        return id.map(maker);
    }
}
