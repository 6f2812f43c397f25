package io.serialpass;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.service.InForceService;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.PassPackager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of the watch while the store does not answer. */
class CertificateWatchTest {

    private final Logger logger = Logger.getLogger(CertificateWatch.class.getName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** A storage of which all work fails. */
    private static final class FailingStorage implements Storage {

        private final Supplier<StorageException> failure;

        FailingStorage(Supplier<StorageException> failure) {
            this.failure = failure;
        }

        @Override
        public <T> T read(ReadWork<T> work) {
            throw failure.get();
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            throw failure.get();
        }

        @Override
        public void check() {
            throw failure.get();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    private static void lookTwice(Supplier<StorageException> failure) {
        PassPackager packager = PassPackager.none();
        ServerId self = ServerId.random(new SecureRandom());
        InForceService inForce = new InForceService(new FailingStorage(failure), Clock.systemUTC(), packager, self);
        try (CertificateWatch watch = new CertificateWatch(packager, inForce)) {
            watch.look();
            watch.look();
        }
    }

    @Test
    void aReasonThatTheStorageLogsIsNotLoggedAgain() {
        lookTwice(() -> new StorageUnavailableException(Reason.LOCKED, "Another program keeps the store locked."));
        assertThat(records).isEmpty();
    }

    @Test
    void anotherFailureIsLoggedOnce() {
        lookTwice(() -> new StorageException("The store failed."));
        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.SEVERE);
    }
}
