package io.serialpass.storage.testkit;

import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageProvider;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Deadline;
import io.serialpass.turn.Turn;
import java.util.function.Consumer;

/**
 * For the tests of programs that write: before the URL of any storage, {@value #PREFIX} makes each unit of work that writes
 * run twice, the first time undone. A storage may do that at any time; what changes anything but the store shows here.
 *
 * @since 0.1
 */
public final class TwiceStorageProvider implements StorageProvider {

    /** Stands before the URL of the storage that is written to. */
    public static final String PREFIX = "twice:";

    /** For {@link java.util.ServiceLoader}. */
    public TwiceStorageProvider() {}

    @Override
    public String urlPattern() {
        return PREFIX + "URL";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public Storage open(String url, StorageOptions options) {
        return new Twice(Storages.open(url.substring(PREFIX.length()), options));
    }

    @Override
    public void check(String url, Consumer<StoreFinding> findings) {
        Storages.check(url.substring(PREFIX.length()), findings);
    }

    private record Twice(Storage storage) implements Storage {

        @Override
        public <T> T read(ReadWork<T> work) {
            return storage.read(work);
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            storage.write(tx -> {
                tx.setRollbackOnly();
                try {
                    work.in(tx);
                } catch (RuntimeException e) {
                    // The second run throws it too, or should not.
                }
                return true;
            });
            // The work has begun, so its deadline counts no more.
            return Turn.current().until(Deadline.NEVER).unlessGone(() -> false).call(() -> storage.write(work));
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
