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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** An empty store of each URL, in files that are copied for the next test: to make a store takes ten times as long. */
    private static final Map<String, Path> EMPTY_STORES = new ConcurrentHashMap<>();

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
     * Opens a store. A store that is kept in files is made once, closed, and copied for each test.
     *
     * @param urlPattern the storage's URL; {@value #DIRECTORY} in it stands for a new directory
     * @return the store
     */
    public static StorageUnderTest open(String urlPattern) {
        try {
            Path directory = newDirectory();
            if (urlPattern.contains(DIRECTORY)) {
                copy(EMPTY_STORES.computeIfAbsent(urlPattern, StorageUnderTest::emptyStore), directory);
            }
            return new StorageUnderTest(directory, in(directory, urlPattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() throws IOException {
        return Files.createTempDirectory("serialpass-test");
    }

    private static String in(Path directory, String urlPattern) {
        return urlPattern.replace(DIRECTORY, directory.toString());
    }

    private static Path emptyStore(String urlPattern) {
        try {
            Path directory = newDirectory();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
            Storages.open(in(directory, urlPattern)).close();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
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
        remove(directory);
    }
}
