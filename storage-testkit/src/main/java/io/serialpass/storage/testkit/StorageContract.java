package io.serialpass.storage.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;

/**
 * Every promise of the storage SPI. A storage's whole test is one line:
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract { MyStorageTest() { super("my:{directory}/store"); } }
 * }</pre>
 *
 * <p>The storage is found by its URL, as a user would find it. Each test gets an empty store. A storage that is not whole yet
 * names the {@linkplain #parts() parts} that it has; the tests of the others are skipped, and each says why.
 *
 * @since 0.1
 */
public abstract class StorageContract {

    private final String urlPattern;

    /**
     * Makes the contract of one storage.
     *
     * @param urlPattern the storage's URL; {@value StorageUnderTest#DIRECTORY} in it stands for a new directory, and a
     *     URL without one for a store that is empty whenever it is opened
     */
    protected StorageContract(String urlPattern) {
        this.urlPattern = urlPattern;
    }

    /**
     * Names the parts that the storage has. A test that needs another part is skipped.
     *
     * @return all parts, unless a storage that is not whole yet says otherwise
     */
    protected Set<StoragePart> parts() {
        return EnumSet.allOf(StoragePart.class);
    }

    @BeforeEach
    final void skipWhatNeedsMissingParts(TestInfo test) {
        Needs needs = test.getTestClass().orElseThrow().getAnnotation(Needs.class);
        List<StoragePart> missing = Arrays.stream(needs.value())
                .filter(part -> !parts().contains(part))
                .toList();
        assumeTrue(missing.isEmpty(), () -> "Not tested: parts() says that this storage has no " + missing + ".");
    }

    /**
     * Units of work: all or nothing, one after the other, kept.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class UnitsOfWork extends UnitOfWorkContract {
        /** For JUnit. */
        public UnitsOfWork() {
            super(urlPattern);
        }
    }

    /**
     * Items.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class Items extends ItemContract {
        /** For JUnit. */
        public Items() {
            super(urlPattern);
        }
    }

    /**
     * Lists of items.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class ItemLists extends ItemListContract {
        /** For JUnit. */
        public ItemLists() {
            super(urlPattern);
        }
    }

    /**
     * Serial numbers.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class SerialNumbers extends SerialNumberContract {
        /** For JUnit. */
        public SerialNumbers() {
            super(urlPattern);
        }
    }

    /**
     * Reservations that end.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class Reservations extends ReservationContract {
        /** For JUnit. */
        public Reservations() {
            super(urlPattern);
        }
    }

    /**
     * The work in the background that ends reservations.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.EVENTS})
    public class ReservationEndings extends ReservationEndsContract {
        /** For JUnit. */
        public ReservationEndings() {
            super(urlPattern);
        }
    }

    /**
     * Lists of serial numbers.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class SerialNumberLists extends SerialNumberListContract {
        /** For JUnit. */
        public SerialNumberLists() {
            super(urlPattern);
        }
    }

    /**
     * First answers to requests with a key.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.IDEMPOTENCY)
    public class Idempotency extends IdempotencyContract {
        /** For JUnit. */
        public Idempotency() {
            super(urlPattern);
        }
    }

    /**
     * API tokens.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.API_TOKENS)
    public class ApiTokens extends ApiTokenContract {
        /** For JUnit. */
        public ApiTokens() {
            super(urlPattern);
        }
    }

    /**
     * Pass types, their templates and files, and the versions that they give to passes.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class PassTypes extends PassTypeContract {
        /** For JUnit. */
        public PassTypes() {
            super(urlPattern);
        }
    }

    /**
     * Passes, their packages, and the tags of their types.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class Passes extends PassContract {
        /** For JUnit. */
        public Passes() {
            super(urlPattern);
        }
    }

    /**
     * Passes that are tied to serial numbers.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class TiedPasses extends TiedPassContract {
        /** For JUnit. */
        public TiedPasses() {
            super(urlPattern);
        }
    }

    /**
     * The traces of deleted passes.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class PassDeletions extends PassDeletionContract {
        /** For JUnit. */
        public PassDeletions() {
            super(urlPattern);
        }
    }

    /**
     * Packages that were made here and are kept.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.WALLET)
    public class KeptPackages extends KeptPackageContract {
        /** For JUnit. */
        public KeptPackages() {
            super(urlPattern);
        }
    }

    /**
     * Lists of passes.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class PassLists extends PassListContract {
        /** For JUnit. */
        public PassLists() {
            super(urlPattern);
        }
    }

    /**
     * Registrations, and what they make new to a device.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class Registrations extends RegistrationContract {
        /** For JUnit. */
        public Registrations() {
            super(urlPattern);
        }
    }

    /**
     * Device logs.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.DEVICE_LOGS)
    public class DeviceLogs extends DeviceLogContract {
        /** For JUnit. */
        public DeviceLogs() {
            super(urlPattern);
        }
    }

    /**
     * The servers on a store: what they agree upon, and who is ready.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.SERVERS)
    public class Servers extends ServerContract {
        /** For JUnit. */
        public Servers() {
            super(urlPattern);
        }
    }

    /**
     * The event log, and how far its consumers have come.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.EVENTS})
    public class Events extends EventContract {
        /** For JUnit. */
        public Events() {
            super(urlPattern);
        }
    }

    /**
     * Old events go.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.EVENTS)
    public class EventTrims extends EventTrimContract {
        /** For JUnit. */
        public EventTrims() {
            super(urlPattern);
        }
    }

    /**
     * The events of the things that an organization sets up, of which the audit trail tells.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.API_TOKENS, StoragePart.EVENTS})
    public class EventsOfAdministration extends AdministrationEventContract {
        /** For JUnit. */
        public EventsOfAdministration() {
            super(urlPattern);
        }
    }

    /**
     * The events that services write, for each change one.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.EVENTS})
    public class EventsOfServices extends ServiceEventContract {
        /** For JUnit. */
        public EventsOfServices() {
            super(urlPattern);
        }
    }

    /**
     * The checks of a store.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.EVENTS})
    public class Examinations extends ExaminationContract {
        /** For JUnit. */
        public Examinations() {
            super(urlPattern);
        }
    }

    /**
     * Readers that wait for events.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.EVENTS)
    public class EventWaiting extends EventWaitContract {
        /** For JUnit. */
        public EventWaiting() {
            super(urlPattern);
        }
    }

    /**
     * Listeners that are told of events.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.EVENTS})
    public class EventListening extends EventListenerContract {
        /** For JUnit. */
        public EventListening() {
            super(urlPattern);
        }
    }

    /**
     * Registrations whose devices are to be told, and how far they were.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.PUSHES})
    public class Pushes extends PushContract {
        /** For JUnit. */
        public Pushes() {
            super(urlPattern);
        }
    }

    /**
     * Webhooks.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.WEBHOOKS)
    public class Webhooks extends WebhookContract {
        /** For JUnit. */
        public Webhooks() {
            super(urlPattern);
        }
    }

    /**
     * Links by which customers get passes.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET})
    public class Links extends LinkContract {
        /** For JUnit. */
        public Links() {
            super(urlPattern);
        }
    }

    /**
     * What links lead to.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.WALLET, StoragePart.SERVERS})
    public class LinksOfCustomers extends LinkServiceContract {
        /** For JUnit. */
        public LinksOfCustomers() {
            super(urlPattern);
        }
    }

    /**
     * By which barcodes passes are found.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.WALLET)
    public class Barcodes extends BarcodeContract {
        /** For JUnit. */
        public Barcodes() {
            super(urlPattern);
        }
    }

    /**
     * A pass is redeemed once, whatever runs at the same time.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.EVENTS, StoragePart.SERVERS})
    public class Redemptions extends RedemptionContract {
        /** For JUnit. */
        public Redemptions() {
            super(urlPattern);
        }
    }

    /**
     * What devices did last.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.PUSHES})
    public class Traces extends TraceContract {
        /** For JUnit. */
        public Traces() {
            super(urlPattern);
        }
    }

    /**
     * How often things happened in each hour.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.EVENTS})
    public class Activity extends ActivityContract {
        /** For JUnit. */
        public Activity() {
            super(urlPattern);
        }
    }

    /**
     * Runs of imports.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.IMPORTS})
    public class Imports extends ImportContract {
        /** For JUnit. */
        public Imports() {
            super(urlPattern);
        }
    }

    /**
     * Imports in the background.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.EVENTS, StoragePart.SERVERS, StoragePart.IMPORTS})
    public class ImportsInBackground extends ImportRunServiceContract {
        /** For JUnit. */
        public ImportsInBackground() {
            super(urlPattern);
        }
    }

    /**
     * What came of the messages to webhooks, and what is to be sent next.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.WEBHOOKS)
    public class Deliveries extends DeliveryContract {
        /** For JUnit. */
        public Deliveries() {
            super(urlPattern);
        }
    }

    /**
     * Devices are told of changes, whatever crashes in between.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.SERVERS, StoragePart.WALLET, StoragePart.EVENTS, StoragePart.PUSHES})
    public class Pushing extends PushServiceContract {
        /** For JUnit. */
        public Pushing() {
            super(urlPattern);
        }
    }

    /**
     * No device misses an update.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.WALLET, StoragePart.EVENTS})
    public class Updates extends NoLostUpdateContract {
        /** For JUnit. */
        public Updates() {
            super(urlPattern);
        }
    }

    /**
     * Many threads at once.
     *
     * @since 0.1
     */
    @Nested
    @Needs(StoragePart.INVENTORY)
    public class Concurrency extends ConcurrencyContract {
        /** For JUnit. */
        public Concurrency() {
            super(urlPattern);
        }
    }

    /**
     * Two storages that are open on one store.
     *
     * @since 0.1
     */
    @Nested
    @Needs({
        StoragePart.INVENTORY,
        StoragePart.IDEMPOTENCY,
        StoragePart.SERVERS,
        StoragePart.WALLET,
        StoragePart.EVENTS,
        StoragePart.PUSHES,
        StoragePart.SHARING
    })
    public class SharedStores extends SharedStoreContract {
        /** For JUnit. */
        public SharedStores() {
            super(urlPattern);
        }
    }

    /**
     * Shares, deadlines, and clients that have gone.
     *
     * @since 0.1
     */
    @Nested
    @Needs({StoragePart.INVENTORY, StoragePart.TURNS})
    public class Turns extends TurnContract {
        /** For JUnit. */
        public Turns() {
            super(urlPattern);
        }
    }
}
