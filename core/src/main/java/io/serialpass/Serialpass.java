package io.serialpass;

import io.serialpass.push.PushSender;
import io.serialpass.service.ActivityService;
import io.serialpass.service.ApiTokenService;
import io.serialpass.service.ApiTokenUses;
import io.serialpass.service.Backlog;
import io.serialpass.service.BarcodeIndex;
import io.serialpass.service.DeviceLogService;
import io.serialpass.service.DeviceNotes;
import io.serialpass.service.DeviceService;
import io.serialpass.service.DraftService;
import io.serialpass.service.EventListeners;
import io.serialpass.service.EventService;
import io.serialpass.service.EventTrimmer;
import io.serialpass.service.IdempotencyService;
import io.serialpass.service.ImportRunService;
import io.serialpass.service.InForceService;
import io.serialpass.service.ItemService;
import io.serialpass.service.KeptPackages;
import io.serialpass.service.Lease;
import io.serialpass.service.LinkService;
import io.serialpass.service.OrderlyCheck;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PersonalizationService;
import io.serialpass.service.RedemptionService;
import io.serialpass.service.ReservationEnds;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.service.StoredPackages;
import io.serialpass.service.WatchedStorage;
import io.serialpass.service.push.PushRequestService;
import io.serialpass.service.push.PushService;
import io.serialpass.service.push.TraceService;
import io.serialpass.service.webhook.WebhookDispatcher;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.turn.LongWork;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassPackager;
import io.serialpass.webhook.WebhookSender;
import java.time.Clock;

/**
 * An application over one store: its services, and the work that goes on in the background. The background work is the watch of
 * certificates, the writing of kept packages, the removal of old events, the listeners of events, the index of barcodes, the ends of reservations, the imports, the notes
 * of what devices do and of when API tokens are used, the pushes, and the delivery of webhooks. It begins with {@link SerialpassBuilder#build} and ends with {@link #close}.
 *
 * <pre>{@code
 * try (Serialpass app = Serialpass.builder(storage).build()) {
 *     app.items().create(organization, ItemDetails.of(new ItemReference("TICKET")));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Serialpass implements AutoCloseable {

    private final WatchedStorage storage;
    private final Clock clock;
    private final PassPackager packager;
    private final PassFormat format;
    private final Packages packages;
    private final LongWork longWork;
    private final ApiTokenService apiTokens;
    private final ApiTokenUses apiTokenUses;
    private final IdempotencyService idempotency;
    private final ItemService items;
    private final SerialNumberService serialNumbers;
    private final ReservationEnds reservationEnds;
    private final SerialNumberImport serialNumberImport;
    private final ImportRunService importRuns;
    private final PassTypeService passTypes;
    private final PassService passes;
    private final PackageService passPackages;
    private final DraftService drafts;
    private final LinkService links;
    private final PersonalizationService personalizations;
    private final BarcodeIndex barcodes;
    private final RedemptionService redemptions;
    private final ActivityService activity;
    private final DeviceNotes notes;
    private final DeviceService devices;
    private final DeviceLogService deviceLogs;
    private final EventService events;
    private final EventListeners listeners;
    private final EventTrimmer trimmer;
    private final WebhookSender webhookSender;
    private final Lease webhookLease;
    private final WebhookDispatcher webhookDispatcher;
    private final WebhookService webhooks;
    private final InForceService inForce;
    private final PushService pushes;
    private final TraceService traces;
    private final PushRequestService pushRequests;
    private final boolean hasPushSender;
    private final CertificateWatch certificates;

    Serialpass(SerialpassBuilder builder) {
        this.clock = builder.clock;
        this.activity = new ActivityService(builder.storage, clock);
        this.storage = new WatchedStorage(builder.storage, builder.metrics, activity::count);
        this.packager = builder.packager;
        this.format = builder.format;
        this.packages = new Packages(packager, builder.packageMemory(), kept(storage, format), builder.metrics);
        this.apiTokens = new ApiTokenService(storage, clock, builder.random, builder.apiTokens);
        this.apiTokenUses = new ApiTokenUses(storage, clock);
        this.idempotency = new IdempotencyService(storage, clock, builder.firstAnswers);
        this.items = new ItemService(storage, clock);
        this.serialNumbers = new SerialNumberService(storage, clock);
        this.reservationEnds = new ReservationEnds(storage, clock);
        this.serialNumberImport = new SerialNumberImport(storage, clock, SerialNumberImport.PATIENCE, builder.metrics);
        this.passTypes = new PassTypeService(storage, clock, packager);
        this.passes = new PassService(storage, clock, builder.random, packager);
        this.longWork = LongWork.ofThisMachine();
        PackageCheck check = new OrderlyCheck(format.check(), longWork);
        this.passPackages = new PackageService(storage, clock, check, packages);
        this.drafts = new DraftService(storage, clock, packager);
        this.links = new LinkService(storage, clock, builder.random);
        this.personalizations = new PersonalizationService(storage, clock, packager);
        this.notes = new DeviceNotes(storage, clock, builder.mostDeviceNotes);
        this.devices = new DeviceService(storage, clock, packages, notes, activity);
        this.deviceLogs = new DeviceLogService(storage, clock, builder.longestDeviceLog, builder.mostDeviceLogs);
        this.events = new EventService(storage);
        this.listeners = new EventListeners(storage);
        this.trimmer = new EventTrimmer(storage, clock, builder.longestEvent, builder.mostEvents);
        ServerId self = ServerId.random(builder.random);
        this.importRuns = new ImportRunService(storage, clock, serialNumberImport, self);
        this.barcodes =
                new BarcodeIndex(storage, packager, check, new Lease(storage, clock, new LeaseName("barcodes"), self));
        this.redemptions = new RedemptionService(storage, clock, builder.random, barcodes);
        this.inForce = new InForceService(storage, clock, packager, self);
        this.hasPushSender = builder.pushSender.isPresent();
        PushSender pushSender = builder.pushSender
                .<PushSender>map(sender -> new MeasuredPushSender(sender, builder.metrics, activity))
                .orElseGet(PushSender::none);
        this.pushes = new PushService(storage, clock, builder.random, pushSender, self);
        this.traces = new TraceService(storage, pushes.sender()::isReachable, pushes::whyWaiting);
        this.pushRequests = new PushRequestService(storage, clock, pushes.sender()::isReachable, pushes::whyWaiting);
        this.webhookSender = new MeasuredWebhookSender(builder.webhookSender, builder.metrics);
        this.webhookLease = new Lease(storage, clock, new LeaseName("webhooks"), self);
        this.webhookDispatcher = new WebhookDispatcher(
                storage, clock, builder.random, webhookSender, builder.webhookLimits, webhookLease::take);
        this.webhooks = new WebhookService(storage, clock, builder.random, webhookSender, webhookDispatcher::changed);
        this.certificates = new CertificateWatch(packager, inForce);
    }

    /** Begins the background work. */
    void start(boolean takeOver) {
        if (hasPushSender) {
            // Before the certificates: a new one changes passes, and their devices are told.
            pushes.start();
        }
        certificates.start(takeOver);
        trimmer.start();
        notes.start();
        activity.start();
        apiTokenUses.start();
        reservationEnds.start();
        importRuns.start();
        barcodes.start();
        webhookDispatcher.start();
    }

    /**
     * Begins to put an application together.
     *
     * @param storage the store; the caller closes it, after the application
     * @return a builder with the usual limits, the system's clock, and no packages
     */
    public static SerialpassBuilder builder(Storage storage) {
        return new SerialpassBuilder(storage);
    }

    /**
     * Gives the store.
     *
     * @return the store that all services work on; a unit of work that goes through it wakes those who follow the event log
     */
    public WatchedStorage storage() {
        return storage;
    }

    /**
     * Gives the clock.
     *
     * @return the source of all times
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Gives the packager.
     *
     * @return makes and signs packages, and knows the certificates
     */
    public PassPackager packager() {
        return packager;
    }

    /**
     * Gives the format of packages.
     *
     * @return reads packages that were made elsewhere
     */
    public PassFormat format() {
        return format;
    }

    /**
     * Gives the gate of work that takes a processor for long.
     *
     * @return lets few requests at once look at packages, unpack archives and put bundles together
     */
    public LongWork longWork() {
        return longWork;
    }

    /**
     * Gives the service of API tokens.
     *
     * @return issues, lists and revokes tokens, and finds callers by them
     */
    public ApiTokenService apiTokens() {
        return apiTokens;
    }

    /**
     * Gives the notes of when API tokens are used.
     *
     * @return takes notes, and stores them in the background
     */
    public ApiTokenUses apiTokenUses() {
        return apiTokenUses;
    }

    /**
     * Gives the service of idempotency keys.
     *
     * @return carries out a request once
     */
    public IdempotencyService idempotency() {
        return idempotency;
    }

    /**
     * Gives the service of items.
     *
     * @return creates, lists and changes items
     */
    public ItemService items() {
        return items;
    }

    /**
     * Gives the service of serial numbers.
     *
     * @return creates, lists, reserves and changes serial numbers
     */
    public SerialNumberService serialNumbers() {
        return serialNumbers;
    }

    /**
     * Gives the import of serial numbers.
     *
     * @return takes any number of rows
     */
    public SerialNumberImport serialNumberImport() {
        return serialNumberImport;
    }

    /**
     * Gives the imports that go on without their clients.
     *
     * @return runs imports in the background, and tells how far they are
     */
    public ImportRunService importRuns() {
        return importRuns;
    }

    /**
     * Gives the service of pass types.
     *
     * @return keeps templates and their files
     */
    public PassTypeService passTypes() {
        return passTypes;
    }

    /**
     * Gives the service of passes.
     *
     * @return issues, lists and changes passes
     */
    public PassService passes() {
        return passes;
    }

    /**
     * Gives the service of packages as an issuer sees them.
     *
     * @return hands packages over, and takes those that were made elsewhere
     */
    public PackageService passPackages() {
        return passPackages;
    }

    /**
     * Gives the service of drafts.
     *
     * @return tells what a pass would be after a change
     */
    public DraftService drafts() {
        return drafts;
    }

    /**
     * Gives the service of links.
     *
     * @return makes the links by which customers get passes, and finds what a link leads to
     */
    public LinkService links() {
        return links;
    }

    /**
     * Gives the service of personalizations.
     *
     * @return the service that takes the data of holders of passes
     */
    public PersonalizationService personalizations() {
        return personalizations;
    }

    /**
     * Gives the service of redemptions.
     *
     * @return lets holders of passes in at a door
     */
    public RedemptionService redemptions() {
        return redemptions;
    }

    /**
     * Gives the service of devices.
     *
     * @return the service that registers phones, tells them which passes changed, and gives them packages
     */
    public DeviceService devices() {
        return devices;
    }

    /**
     * Gives the service of device logs.
     *
     * @return the service that keeps the logs of phones
     */
    public DeviceLogService deviceLogs() {
        return deviceLogs;
    }

    /**
     * Gives the counts of what happens.
     *
     * @return counts registrations, updates, pushes and fetches for each hour
     */
    public ActivityService activity() {
        return activity;
    }

    /**
     * Gives the service of the event log.
     *
     * @return the service that reads the events of an organization
     */
    public EventService events() {
        return events;
    }

    /**
     * Gives the listeners of events.
     *
     * @return starts and stops listeners of this program
     */
    public EventListeners listeners() {
        return listeners;
    }

    /**
     * Gives the service that tells devices.
     *
     * @return tells why devices are not told
     */
    public PushService pushes() {
        return pushes;
    }

    /**
     * Tells whether devices are told of changes.
     *
     * @return true if the application was given a sender of pushes
     */
    public boolean hasPushes() {
        return hasPushSender;
    }

    /**
     * Gives the service that has devices told again.
     *
     * @return has the devices of a pass told, although the pass did not change
     */
    public PushRequestService pushRequests() {
        return pushRequests;
    }

    /**
     * Gives the service of traces.
     *
     * @return tells why a phone did not update
     */
    public TraceService traces() {
        return traces;
    }

    /**
     * Gives the service of webhooks.
     *
     * @return makes, lists and tests webhooks, and sends messages again
     */
    public WebhookService webhooks() {
        return webhooks;
    }

    /**
     * Gives the service of what is in force in the store.
     *
     * @return the service that tells whether this application makes packages in the same way as all others on the store
     */
    public InForceService inForce() {
        return inForce;
    }

    /**
     * Looks at how much work in the background waits.
     *
     * @return the work that waits in the store now
     * @throws io.serialpass.storage.StorageException if the store cannot be read
     */
    public Backlog backlog() {
        return Backlog.of(storage, clock);
    }

    private static KeptPackages kept(Storage storage, PassFormat format) {
        return format.delta()
                .<KeptPackages>map(delta -> new StoredPackages(storage, delta))
                .orElseGet(KeptPackages::none);
    }

    /**
     * Ends the background work in order: the imports, the pushes, the delivery of webhooks, the listeners, the index of barcodes, the ends of reservations, the
     * notes of what devices do, the counts of what happens, the notes of when API tokens are used, the removal of old events, the watch of certificates, the keeping of packages. The store stays open.
     */
    @Override
    public void close() {
        importRuns.close();
        pushes.close();
        pushes.sender().close();
        webhookDispatcher.close();
        webhookLease.release();
        webhookSender.close();
        listeners.close();
        barcodes.close();
        reservationEnds.close();
        notes.close();
        activity.close();
        apiTokenUses.close();
        trimmer.close();
        certificates.close();
        packages.close();
    }
}
