package io.serialpass.http.cli;

import io.serialpass.Serialpass;
import io.serialpass.SerialpassBuilder;
import io.serialpass.http.SerialpassServer;
import io.serialpass.http.ServerOptions;
import io.serialpass.http.metrics.ServerMetrics;
import io.serialpass.http.tls.TlsFiles;
import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.apple.ApplePassFormat;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the server until the process is told to stop. */
@Command(
        name = "serve",
        description = "Runs the server. Ctrl-C or SIGTERM stops it cleanly: requests in flight finish.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
class ServeCommand implements Callable<Integer> {

    private static final Logger LOGGER = System.getLogger(ServeCommand.class.getName());

    /** The status of a server that runs on after this command has returned. */
    static final int RUNNING = -1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "${env:SERIALPASS_HOST:-127.0.0.1}",
            description = "The name or address to listen at. Default: 127.0.0.1 (env: SERIALPASS_HOST)")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SERIALPASS_PORT:-8080}",
            description = "The port to listen at; 0 for any free port. Default: 8080 (env: SERIALPASS_PORT)")
    private int port;

    @Mixin
    private TlsOptions tls;

    @Mixin
    private LogOptions logs;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--api-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:SERIALPASS_API_TOKEN}",
            description =
                    "An API token of the role admin that is valid while this server runs and is not stored. Without"
                            + " this option, if the organization has no token, a token is made and printed once. (env:"
                            + " SERIALPASS_API_TOKEN, which other users of the machine cannot see)")
    private @Nullable String apiToken;

    @Option(
            names = "--api-token-file",
            paramLabel = "FILE",
            defaultValue = "${env:SERIALPASS_API_TOKEN_FILE}",
            description =
                    "A file whose first line is that token, and that not every user of the machine can read. Default:"
                            + " none (env: SERIALPASS_API_TOKEN_FILE)")
    private @Nullable Path apiTokenFile;

    @Option(
            names = "--demo",
            description =
                    "Loads a small sample, unless the organization has items already. Without --certificates it makes"
                            + " certificates that no phone trusts, in the directory serialpass-demo-certificates. Three"
                            + " simulated phones hold passes of the sample, and tell what they do.")
    private boolean demo;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_WORKERS:-64}",
            description =
                    "How many requests that write are worked on at once, of devices and of the administration each."
                            + " Default: 64 (env: SERIALPASS_WORKERS)")
    private int workers;

    @Option(
            names = "--request-queue",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_REQUEST_QUEUE:-1000}",
            description =
                    "How many requests may wait to be worked on, of devices and of the administration each; more get"
                            + " 503. Default: 1000 (env: SERIALPASS_REQUEST_QUEUE)")
    private int requestQueue;

    @Option(
            names = "--write-queue",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_WRITE_QUEUE:-1024}",
            description =
                    "How many writes may wait for the store, of devices and of the administration each; more get 503."
                            + " Default: 1024"
                            + " (env: SERIALPASS_WRITE_QUEUE)")
    private int writeQueue;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_READERS}",
            description = "How many requests read at once, of devices and of the administration each."
                    + " Default: the number of processors, but 2 to 8 (env: SERIALPASS_READERS)")
    private @Nullable Integer readers;

    @Option(
            names = "--read-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${env:SERIALPASS_READ_TIMEOUT:-20}",
            description =
                    "How long one read of the store may take; then 503. Default: 20 (env: SERIALPASS_READ_TIMEOUT)")
    private int readTimeout;

    @Option(
            names = "--list-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${env:SERIALPASS_LIST_TIMEOUT:-5}",
            description = "How long the store may read for a list; then 503. Default: 5 (env: SERIALPASS_LIST_TIMEOUT)")
    private int listTimeout;

    @Option(
            names = "--queue-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${env:SERIALPASS_QUEUE_TIMEOUT:-10}",
            description =
                    "How long a request may wait for its work to begin; then 503, and nothing was done. Default: 10"
                            + " (env: SERIALPASS_QUEUE_TIMEOUT)")
    private int queueTimeout;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_MAX_CONNECTIONS:-10000}",
            description =
                    "How many connections may be open; more wait. Default: 10000 (env: SERIALPASS_MAX_CONNECTIONS)")
    private int maxConnections;

    @Option(
            names = "--max-header",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_MAX_HEADER:-16KB}",
            description = "The most bytes of a request's line and headers. Default: 16KB (env: SERIALPASS_MAX_HEADER)")
    private ByteSize maxHeader;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_MAX_BODY:-1MB}",
            description = "The most bytes of a body; more get 413. Default: 1MB (env: SERIALPASS_MAX_BODY)")
    private ByteSize maxBody;

    @Option(
            names = "--max-device-body",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_MAX_DEVICE_BODY:-64KB}",
            description = "The most bytes of a body that a device sends; more get 413. Default: 64KB"
                    + " (env: SERIALPASS_MAX_DEVICE_BODY)")
    private ByteSize maxDeviceBody;

    @Option(
            names = "--max-package",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_MAX_PACKAGE:-10MB}",
            description = "The most bytes of an uploaded package; more get 413. Default: 10MB"
                    + " (env: SERIALPASS_MAX_PACKAGE)")
    private ByteSize maxPackage;

    @Option(
            names = "--max-import",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_MAX_IMPORT:-1GB}",
            description = "The most bytes of an import; more get 413. Default: 1GB (env: SERIALPASS_MAX_IMPORT)")
    private ByteSize maxImport;

    @Option(
            names = "--body-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${env:SERIALPASS_BODY_TIMEOUT:-30}",
            description = "How long a body may take to arrive, or a pause in an import may be; then the connection is"
                    + " closed. Default: 30 (env: SERIALPASS_BODY_TIMEOUT)")
    private int bodyTimeout;

    @Option(
            names = "--shutdown-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${env:SERIALPASS_SHUTDOWN_TIMEOUT:-25}",
            description = "How long requests in flight have to finish. Default: 25 (env: SERIALPASS_SHUTDOWN_TIMEOUT)")
    private int shutdownTimeout;

    @Mixin
    private DeviceOptions devices;

    @Mixin
    private LinkOptions links;

    @Mixin
    private TokenRateOptions tokenRate;

    @Mixin
    private EventOptions events;

    @Mixin
    private WebhookOptions webhooks;

    @Mixin
    private PackageOptions packages;

    @Mixin
    private PushOptions pushes;

    @Option(
            names = "--metrics",
            negatable = true,
            fallbackValue = "true",
            defaultValue = "${env:SERIALPASS_METRICS:-true}",
            description =
                    "Measures the server, and shows the measurements at /metrics in Prometheus' format, to whoever has"
                            + " an API token; or does not. Default: true (env: SERIALPASS_METRICS)")
    private boolean measured;

    @Option(
            names = "--take-over",
            description = "Puts the certificates and the web service URL of this server in force in the store, even if"
                    + " another server that is ready has different ones. Then the other server is not ready until it"
                    + " has the same.")
    private boolean takeOver;

    /** The phones of the sample. */
    private Optional<DemoPhones> phones = Optional.empty();

    private Optional<SerialpassServer> server = Optional.empty();

    private Optional<Serialpass> app = Optional.empty();

    private Optional<Storage> storage = Optional.empty();

    private Optional<ServerMetrics> metrics = Optional.empty();

    private Optional<TlsFiles> tlsFiles = Optional.empty();

    /** The source of all times of the server. */
    private final Clock clock;

    ServeCommand() {
        this(Clock.systemUTC());
    }

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ServeCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        check();
        logs.use();
        tlsFiles = tls.files(clock);
        Organization organization = store.organization();
        StorageOptions limits = StorageOptions.defaults()
                .withWriteQueue(writeQueue)
                .withReaders(readers())
                .withReadTimeout(Duration.ofSeconds(readTimeout));
        try {
            Storage opened = Storages.open(store.storage(), limits);
            storage = Optional.of(opened);
            serve(opened, organization);
            return RUNNING;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Closes all that was started, each part before those that it works on. */
    private void close() {
        phones.ifPresent(DemoPhones::close);
        server.ifPresent(SerialpassServer::close);
        app.ifPresent(Serialpass::close);
        storage.ifPresent(Storage::close);
        metrics.ifPresent(ServerMetrics::close);
        tlsFiles.ifPresent(TlsFiles::close);
    }

    /**
     * Looks at the options, and changes nothing.
     *
     * @throws ParameterException if one has a value that it cannot have
     */
    void check() {
        OptionRange.require(spec, "--port", port, 0, 65_535);
        OptionRange.require(spec, "--workers", workers, 1, 10_000);
        OptionRange.require(spec, "--request-queue", requestQueue, 1, 1_000_000);
        OptionRange.require(spec, "--write-queue", writeQueue, 1, 1_000_000);
        OptionRange.require(spec, "--readers", readers(), 1, 1_000);
        OptionRange.require(spec, "--read-timeout", readTimeout, 1, 86_400);
        OptionRange.require(spec, "--list-timeout", listTimeout, 1, 86_400);
        OptionRange.require(spec, "--queue-timeout", queueTimeout, 1, 86_400);
        OptionRange.require(spec, "--max-connections", maxConnections, 1, 1_000_000);
        OptionRange.require(spec, "--body-timeout", bodyTimeout, 1, 86_400);
        OptionRange.require(spec, "--shutdown-timeout", shutdownTimeout, 0, 86_400);
        if (maxHeader.bytes() < 1 << 10 || maxHeader.bytes() > 1 << 20 || maxBody.bytes() > 1 << 30) {
            throw new ParameterException(
                    spec.commandLine(), "--max-header must be 1KB to 1MB, and --max-body 1GB at most");
        }
        if (maxDeviceBody.bytes() > 1 << 30 || maxPackage.bytes() > 1 << 30) {
            throw new ParameterException(spec.commandLine(), "--max-device-body and --max-package must be 1GB at most");
        }
        requireGivenTokenIsWhole();
        tls.requireSafe(host);
        if (demo && tls.isOn()) {
            throw new ParameterException(
                    spec.commandLine(), "--demo has phones that trust no certificate: leave --tls-certificate out");
        }
        packages.webServiceUrl();
        logs.level();
        devices.options();
        links.options();
        tokenRate.rate();
    }

    CommandSpec spec() {
        return spec;
    }

    private int readers() {
        return readers == null ? StorageOptions.defaults().readers() : readers;
    }

    private void serve(Storage opened, Organization organization) {
        PrintWriter out = spec.commandLine().getOut();
        ServerOptions options = options();
        Serialpass built = build(opened, organization);
        app = Optional.of(built);
        SerialpassServer started = start(options, built);
        server = Optional.of(started);
        if (tls.isBehindProxy() && options.devices().trustedProxies().isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    "A proxy is in front, and --trusted-proxies does not name its address: the limits take all clients"
                            + " for one client.");
        }
        if (givenToken().isEmpty()) {
            // Not before the server has its port: a token is shown once, and a start that fails may not be looked at.
            Turn.ANYBODY
                    .actedBy(Optional.of(Actor.commandLine()))
                    .call(() -> built.apiTokens().createFirst(organization))
                    .ifPresent(token -> out.println("API token: " + token.secret()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "serialpass-stop"));
        InetSocketAddress address = started.address();
        String shown = address.getAddress().getHostAddress();
        String url = (tls.isOn() ? "https://" : "http://") + (shown.contains(":") ? "[" + shown + "]" : shown) + ":"
                + address.getPort();
        out.println("Serialpass is listening on " + url);
        out.flush();
        phones.ifPresent(demoPhones -> demoPhones.start(built, organization, url, line -> printLine(out, line)));
    }

    private static void printLine(PrintWriter out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /** The token that was given; it is not kept in the store. */
    private Optional<ApiToken> givenToken() {
        return Optional.ofNullable(apiToken)
                .filter(token -> !token.isEmpty())
                .or(() -> Optional.ofNullable(apiTokenFile).map(PrivateFiles::firstLine))
                .map(ApiToken::new);
    }

    /** A server with a mistyped token would refuse all who show the right one. */
    private void requireGivenTokenIsWhole() {
        if (givenToken().filter(ApiToken::isMistyped).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--api-token': a token that begins with " + ApiToken.PREFIX
                            + " has a checksum, which does not fit; it is mistyped or not whole");
        }
    }

    private Serialpass build(Storage opened, Organization organization) {
        SigningIdentities identities = demo && !packages.hasCertificates()
                ? DemoCertificates.open(DemoPasses.PASS_TYPE, clock)
                : packages.identities();
        Optional<String> url = packages.webServiceUrl();
        if (demo && url.isEmpty() && port != 0) {
            url = Optional.of("http://localhost:" + port);
        }
        PassPackager packager = new ApplePassPackager(identities, url, clock);
        if (demo && pushes.isToApple() && url.isPresent()) {
            // Without an address the sample's passes name no server, and no phone could ask for their updates.
            phones = Optional.of(DemoPhones.open());
        }
        if (demo) {
            // Before the application looks which certificates are in force, so that it finds the sample's pass type.
            DemoData.load(opened, clock, organization, packager);
        }
        SerialpassBuilder builder = Serialpass.builder(opened)
                .clock(clock)
                .packager(packager)
                .format(new ApplePassFormat(clock))
                .packageMemory(packages.memory())
                .pushSender(phones.map(demoPhones -> demoPhones.sender(identities, clock))
                        .orElseGet(() -> pushes.sender(identities, clock)));
        if (measured) {
            ServerMetrics shown = ServerMetrics.shown();
            builder.metrics(shown.application());
            metrics = Optional.of(shown);
        }
        devices.apply(builder);
        events.apply(builder, store.storage().startsWith("memory:"));
        webhooks.apply(builder, store.storage().startsWith("memory:"));
        givenToken().ifPresent(token -> builder.apiToken(token, organization));
        if (takeOver) {
            builder.takeOver();
        }
        return builder.build();
    }

    private ServerOptions options() {
        ServerOptions options = ServerOptions.defaults()
                .at(host, port)
                .with(new ServerOptions.Concurrency(workers, readers(), requestQueue, maxConnections))
                .with(new ServerOptions.Sizes(
                        (int) maxHeader.bytes(),
                        maxBody.bytes(),
                        maxDeviceBody.bytes(),
                        maxPackage.bytes(),
                        maxImport.bytes()))
                .with(new ServerOptions.Timeouts(
                        Duration.ofSeconds(bodyTimeout),
                        Duration.ofSeconds(shutdownTimeout),
                        Duration.ofSeconds(queueTimeout),
                        Duration.ofSeconds(listTimeout)))
                .with(devices.options())
                .with(links.options())
                .withTokens(tokenRate.rate());
        return logs.applied(
                tlsFiles.map(files -> options.withTls(files.context())).orElse(options));
    }

    private SerialpassServer start(ServerOptions options, Serialpass built) {
        try {
            return SerialpassServer.start(options, built, metrics);
        } catch (IOException e) {
            throw new CommandFailure(
                    "Cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + ". Choose another with --host and --port, or 0 for any free port.",
                    e);
        } catch (UnresolvedAddressException e) {
            throw new CommandFailure("The host '" + host + "' is not known. Name one of this machine with --host.", e);
        }
    }
}
