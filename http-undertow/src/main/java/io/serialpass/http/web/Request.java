package io.serialpass.http.web;

import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.wallet.PackageRoom;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request whose path, method and token are known to be good and whose body has arrived. Immutable.
 *
 * @param caller the program that showed an API token; empty on calls that need none
 * @param path the variables of the path, decoded
 * @param query the query string as it was sent; may be empty
 * @param headers gives the values of a header by its name, in any case, in the order sent
 * @param client the address that the request comes from, seen past trusted proxies
 * @param isHead whether the method is HEAD, so that what would be the answer's body need not be made
 * @param body the body, or where it came
 * @param memory is asked before anything large is made for this request; what it gives is given back when the answer is sent
 * @since 0.1
 */
public record Request(
        Optional<Caller> caller,
        Map<String, String> path,
        String query,
        Function<String, List<String>> headers,
        InetAddress client,
        boolean isHead,
        Body body,
        PackageRoom memory) {

    /**
     * A body that has arrived.
     *
     * @param bytes the bytes; empty where they are in a file
     * @param file the file that holds the bytes, or that came with a form; gone after the request
     * @param form the form that the file came with; empty for other bodies
     * @since 0.1
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed: a body is not worth a copy
    public record Body(byte[] bytes, Optional<Path> file, Optional<FileForm> form) {
        /** No body. */
        public static final Body NONE = new Body(new byte[0], Optional.empty());

        /**
         * A body that is no form with a file.
         *
         * @param bytes the bytes; empty where they are in a file
         * @param file the file that holds the bytes, gone after the request
         */
        public Body(byte[] bytes, Optional<Path> file) {
            this(bytes, file, Optional.empty());
        }
    }

    /**
     * A form that a browser sent with a file: RFC 7578. Immutable.
     *
     * @param fields the values of its fields, by name, in the order sent
     * @param fileName the name that the file has at the sender, which may be any text; an empty text if no file was chosen
     * @since 0.1
     */
    public record FileForm(Map<String, List<String>> fields, String fileName) {}

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its value, with commas between where it was sent more than once; an empty text if it was not sent
     */
    public String header(String name) {
        List<String> values = headerValues(name);
        return values.size() == 1 ? values.get(0) : String.join(", ", values);
    }

    /**
     * The values of a header, each as it was sent.
     *
     * @param name its name, in any case
     * @return its values; none if it was not sent
     */
    public List<String> headerValues(String name) {
        return headers.apply(name);
    }

    /**
     * The media type of the body.
     *
     * @return the type in lower case, without parameters; may be empty
     */
    public String contentType() {
        return mediaType(header("Content-Type"));
    }

    /**
     * The media type in a {@code Content-Type} header.
     *
     * @param contentType the header
     * @return the type in lower case, without parameters
     */
    public static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The coding of the body other than {@code identity}.
     *
     * @return what {@code Content-Encoding} names; empty where the body is as it is
     */
    public Optional<String> contentCoding() {
        return contentCoding(header("Content-Encoding"));
    }

    /**
     * The coding that a {@code Content-Encoding} header names.
     *
     * @param contentEncoding the header, with commas between where it was sent more than once
     * @return the first coding other than {@code identity}, as it was sent; empty for none
     */
    public static Optional<String> contentCoding(String contentEncoding) {
        return Arrays.stream(contentEncoding.split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"))
                .findFirst();
    }

    /**
     * The organization of the caller, on calls that need an API token.
     *
     * @return the organization whose rows the call may see and change
     */
    public Organization organization() {
        return caller.orElseThrow().organization();
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
