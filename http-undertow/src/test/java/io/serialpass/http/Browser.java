package io.serialpass.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.storage.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One page of a Chromium without a window, driven over its DevTools protocol. */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    public Browser(Path directory) throws Exception {
        process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        // A camera that shows a moving picture, and that every page may use.
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int port = port(directory.resolve("DevToolsActivePort"));
        JsonNode page = MAPPER.readTree(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                                .PUT(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body());
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Messages())
                .get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    public static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "chromium")));
    }

    private int port(Path file) throws IOException {
        List<String> lines = Await.answer(
                () -> Files.exists(file) ? Files.readAllLines(file) : List.<String>of(),
                written -> written.size() >= 2 || !process.isAlive());
        if (lines.size() < 2) {
            throw new IOException("the browser did not start");
        }
        return Integer.parseInt(lines.get(0));
    }

    /** Takes what the browser says, which comes in parts. */
    private final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    take(MAPPER.readTree(text.toString()));
                } catch (IOException e) {
                    faults.add(e.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> faults.add(parameters.toString());
            case "Log.entryAdded" -> {
                // A status of 4xx is an answer that the page deals with.
                if (!parameters.at("/entry/source").asText().equals("network")) {
                    faults.add(parameters.toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asText());
            default -> {}
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode result = answer.get(SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result);
        }
        return result.path("result");
    }

    /** Opens a page of a size in points. */
    public void open(String url, int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call("Page.navigate", Map.of("url", url));
        await("document.readyState === 'complete' && location.href.startsWith('http')");
    }

    /** Shows pages as for a reader who has chosen dark colours, or light ones. */
    public void dark(boolean isDark) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** The value of an expression. */
    public JsonNode value(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result);
        }
        return result.at("/result/value");
    }

    public String text(String id) throws Exception {
        return value("document.getElementById('" + id + "').textContent").asText();
    }

    /** Waits until a condition holds. */
    public void await(String condition) throws Exception {
        long begin = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(SECONDS)) {
                throw new AssertionError("never: " + condition + "; faults: " + faults + "; "
                        + value("document.body.innerText").asText());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** False too while the browser goes from one page to the next, as a page does that renews itself. */
    private boolean holds(String condition) throws Exception {
        try {
            return value("Boolean(" + condition + ")").asBoolean();
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).contains("navigated")) {
                return false;
            }
            throw e;
        }
    }

    public void click(String id) throws Exception {
        value("document.getElementById('" + id + "').click()");
    }

    /** Puts a text into the field that has the focus, as a paste does. */
    public void insert(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key as a keyboard of some layout does. */
    public void key(String code, String key, boolean shift) throws Exception {
        int modifiers = shift ? 8 : 0;
        String text = key.equals("Enter") ? "\r" : key;
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "code", code, "key", key, "text", text, "modifiers", modifiers));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "code", code, "key", key, "modifiers", modifiers));
    }

    public void enter() throws Exception {
        key("Enter", "Enter", false);
    }

    public void offline(boolean isOffline) throws Exception {
        call(
                "Network.emulateNetworkConditions",
                Map.of("offline", isOffline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** A picture of the page in PNG, in Base64. */
    public String picture() throws Exception {
        return call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
    }

    /** The exceptions and warnings of the page. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS, TimeUnit.SECONDS)
                .join()
                .destroyForcibly();
    }
}
