package io.serialpass.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Router;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what a server answers with what the OpenAPI document says that it answers: for this call, with this status, of this
 * type, and in JSON with these fields and no others. The clients of the HTTP tests have every answer looked at here.
 */
public final class Contract {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static final JsonNode DOCUMENT = read();

    /** The errors that any call may have, which the document describes once for all of them. */
    private static final Set<Integer> OTHERS = Set.of(405, 413, 415, 429, 500, 501, 503);

    /** The errors of a request that names no call. */
    private static final Set<Integer> WITHOUT_CALL = Set.of(400, 401, 404, 405, 413, 415, 429, 500, 501, 503);

    private static final JsonNode ERROR = MAPPER.createObjectNode().put("$ref", "#/components/schemas/Error");

    private static final JsonNode DEFINITIONS = strict(DOCUMENT.at("/components/schemas"));

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private static final Map<String, String> PATHS = new HashMap<>();

    private static final Router ROUTER = router();

    private Contract() {}

    private static JsonNode read() {
        try {
            return MAPPER.readTree(OpenApiDocument.get().json());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Finds calls as the server does, by the paths of the document. */
    private static Router router() {
        List<Route> routes = new ArrayList<>();
        DOCUMENT.path("paths").properties().forEach(path -> {
            String template = template(path.getKey());
            PATHS.put(template, path.getKey());
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (!method.equals("parameters")) {
                    routes.add(new Route(
                            method.toUpperCase(Locale.ROOT),
                            template,
                            Access.ANYONE,
                            Route.BodyKind.NONE,
                            Contract::nothing));
                }
            });
        });
        return new Router(routes);
    }

    private static Response nothing(Request request) {
        throw new AssertionError("it only finds");
    }

    /** OpenAPI cannot say that the serial numbers of devices may have slashes. */
    static String template(String path) {
        return path.startsWith("/v1/") || path.startsWith("/api/v1/")
                ? path.replace("{serialNumber}", "{serialNumber...}")
                : path;
    }

    /**
     * Looks at an answer.
     *
     * @throws AssertionError if the document does not say that this call answers so
     */
    public static void check(HttpResponse<?> response) {
        String method = response.request().method();
        String path =
                response.uri().getRawPath().isEmpty() ? "/" : response.uri().getRawPath();
        String body = text(response.body());
        Exchange exchange = new Exchange(
                method + " " + response.uri(),
                method.equals("HEAD"),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                body);
        Optional<Router.Match> match;
        try {
            match = Optional.of(ROUTER.find(method, path));
        } catch (ApiException e) {
            match = Optional.empty();
        }
        if (match.isEmpty() || exchange.namesNothing()) {
            exchange.require(
                    WITHOUT_CALL.contains(response.statusCode()), "this is no error of a path that is not there");
            exchange.requireJson("error", ERROR);
            return;
        }
        String documented = Objects.requireNonNull(PATHS.get(match.get().route().template()));
        JsonNode operation = DOCUMENT.path("paths")
                .path(documented)
                .path(match.get().route().method().toLowerCase(Locale.ROOT));
        exchange.requireDocumented(operation);
        if (response.statusCode() < 300) {
            String query = Optional.ofNullable(response.uri().getRawQuery()).orElse("");
            requireParameters(exchange, documented, operation, query);
        }
    }

    private static String text(Object body) {
        return body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(body);
    }

    private static void requireParameters(Exchange exchange, String path, JsonNode operation, String query) {
        if (!path.startsWith("/api/v1.0/") || query.isEmpty()) {
            return;
        }
        Set<String> documented = parameters(path, operation).stream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
        for (String sent : query.split("&", -1)) {
            String name = sent.split("=", -1)[0];
            exchange.require(documented.contains(name), "the parameter " + name + " is not in the document");
        }
    }

    /** All parameters of a call. */
    static List<JsonNode> parameters(String path, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        Stream.of(DOCUMENT.path("paths").path(path), operation)
                .forEach(holder -> holder.path("parameters").forEach(one -> parameters.add(resolved(one))));
        return parameters;
    }

    /** The node that a reference leads to, or the node itself. */
    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    /** An answer has no field that the document does not name, though clients must be ready for some to come. */
    private static JsonNode strict(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        node.forEach(Contract::close);
        if (node instanceof ObjectNode object
                && node.path("properties").isObject()
                && !node.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    private static Schema schema(String key, JsonNode schema) {
        return SCHEMAS.computeIfAbsent(key, unused -> {
            ObjectNode root = strict(schema).deepCopy();
            root.set("$defs", DEFINITIONS);
            return REGISTRY.getSchema(root.toString().replace("#/components/schemas/", "#/$defs/"));
        });
    }

    /** What came of a request. */
    private record Exchange(String request, boolean isHead, int status, String contentType, String body) {

        void require(boolean isSo, String otherwise) {
            if (!isSo) {
                throw new AssertionError(request + " got " + status + " " + contentType + ": " + otherwise + "\n"
                        + body.substring(0, Math.min(body.length(), 2_000)));
            }
        }

        /** Whether a call of the document is one that this server was told not to have. */
        boolean namesNothing() {
            return status == 404 && body.contains("There is nothing at this path.");
        }

        void requireDocumented(JsonNode operation) {
            JsonNode responses = operation.path("responses");
            String key = responses.has(Integer.toString(status)) ? Integer.toString(status) : "default";
            require(!key.equals("default") || OTHERS.contains(status), "the document has no such status here");
            JsonNode content = resolved(responses.path(key)).path("content");
            if (isHead) {
                return;
            }
            if (content.isMissingNode()) {
                require(body.isEmpty(), "the document says that there is no body");
                return;
            }
            JsonNode media = content.path(Request.mediaType(contentType));
            require(!media.isMissingNode(), "the document has no such type here");
            if (Request.mediaType(contentType).equals("application/json")) {
                requireJson(operation.path("operationId").asText() + " " + key, media.path("schema"));
            }
        }

        void requireJson(String key, JsonNode schema) {
            if (isHead) {
                return;
            }
            require(Request.mediaType(contentType).equals("application/json"), "this is not JSON");
            try {
                List<?> faults = schema(key, schema).validate(MAPPER.readTree(body));
                require(faults.isEmpty(), faults.toString());
            } catch (IOException e) {
                throw new AssertionError(request + " got broken JSON", e);
            }
        }
    }
}
