package io.serialpass.storage.testkit;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreExamination;
import io.serialpass.storage.StoreFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One empty store for one test, gone after it. For one thread, except {@link #storage()}.
 *
 * @see #open(String)
 * @since 0.1
 */
public final class StorageUnderTest implements AutoCloseable {

    /** Stands in a URL for a new directory of its own. */
    public static final String DIRECTORY = "{directory}";

    private final Path directory;
    private final String url;
    private Storage storage;
    private final List<Storage> others = new ArrayList<>();

    private StorageUnderTest(Path directory, String url) {
        this.directory = directory;
        this.url = url;
        this.storage = Storages.open(url);
    }

    /**
     * Opens a store.
     *
     * @param urlPattern the storage's URL; {@value #DIRECTORY} in it stands for a new directory
     * @return the store
     */
    public static StorageUnderTest open(String urlPattern) {
        try {
            Path directory = Files.createTempDirectory("serialpass-test");
            return new StorageUnderTest(directory, urlPattern.replace(DIRECTORY, directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The storage.
     *
     * @return the storage, open
     */
    public Storage storage() {
        return storage;
    }

    /**
     * Closes the storage and opens it again.
     *
     * @param options its limits from now on
     * @return the storage, open
     */
    public Storage reopen(StorageOptions options) {
        storage.close();
        storage = Storages.open(url, options);
        return storage;
    }

    /**
     * Opens another storage on the same store, as another server does.
     *
     * @return that storage, which is closed with this
     */
    public Storage openAnother() {
        Storage other = Storages.open(url);
        others.add(other);
        return other;
    }

    /**
     * Looks whether the store is sound, by what the SPI has for each store, and if the store is kept, by its provider too.
     *
     * @return what is wrong, as it was told
     * @since 0.1
     */
    public List<StoreFinding> problems() {
        List<StoreFinding> findings = new ArrayList<>();
        storage.read(view -> {
            StoreExamination.all(view, findings::add);
            return true;
        });
        if (url.contains(directory.toString())) {
            Storages.check(url, findings::add);
        }
        return findings.stream().filter(finding -> !finding.isSound()).toList();
    }

    /** Closes the storages and removes their directory. */
    @Override
    public void close() {
        others.forEach(Storage::close);
        storage.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
