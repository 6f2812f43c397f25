package io.serialpass.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A server that makes tickets, and a browser that looks at its pages. */
public record BrowsedServer(TestServer server, Browser browser) implements AutoCloseable {

    public static final String TYPE = "pass.com.example.ticket";

    private static final String TEMPLATE = """
            {"description": "Rock Night", "organizationName": "Acme",
             "barcodes": [{"format": "PKBarcodeFormatQR", "message": "{{serialNumber}}", "messageEncoding": "utf-8"}],
             "eventTicket": {"primaryFields": [{"key": "holder", "value": "{{fields.holder}}"}]}}""";

    /** A place for pictures, where a person wants to look at them. */
    private static final String PICTURES = System.getProperty("serialpass.pictures", "");

    /** Starts both; the test is left out where no browser is installed. */
    public static BrowsedServer start(Path directory) throws Exception {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed");
        TestServer server = TestServer.start(
                TestServer.SQLITE,
                ServerOptions.defaults(),
                Optional.empty(),
                (builder, clock) ->
                        builder.packager(new ApplePassPackager(SigningIdentities.of(), Optional.empty(), clock)));
        server.post("passTypes", "{\"passTypeIdentifier\":\"" + TYPE + "\",\"template\":" + TEMPLATE + "}");
        return new BrowsedServer(server, new Browser(directory.resolve("browser")));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** Keeps what the browser shows, if a person wants to look at it. */
    public void picture(String name) throws Exception {
        if (!PICTURES.isEmpty()) {
            Files.write(Path.of(PICTURES, name + ".png"), Base64.getDecoder().decode(browser.picture()));
        }
    }

    @Override
    public void close() {
        browser.close();
        server.close();
    }
}
