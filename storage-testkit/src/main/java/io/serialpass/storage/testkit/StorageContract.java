package io.serialpass.storage.testkit;

import org.junit.jupiter.api.Nested;

/**
 * Every promise of the storage SPI. A storage's whole test is one line:
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract { MyStorageTest() { super("my:{directory}/store"); } }
 * }</pre>
 *
 * <p>The storage is found by its URL, as a user would find it. Each test gets an empty store.
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

    /** Units of work: all or nothing, one after the other, kept. */
    @Nested
    public class UnitsOfWork extends UnitOfWorkContract {
        /** For JUnit. */
        public UnitsOfWork() {
            super(urlPattern);
        }
    }

    /** Items. */
    @Nested
    public class Items extends ItemContract {
        /** For JUnit. */
        public Items() {
            super(urlPattern);
        }
    }

    /** Lists of items. */
    @Nested
    public class ItemLists extends ItemListContract {
        /** For JUnit. */
        public ItemLists() {
            super(urlPattern);
        }
    }

    /** Serial numbers. */
    @Nested
    public class SerialNumbers extends SerialNumberContract {
        /** For JUnit. */
        public SerialNumbers() {
            super(urlPattern);
        }
    }

    /** Lists of serial numbers. */
    @Nested
    public class SerialNumberLists extends SerialNumberListContract {
        /** For JUnit. */
        public SerialNumberLists() {
            super(urlPattern);
        }
    }

    /** First answers to requests with a key. */
    @Nested
    public class Idempotency extends IdempotencyContract {
        /** For JUnit. */
        public Idempotency() {
            super(urlPattern);
        }
    }

    /** API tokens. */
    @Nested
    public class ApiTokens extends ApiTokenContract {
        /** For JUnit. */
        public ApiTokens() {
            super(urlPattern);
        }
    }

    /** Pass types, their templates and files, and the versions that they give to passes. */
    @Nested
    public class PassTypes extends PassTypeContract {
        /** For JUnit. */
        public PassTypes() {
            super(urlPattern);
        }
    }

    /** Passes, their packages, and the tags of their types. */
    @Nested
    public class Passes extends PassContract {
        /** For JUnit. */
        public Passes() {
            super(urlPattern);
        }
    }

    /** The traces of deleted passes. */
    @Nested
    public class PassDeletions extends PassDeletionContract {
        /** For JUnit. */
        public PassDeletions() {
            super(urlPattern);
        }
    }

    /** Packages that were made here and are kept. */
    @Nested
    public class KeptPackages extends KeptPackageContract {
        /** For JUnit. */
        public KeptPackages() {
            super(urlPattern);
        }
    }

    /** Lists of passes. */
    @Nested
    public class PassLists extends PassListContract {
        /** For JUnit. */
        public PassLists() {
            super(urlPattern);
        }
    }

    /** Registrations, and what they make new to a device. */
    @Nested
    public class Registrations extends RegistrationContract {
        /** For JUnit. */
        public Registrations() {
            super(urlPattern);
        }
    }

    /** Device logs. */
    @Nested
    public class DeviceLogs extends DeviceLogContract {
        /** For JUnit. */
        public DeviceLogs() {
            super(urlPattern);
        }
    }

    /** The servers on a store: what they agree upon, and who is ready. */
    @Nested
    public class Servers extends ServerContract {
        /** For JUnit. */
        public Servers() {
            super(urlPattern);
        }
    }

    /** The event log, and how far its consumers have come. */
    @Nested
    public class Events extends EventContract {
        /** For JUnit. */
        public Events() {
            super(urlPattern);
        }
    }

    /** Old events go. */
    @Nested
    public class EventTrims extends EventTrimContract {
        /** For JUnit. */
        public EventTrims() {
            super(urlPattern);
        }
    }

    /** The events that services write, for each change one. */
    @Nested
    public class EventsOfServices extends ServiceEventContract {
        /** For JUnit. */
        public EventsOfServices() {
            super(urlPattern);
        }
    }

    /** Readers that wait for events. */
    @Nested
    public class EventWaiting extends EventWaitContract {
        /** For JUnit. */
        public EventWaiting() {
            super(urlPattern);
        }
    }

    /** Listeners that are told of events. */
    @Nested
    public class EventListening extends EventListenerContract {
        /** For JUnit. */
        public EventListening() {
            super(urlPattern);
        }
    }

    /** No device misses an update. */
    @Nested
    public class Updates extends NoLostUpdateContract {
        /** For JUnit. */
        public Updates() {
            super(urlPattern);
        }
    }

    /** Many threads at once. */
    @Nested
    public class Concurrency extends ConcurrencyContract {
        /** For JUnit. */
        public Concurrency() {
            super(urlPattern);
        }
    }

    /** Shares, deadlines, and clients that have gone. */
    @Nested
    public class Turns extends TurnContract {
        /** For JUnit. */
        public Turns() {
            super(urlPattern);
        }
    }
}
