package io.serialpass.service;

import io.serialpass.query.Page;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.DeviceLogQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what devices log, bounded by age and number: anybody can write it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeviceLogService {

    /** The most entries of one call that are kept. */
    public static final int MOST_AT_ONCE = 100;

    private final Storage storage;
    private final Clock clock;
    private final Duration longest;
    private final long most;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of the time that an entry comes
     * @param longest how long an entry is kept
     * @param most how many entries are kept, 1 or more
     */
    public DeviceLogService(Storage storage, Clock clock, Duration longest, long most) {
        if (most < 1) {
            throw new IllegalArgumentException("most " + most + " < 1");
        }
        this.storage = storage;
        this.clock = clock;
        this.longest = longest;
        this.most = most;
    }

    /**
     * Keeps messages, and removes the oldest if there are too many.
     *
     * @param messages the messages that a device sent; empty messages are dropped, and so are those after the first {@value
     *     #MOST_AT_ONCE}
     */
    public void add(List<String> messages) {
        List<DeviceLogMessage> kept = messages.stream()
                .filter(message -> !message.isEmpty())
                .limit(MOST_AT_ONCE)
                .map(DeviceLogMessage::parse)
                .toList();
        if (kept.isEmpty()) {
            return;
        }
        Instant now = Moments.now(clock);
        storage.write(tx -> {
            tx.deviceLogs().insert(kept, now);
            tx.deviceLogs().prune(now.minus(longest), most);
            return kept.size();
        });
    }

    /**
     * Lists device logs that are not too old.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<DeviceLogEntry> list(DeviceLogQuery query) {
        DeviceLogQuery recent = query.toBuilder()
                .dateCreated(query.dateCreated().notBefore(Moments.now(clock).minus(longest)))
                .build();
        return storage.read(view -> view.deviceLogs().list(recent));
    }
}
