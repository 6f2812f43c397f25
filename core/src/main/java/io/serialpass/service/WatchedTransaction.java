package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.OwnedEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ActivityWriter;
import io.serialpass.storage.ApiTokenWriter;
import io.serialpass.storage.BarcodeWriter;
import io.serialpass.storage.DeviceLogWriter;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.IdempotencyWriter;
import io.serialpass.storage.ImportWriter;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.LinkWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.PushWriter;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.ServerWriter;
import io.serialpass.storage.TraceWriter;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.storage.WriteTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A unit of work that notes whether it adds events.
 *
 * @param tx does the work
 * @param note where to note it
 */
record WatchedTransaction(WriteTransaction tx, Note note) implements WriteTransaction {

    /** The events that were added. Set by the thread that does the work, and read by the caller once it is done. */
    static final class Note {
        private final List<WalletEvent> ofWallet = new ArrayList<>();
        private boolean appended;
        private boolean undone;

        /** Forgets what an earlier run of the same work did: a storage may carry out a unit of work twice. */
        void begin() {
            ofWallet.clear();
            appended = false;
            undone = false;
        }

        boolean isAppended() {
            return appended;
        }

        /** The events of passes and registrations; none if the unit of work undid what it did. */
        List<WalletEvent> ofWallet() {
            return undone ? List.of() : ofWallet;
        }
    }

    @Override
    public ItemWriter items() {
        return tx.items();
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return tx.serialNumbers();
    }

    @Override
    public ApiTokenWriter apiTokens() {
        return tx.apiTokens();
    }

    @Override
    public PassTypeWriter passTypes() {
        return tx.passTypes();
    }

    @Override
    public PassWriter passes() {
        return tx.passes();
    }

    @Override
    public RegistrationWriter registrations() {
        return tx.registrations();
    }

    @Override
    public DeviceLogWriter deviceLogs() {
        return tx.deviceLogs();
    }

    @Override
    public IdempotencyWriter idempotency() {
        return tx.idempotency();
    }

    @Override
    public ServerWriter servers() {
        return tx.servers();
    }

    @Override
    public EventWriter events() {
        return new WatchedEvents(tx.events(), note);
    }

    @Override
    public PushWriter pushes() {
        return tx.pushes();
    }

    @Override
    public TraceWriter traces() {
        return tx.traces();
    }

    @Override
    public WebhookWriter webhooks() {
        return tx.webhooks();
    }

    @Override
    public BarcodeWriter barcodes() {
        return tx.barcodes();
    }

    @Override
    public LinkWriter links() {
        return tx.links();
    }

    @Override
    public ActivityWriter activity() {
        return tx.activity();
    }

    @Override
    public ImportWriter imports() {
        return tx.imports();
    }

    @Override
    public void setRollbackOnly() {
        note.undone = true;
        tx.setRollbackOnly();
    }

    /** An event log that notes when something is added to it. */
    private record WatchedEvents(EventWriter events, Note note) implements EventWriter {

        @Override
        public void append(WalletEvent event, Instant time) {
            events.append(event, time);
            note.appended = true;
            note.ofWallet.add(event);
        }

        @Override
        public void append(Organization organization, OwnedEvent event, Instant time) {
            events.append(organization, event, time);
            note.appended = true;
        }

        @Override
        public EventBounds bounds() {
            return events.bounds();
        }

        @Override
        public List<LoggedEvent> list(long after, int most) {
            return events.list(after, most);
        }

        @Override
        public List<LoggedEvent> list(Organization organization, long after, int most) {
            return events.list(organization, after, most);
        }

        @Override
        public OptionalLong positionOf(ConsumerName consumer) {
            return events.positionOf(consumer);
        }

        @Override
        public List<EventConsumer> consumers() {
            return events.consumers();
        }

        @Override
        public void putPosition(ConsumerName consumer, long position) {
            events.putPosition(consumer, position);
        }

        @Override
        public void removeConsumer(ConsumerName consumer) {
            events.removeConsumer(consumer);
        }

        @Override
        public int trim(Instant before, long most, int atOnce) {
            return events.trim(before, most, atOnce);
        }
    }
}
