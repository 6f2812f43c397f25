package io.serialpass.service;

import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Gives all who want the same package at the same time the same copy of its bytes. A copy is known for as long as somebody uses
 * it; nothing is kept beyond that. Safe for use by many threads.
 */
final class PackageCopies {

    private final ConcurrentMap<Key, Copy> copies = new ConcurrentHashMap<>();
    private final ReferenceQueue<byte[]> unused = new ReferenceQueue<>();

    private record Key(PassId id, UpdateTag tag) {}

    private static final class Copy extends WeakReference<byte[]> {

        private final Key key;

        Copy(Key key, byte[] pkpass, ReferenceQueue<byte[]> unused) {
            super(pkpass, unused);
            this.key = key;
        }
    }

    /**
     * Gives the copy that is in use. If there is none, one caller reads one, and the others wait for it.
     *
     * @param id the pass
     * @param version the version that the package is
     * @param read reads the package; what it throws is thrown, and nothing is remembered
     */
    PackageOfVersion get(PassId id, PassVersion version, Supplier<byte[]> read) {
        forgetUnused();
        List<byte[]> found = new ArrayList<>(1);
        copies.compute(new Key(id, version.tag()), (key, known) -> {
            byte[] there = known == null ? null : known.get();
            if (there != null) {
                found.add(there);
                return known;
            }
            byte[] pkpass = read.get();
            found.add(pkpass);
            return new Copy(key, pkpass, unused);
        });
        return new PackageOfVersion(version, found.get(0));
    }

    private void forgetUnused() {
        for (Reference<? extends byte[]> copy = unused.poll(); copy != null; copy = unused.poll()) {
            if (copy instanceof Copy gone) {
                copies.remove(gone.key, gone);
            }
        }
    }
}
