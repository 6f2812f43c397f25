package io.serialpass.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** A wallet service in memory that keeps every rule, but for the one that it breaks on purpose. */
public final class TestWallet implements AutoCloseable {

    public static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");

    private static final PassTypeIdentifier OTHER_TYPE = new PassTypeIdentifier("pass.com.example.other");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final int LARGEST_BODY = 64 << 10;
    private static final int LONGEST_PUSH_TOKEN = 4096;

    static {
        // Without it each answer waits 40 ms for the client to acknowledge its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** A pass and its version. */
    private static final class Stored {
        private final PassId id;
        private final String token;
        private String content = "first";
        private long tag;
        private Instant modified = Instant.EPOCH;

        private Stored(PassId id, String token) {
            this.id = id;
            this.token = token;
        }
    }

    private record Registered(String device, PassId pass) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final Map<PassId, Stored> passes = new LinkedHashMap<>();
    private final Map<Registered, String> registrations = new LinkedHashMap<>();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private BiConsumer<PushToken, PassTypeIdentifier> pushes = (token, type) -> {};
    private volatile Fault fault = Fault.NONE;
    private long lastTag;

    /** The requests, as method, path and query. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** The If-Modified-Since of each fetch; empty for none. */
    public final List<String> dates = new CopyOnWriteArrayList<>();

    /** What phones logged. */
    public final List<String> logs = new CopyOnWriteArrayList<>();

    public TestWallet(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized void breakRule(Fault given) {
        fault = given;
    }

    /** Who is told of changes. */
    public synchronized void pushTo(BiConsumer<PushToken, PassTypeIdentifier> given) {
        pushes = given;
    }

    /** The next answers have these statuses, whatever is asked; 0 is as usual. */
    public synchronized void answerNext(Integer... statuses) {
        failures.addAll(List.of(statuses));
    }

    /** The next answers are as usual. */
    public synchronized void forgetFailures() {
        failures.clear();
    }

    /** Adds a pass, and gives it as its holder got it by mail. */
    public PassFile issue(String serialNumber) {
        return issue(TYPE, serialNumber);
    }

    public PassFile issueOfOtherType(String serialNumber) {
        return issue(OTHER_TYPE, serialNumber);
    }

    private synchronized PassFile issue(PassTypeIdentifier type, String serialNumber) {
        PassId id = new PassId(type, new PassSerialNumber(serialNumber));
        Stored pass = new Stored(id, "token-of-the-pass-" + serialNumber);
        passes.put(id, pass);
        touch(pass);
        return PassFile.read(Pkpass.of(id, pass.token, pass.content));
    }

    /** Changes a pass, and pushes. */
    public void change(String serialNumber) {
        List<String> tokens = new ArrayList<>();
        synchronized (this) {
            PassId id = new PassId(TYPE, new PassSerialNumber(serialNumber));
            Stored pass = java.util.Objects.requireNonNull(passes.get(id));
            pass.content = "version " + (lastTag + 1);
            if (fault == Fault.KEEPS_TAG_AT_CHANGE) {
                return;
            }
            touch(pass);
            registrations.forEach((registered, token) -> {
                if (registered.pass().equals(id) && token.length() <= LONGEST_PUSH_TOKEN) {
                    tokens.add(token);
                }
            });
        }
        tokens.forEach(token -> pushes.accept(new PushToken(token), TYPE));
    }

    private void touch(Stored pass) {
        long clockTag = clock.millis();
        Instant second = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        if (fault == Fault.COUNTS_IN_SECONDS) {
            pass.tag = second.getEpochSecond();
            pass.modified = second;
        } else {
            pass.tag = Math.max(clockTag, lastTag + 1);
            pass.modified = second.isAfter(pass.modified) ? second : pass.modified.plusSeconds(1);
        }
        lastTag = pass.tag;
    }

    public synchronized String version(String serialNumber) {
        Stored pass =
                java.util.Objects.requireNonNull(passes.get(new PassId(TYPE, new PassSerialNumber(serialNumber))));
        return PassFile.read(Pkpass.of(pass.id, pass.token, pass.content)).version();
    }

    public synchronized int registrations() {
        return registrations.size();
    }

    public synchronized List<String> pushTokens() {
        return List.copyOf(registrations.values());
    }

    private void answer(HttpExchange exchange) throws IOException {
        // Of a path that begins with two slashes the URI takes the beginning for the name of a host.
        String[] target = exchange.getRequestURI().toString().split("\\?", 2);
        String path = target[0];
        if (fault != Fault.WANTS_SINGLE_SLASHES) {
            path = path.replaceAll("/{2,}", "/");
        }
        String query = target.length > 1 ? target[1] : "";
        requests.add(exchange.getRequestMethod() + " " + path + (query.isEmpty() ? "" : "?" + query));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer failure;
        synchronized (this) {
            failure = failures.poll();
        }
        if (failure != null && failure != 0) {
            send(exchange, failure, "");
            return;
        }
        boolean isTooLarge = body.length > LARGEST_BODY && fault != Fault.TAKES_LARGE_BODIES;
        String[] parts = path.substring(1).split("/", -1);
        if (isTooLarge) {
            send(exchange, 413, "");
        } else if (path.equals("/v1/log") && fault != Fault.HAS_NO_LOG) {
            log(exchange, new String(body, StandardCharsets.UTF_8));
        } else if (parts.length == 4 && path.startsWith("/v1/passes/")) {
            pass(exchange, parts[2], parts[3]);
        } else if (parts.length == 5 && path.startsWith("/v1/devices/")) {
            list(exchange, parts[2], parts[4], tag(query));
        } else if (parts.length == 6 && path.startsWith("/v1/devices/")) {
            registration(exchange, parts, new String(body, StandardCharsets.UTF_8));
        } else {
            send(exchange, 404, "");
        }
    }

    private static String tag(String query) {
        return !query.startsWith("passesUpdatedSince=")
                ? ""
                : URLDecoder.decode(query.substring(19).split("&")[0], StandardCharsets.UTF_8);
    }

    private synchronized void registration(HttpExchange exchange, String[] parts, String body) throws IOException {
        Optional<Stored> pass = pass(parts[4], parts[5]);
        boolean isDelete = exchange.getRequestMethod().equals("DELETE");
        boolean isOpen = fault == (isDelete ? Fault.UNREGISTERS_ANYBODY : Fault.REGISTERS_ANYBODY);
        if (pass.isEmpty() && fault == Fault.TELLS_UNKNOWN_PASSES) {
            send(exchange, 404, "");
        } else if (fault == Fault.CANNOT_REGISTER_WITHOUT_TOKEN
                && exchange.getRequestHeaders().getFirst("Authorization") == null) {
            send(exchange, 500, "");
        } else if (pass.isEmpty() || (!isOpen && !isAuthorized(exchange, pass.get()))) {
            send(exchange, 401, "");
        } else {
            Registered registered = new Registered(parts[2], pass.get().id);
            if (isDelete) {
                unregister(exchange, registered);
            } else {
                register(exchange, registered, body);
            }
        }
    }

    private void unregister(HttpExchange exchange, Registered registered) throws IOException {
        boolean wasThere = fault == Fault.KEEPS_REGISTRATIONS
                ? registrations.containsKey(registered)
                : registrations.remove(registered) != null;
        send(exchange, !wasThere && fault == Fault.MISSES_REGISTRATIONS ? 404 : 200, "");
    }

    private void register(HttpExchange exchange, Registered registered, String body) throws IOException {
        String token = "";
        int wrong = 400;
        try {
            JsonNode json = MAPPER.readTree(body);
            token = json.path("pushToken").asText("");
            if (fault == Fault.WANTS_NO_MORE_FIELDS && json.size() > 1) {
                wrong = 500;
                token = "";
            }
        } catch (IOException e) {
            wrong = fault == Fault.FAILS_ON_NO_JSON ? 500 : 400;
        }
        if (token.isEmpty() && fault == Fault.TAKES_ANY_BODY) {
            token = "undefined";
        }
        if (fault == Fault.HAS_SHORT_PUSH_TOKENS && token.length() > 255) {
            wrong = 500;
            token = "";
        }
        if (fault == Fault.WANTS_UNIQUE_PUSH_TOKENS
                && registrations.containsValue(token)
                && !registrations.containsKey(registered)) {
            wrong = 500;
            token = "";
        }
        if (token.isEmpty()) {
            send(exchange, wrong, "");
        } else {
            boolean isNew = registrations.put(registered, token) == null;
            send(exchange, isNew || fault == Fault.REGISTERS_ALWAYS_ANEW ? 201 : 200, "");
        }
    }

    private synchronized void list(HttpExchange exchange, String device, String type, String tag) throws IOException {
        if (fault == Fault.ASKS_LISTS_FOR_TOKEN) {
            send(exchange, 401, "");
            return;
        }
        if (fault == Fault.FAILS_ON_OTHER_TAGS && !tag.isEmpty() && !tag.matches("[0-9]+")) {
            send(exchange, 500, "");
            return;
        }
        long since = tag.matches("[0-9]{1,18}") ? Long.parseLong(tag) : -1;
        if (since > lastTag && fault != Fault.BELIEVES_THE_FUTURE) {
            since = -1;
        }
        ObjectNode body = MAPPER.createObjectNode();
        var serialNumbers = body.putArray("serialNumbers");
        long newest = 0;
        for (Stored pass : passes.values()) {
            boolean isOfType = pass.id.passTypeIdentifier().value().equals(type) || fault == Fault.LISTS_ALL_TYPES;
            boolean isOfDevice = registrations.containsKey(new Registered(device, pass.id))
                    || (fault == Fault.LISTS_ALL_PASSES
                            && registrations.keySet().stream()
                                    .anyMatch(one -> one.device().equals(device)));
            boolean isNew = fault == Fault.LISTS_THE_LAST_AGAIN ? pass.tag >= since : pass.tag > since;
            if (isOfType && isOfDevice && isNew) {
                serialNumbers.add(pass.id.serialNumber().value());
                newest = Math.max(newest, pass.tag);
            }
        }
        if (fault == Fault.GIVES_TAGS_AS_NUMBERS) {
            body.put("lastUpdated", newest);
        } else {
            body.put("lastUpdated", String.valueOf(newest));
        }
        if (serialNumbers.isEmpty() && fault != Fault.LISTS_NOTHING_AS_200) {
            send(exchange, 204, "");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, 200, body.toString());
        }
    }

    private synchronized void pass(HttpExchange exchange, String type, String serialNumber) throws IOException {
        String method = exchange.getRequestMethod();
        Optional<Stored> found = pass(type, serialNumber);
        if (fault == Fault.FAILS_ON_ODD_PATHS && serialNumber.contains("%")) {
            send(exchange, 500, "");
        } else if (!method.equals("GET") && (!method.equals("HEAD") || fault == Fault.KNOWS_NO_HEAD)) {
            send(exchange, 405, "");
        } else if (found.isEmpty() && fault == Fault.TELLS_UNKNOWN_PASSES) {
            send(exchange, 404, "");
        } else if (found.isEmpty() || !isAuthorized(exchange, found.get())) {
            send(exchange, 401, "");
        } else {
            fetch(exchange, found.get());
        }
    }

    private void fetch(HttpExchange exchange, Stored pass) throws IOException {
        String since = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Modified-Since"))
                .orElse("");
        dates.add(since);
        if (fault == Fault.FAILS_ON_ODD_DATES && since.equals("(null)")) {
            send(exchange, 500, "");
            return;
        }
        boolean isOld =
                !since.isEmpty() && !since.equals("(null)") && !parse(since).isBefore(pass.modified);
        if ((isOld && fault != Fault.IGNORES_IF_MODIFIED_SINCE)
                || (!since.isEmpty() && fault == Fault.NEVER_MODIFIED)) {
            send(exchange, 304, "");
            return;
        }
        if (fault != Fault.HAS_NO_LAST_MODIFIED) {
            Instant modified = fault == Fault.WAS_ALWAYS_MODIFIED_NOW ? clock.instant() : pass.modified;
            if (fault == Fault.WAS_MODIFIED_LATER) {
                modified = Instant.now().plus(Duration.ofDays(2));
            }
            exchange.getResponseHeaders().set("Last-Modified", DATE.format(modified.atOffset(ZoneOffset.UTC)));
        }
        String mediaType = fault == Fault.CALLS_PASSES_ZIP ? "application/zip" : "application/vnd.apple.pkpass";
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        String token = fault == Fault.CHANGES_TOKENS ? pass.token + "2" : pass.token;
        byte[] content = Pkpass.of(pass.id, token, pass.content);
        send(exchange, 200, fault == Fault.SENDS_BROKEN_PACKAGES ? new byte[] {'P', 'K', 3} : content);
    }

    private static Instant parse(String date) {
        return LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
    }

    private Optional<Stored> pass(String type, String serialNumber) {
        try {
            String decoded = URLDecoder.decode(serialNumber, StandardCharsets.UTF_8);
            PassId id = new PassId(new PassTypeIdentifier(type), new PassSerialNumber(decoded));
            return Optional.ofNullable(passes.get(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isAuthorized(HttpExchange exchange, Stored pass) {
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? header : header.substring(0, blank);
        String token = blank < 0 ? "" : header.substring(blank + 1);
        boolean isScheme = fault == Fault.WANTS_SCHEME_IN_CASE
                ? scheme.equals("ApplePass")
                : scheme.equalsIgnoreCase("ApplePass") || fault == Fault.TAKES_ANY_SCHEME;
        boolean isToken = fault == Fault.TAKES_TOKENS_OF_OTHERS
                ? passes.values().stream().anyMatch(other -> other.token.equals(token))
                : pass.token.equals(token);
        return isScheme && isToken;
    }

    private void log(HttpExchange exchange, String body) throws IOException {
        if (fault == Fault.NEVER_ANSWERS_LOGS && body.contains("Get serial")) {
            return;
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            json.path("logs").forEach(message -> logs.add(message.asText()));
            send(exchange, 200, "");
        } catch (IOException e) {
            send(exchange, fault == Fault.REFUSES_ODD_LOGS ? 400 : 200, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
