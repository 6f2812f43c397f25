package io.serialpass;

import io.serialpass.metrics.Metrics;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.push.PushSender;
import io.serialpass.service.DeviceNotes;
import io.serialpass.service.webhook.WebhookLimits;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassPackager;
import io.serialpass.webhook.WebhookSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an application together. Not safe for use by many threads.
 *
 * @since 0.1
 */
public final class SerialpassBuilder {

    private static final long USUAL_PACKAGE_MEMORY = 64L << 20;
    private static final long MOST_FIRST_ANSWERS = 256L << 20;

    // The application reads these.
    final Storage storage;
    final Map<ApiToken, Organization> apiTokens = new LinkedHashMap<>();
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    PassPackager packager = PassPackager.none();
    PassFormat format = PassFormat.none();
    Optional<PushSender> pushSender = Optional.empty();
    private long packageMemory = USUAL_PACKAGE_MEMORY;
    Duration longestDeviceLog = Duration.ofDays(30);
    long mostDeviceLogs = 100_000;
    int mostDeviceNotes = DeviceNotes.USUAL_MOST;
    Duration longestEvent = Duration.ofDays(30);
    long mostEvents = 1_000_000;
    WebhookSender webhookSender = WebhookSender.none();
    WebhookLimits webhookLimits = WebhookLimits.defaults();
    Metrics metrics = Metrics.none();
    private boolean takeOver;

    /** An eighth of the heap at most, since a store may be in it. */
    final long firstAnswers = Math.min(MOST_FIRST_ANSWERS, heapPart(8));

    SerialpassBuilder(Storage storage) {
        this.storage = storage;
    }

    private static long heapPart(int divisor) {
        return Runtime.getRuntime().maxMemory() / divisor;
    }

    /** How many bytes of packages are kept in memory. */
    long packageMemory() {
        return Math.min(packageMemory, heapPart(16));
    }

    /**
     * Takes another clock than the system's.
     *
     * @param source the source of all times
     * @return this
     */
    public SerialpassBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * Takes another source of secrets.
     *
     * @param source the source of tokens and of names that nobody may guess
     * @return this
     */
    public SerialpassBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Sets the part that makes packages.
     *
     * @param maker makes and signs packages; without one all packages are uploaded
     * @return this
     */
    public SerialpassBuilder packager(PassPackager maker) {
        this.packager = maker;
        return this;
    }

    /**
     * Sets the part that reads packages: it checks them, draws them, bundles them, and keeps them in few bytes.
     *
     * @param reader reads the files of a wallet; without one no package can be uploaded
     * @return this
     */
    public SerialpassBuilder format(PassFormat reader) {
        this.format = reader;
        return this;
    }

    /**
     * Sets the part that sends pushes to devices when their passes change.
     *
     * @param sender sends the pushes; the application closes it. Without one no device is told, and the event log keeps
     *     nothing for it
     * @return this
     */
    public SerialpassBuilder pushSender(PushSender sender) {
        this.pushSender = Optional.of(sender);
        return this;
    }

    /**
     * Sets how many bytes of packages are kept in memory. Default: 64 MB. A sixteenth of the heap is taken at
     * most, whatever is set.
     *
     * @param bytes the most bytes; 0 for none
     * @return this
     */
    public SerialpassBuilder packageMemory(long bytes) {
        this.packageMemory = bytes;
        return this;
    }

    /**
     * Sets how many device logs are kept. Default: 100,000 of at most 30 days.
     *
     * @param longest how long a log is kept
     * @param most how many are kept, 1 or more
     * @return this
     */
    public SerialpassBuilder deviceLogs(Duration longest, long most) {
        this.longestDeviceLog = longest;
        this.mostDeviceLogs = most;
        return this;
    }

    /**
     * Sets how many notes of lists that devices ask for, and how many notes of packages that they fetch, wait in memory until they are stored together.
     * Default: 10,000 of each. A call that comes while there is no room is not noted.
     *
     * @param most how many; 0 for none, and then the trace of a pass does not tell what devices ask and fetch
     * @return this
     * @throws IllegalArgumentException if the number is negative
     */
    public SerialpassBuilder deviceNotes(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("must be 0 or more");
        }
        this.mostDeviceNotes = most;
        return this;
    }

    /**
     * Sets how many events the log keeps. Default: 1,000,000 of at most 30 days. An event that a listener which is on has
     * not dealt with is kept in any case.
     *
     * @param longest how long an event is kept, more than zero
     * @param most how many are kept, 1 or more
     * @return this
     */
    public SerialpassBuilder events(Duration longest, long most) {
        this.longestEvent = longest;
        this.mostEvents = most;
        return this;
    }

    /**
     * Sets the part that sends messages to webhooks.
     *
     * @param sender sends messages, and belongs to the application from now on; without one they stay in the store
     * @param limits how many deliveries are kept
     * @return this
     */
    public SerialpassBuilder webhooks(WebhookSender sender, WebhookLimits limits) {
        this.webhookSender = sender;
        this.webhookLimits = limits;
        return this;
    }

    /**
     * Sets the part that receives the measurements of the application.
     *
     * @param taker receives the measurements; if this method is not called, nothing is measured
     * @return this
     */
    public SerialpassBuilder metrics(Metrics taker) {
        this.metrics = taker;
        return this;
    }

    /**
     * Adds an API token that is valid for as long as the application runs, and is not kept in the store.
     *
     * @param token the token
     * @param organization whom it speaks for
     * @return this
     */
    public SerialpassBuilder apiToken(ApiToken token, Organization organization) {
        apiTokens.put(token, organization);
        return this;
    }

    /**
     * Puts the certificates and the web service URL of the packager in force in the store, though another program that is
     * ready has others. That program is not ready then until it is given the same.
     *
     * @return this
     */
    public SerialpassBuilder takeOver() {
        this.takeOver = true;
        return this;
    }

    /**
     * Makes the application, and begins its background work.
     *
     * @return the application
     * @throws io.serialpass.storage.StorageException if the store cannot be asked which certificates are in force
     */
    public Serialpass build() {
        Serialpass app = new Serialpass(this);
        try {
            app.start(takeOver);
            return app;
        } catch (RuntimeException | Error e) {
            app.close();
            throw e;
        }
    }
}
