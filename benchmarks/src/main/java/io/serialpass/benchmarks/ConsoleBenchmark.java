package io.serialpass.benchmarks;

import io.serialpass.Serialpass;
import io.serialpass.inventory.Item;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Measures the pages of the console over a store of 1,000,000 serial numbers, each with a pass, and 2,000,000 registrations: how long
 * each page takes until its last byte, the first time and usually, and how large it is, compressed, with what it loads.
 */
public final class ConsoleBenchmark {

    private static final String TOKEN = "a-token-for-the-measurement-only";
    private static final int ROUNDS = 20;
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(/console/assets/[^\"]+)\"");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin;
    private final String cookie;

    private ConsoleBenchmark(int port) throws IOException, InterruptedException {
        this.origin = "http://127.0.0.1:" + port;
        HttpResponse<byte[]> signedIn = client.send(
                form("/console/sign-in", "token=" + TOKEN + "&next=%2Fconsole").build(), BodyHandlers.ofByteArray());
        this.cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(request.header("Cookie", cookie).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " got " + answer.statusCode());
        }
        return answer.body();
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(origin + path)));
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            out.write(bytes);
        }
        return small.size();
    }

    private int withWhatItLoads(byte[] page) throws IOException, InterruptedException {
        int size = compressed(page);
        Matcher loaded = LOADED.matcher(new String(page, StandardCharsets.UTF_8));
        while (loaded.find()) {
            size += compressed(get(loaded.group(1)));
        }
        return size;
    }

    private interface Page {
        byte[] load() throws IOException, InterruptedException;
    }

    private void measure(String name, Page page) throws IOException, InterruptedException {
        double[] millis = new double[ROUNDS];
        byte[] last = new byte[0];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            last = page.load();
            millis[round] = (System.nanoTime() - begin) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-58s first %7.1f ms, median %6.1f ms, most %7.1f ms, %6.1f KB%n",
                name,
                first,
                millis[ROUNDS / 2],
                millis[ROUNDS - 1],
                withWhatItLoads(last) / 1e3);
    }

    private void run(int passes) throws IOException, InterruptedException {
        String pass = "/console/passes/" + PackageSample.TYPE.value() + "/"
                + StormPasses.pass(passes / 2).serialNumber().value();
        String type = "/console/pass-types/" + PackageSample.TYPE.value();
        for (String path : List.of(
                "/console",
                "/console/serial-numbers",
                "/console/serial-numbers?value=*TIED-9999*",
                "/console/serial-numbers?status=SOLD&sort=lastUpdated&order=desc",
                "/console/serial-numbers?itemReference=" + Sample.reference(0) + "&sort=value",
                "/console/serial-numbers/" + passes / 2,
                "/console/serial-numbers/import",
                "/console/passes",
                "/console/passes?serialNumber=*99*",
                pass,
                pass + "/edit",
                "/console/pass-types",
                type,
                type + "/template",
                type + "/lacking",
                "/console/device-logs",
                "/console/webhooks",
                "/console/tokens",
                "/console/audit",
                "/console/health")) {
            measure(path, () -> get(path));
        }
        String editor = new String(get(type + "/template"), StandardCharsets.UTF_8);
        Matcher formToken = FORM_TOKEN.matcher(editor);
        if (!formToken.find()) {
            throw new IllegalStateException("the page has no form");
        }
        String draft = "form-token=" + formToken.group(1) + "&template="
                + URLEncoder.encode(PackageSample.TEMPLATE, StandardCharsets.UTF_8);
        measure("live preview of a template", () -> send(form(type + "/draft", draft)));
    }

    /**
     * Runs it.
     *
     * @param arguments the server's jar, and how many serial numbers with passes, 1,000,000 without it
     * @throws Exception if the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path directory = Sample.directory();
        try {
            PackageSample sample = new PackageSample();
            try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
                    Serialpass app = Serialpass.builder(storage)
                            .packager(new ApplePassPackager(
                                    SigningIdentities.of(sample.identity), Optional.empty(), Clock.systemUTC()))
                            .build()) {
                app.passTypes().create(Sample.ORGANIZATION, PackageSample.TYPE, sample.files);
                List<Item> items = Sample.addItems(storage, 1);
                LargeStore.addPasses(storage, items.get(0), passes);
            }
            System.out.printf(Locale.ROOT, "%,d serial numbers with passes, %d rounds%n", passes, ROUNDS);
            try (MeasuredServer server =
                    MeasuredServer.ofJar(Path.of(arguments[0]), directory, "--no-push", "--api-token=" + TOKEN)) {
                new ConsoleBenchmark(server.port()).run(passes);
            }
        } finally {
            Sample.remove(directory);
        }
    }
}
