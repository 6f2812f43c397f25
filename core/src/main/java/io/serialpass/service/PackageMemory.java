package io.serialpass.service;

import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the newest package of each of some passes, up to a number of bytes. A package that was not asked for longest is
 * forgotten first. Safe for use by many threads.
 */
final class PackageMemory {

    /** About the bytes that an entry takes beside the package. */
    private static final int BYTES_BESIDE = 500;

    private final long mostBytes;

    /** In the order of the last use; guarded by itself. */
    private final Map<PassId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /**
     * Makes a memory.
     *
     * @param mostBytes how many bytes all packages and entries take together at most; 0 or less to remember none
     */
    PackageMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * A package that is remembered.
     *
     * @param pass the number of the pass, which no other pass of the store has or had
     * @param content the package
     */
    private record Entry(long pass, PackageOfVersion content) {

        long bytes() {
            return (long) content.pkpass().length + BYTES_BESIDE;
        }
    }

    /** Gives the package of a pass; empty if none is remembered. */
    Optional<PackageOfVersion> find(PassId id) {
        return entry(id).map(Entry::content);
    }

    /** Gives the package of this pass, and not that of a deleted pass which had the same name. */
    Optional<PackageOfVersion> find(Pass pass) {
        return entry(pass.id()).filter(entry -> entry.pass() == pass.number()).map(Entry::content);
    }

    private Optional<Entry> entry(PassId id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id));
        }
    }

    /** Remembers a package, unless one that is as new is remembered. */
    void put(Pass pass, PackageOfVersion content) {
        Entry entry = new Entry(pass.number(), content);
        synchronized (entries) {
            Entry before = entries.get(pass.id());
            if (entry.bytes() > mostBytes
                    || (before != null && before.content().version().isAsNewAs(content.version()))) {
                return;
            }
            entries.put(pass.id(), entry);
            bytes += entry.bytes() - (before == null ? 0 : before.bytes());
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
