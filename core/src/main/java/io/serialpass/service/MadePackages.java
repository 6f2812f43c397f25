package io.serialpass.service;

import io.serialpass.metrics.Metrics;
import io.serialpass.metrics.PackagePlace;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UnmadePackageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes each version of a package once, however many phones ask for it at once: the first caller makes it, and the others wait.
 * A package that was made is looked for in memory, then where it is kept. If the newest version cannot be made, the package of
 * the version before stays. Safe for use by many threads.
 */
final class MadePackages {

    private static final Logger LOGGER = System.getLogger(MadePackages.class.getName());

    private final PassPackager packager;
    private final PackageMemory memory;
    private final KeptPackages kept;
    private final ConcurrentMap<PassId, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();
    private final Metrics metrics;

    /**
     * Makes the one place where packages are made.
     *
     * @param packager makes a package that is neither in memory nor kept
     * @param memory remembers packages
     * @param kept keeps packages for longer
     * @param metrics takes where packages were found, and how long they take to be made
     */
    MadePackages(PassPackager packager, PackageMemory memory, KeptPackages kept, Metrics metrics) {
        this.packager = packager;
        this.memory = memory;
        this.kept = kept;
        this.metrics = metrics;
    }

    /**
     * The answer to all who ask for a version at the same time.
     *
     * @param wanted the version
     * @param content its package, or where it cannot be made the package of the version before
     */
    private record Answer(PassVersion wanted, PackageOfVersion content) {}

    /** How many packages were made and signed until now. */
    long made() {
        return made.get();
    }

    /**
     * Gives a package that is in memory.
     *
     * @param id the pass
     * @param version the version wanted
     * @return the package of this version or a newer one; empty if it is not in memory
     */
    Optional<PackageOfVersion> held(PassId id, PassVersion version) {
        return memory.find(id).filter(content -> content.version().isAsNewAs(version));
    }

    /**
     * Tells the version and, where it is known, the length of the package that {@link #make} would give. Makes and signs none.
     *
     * @return empty if {@code make} would give none
     * @throws UnmadePackageException if the package can be made a moment later, or elsewhere, and not now
     */
    Optional<PackageHead> describe(PassContent content) {
        return held(content.pass().id(), content.version())
                .or(() -> kept(content))
                .map(PackageHead::of)
                .or(() -> packager.describe(content))
                .or(() -> before(content.pass()).map(PackageHead::of));
    }

    /**
     * Gives the package of a pass, and makes it where it was not made before.
     *
     * @throws UnmadePackageException if it cannot be made, and no version before it is there
     */
    PackageOfVersion make(PassContent content) {
        PassId id = content.pass().id();
        PassVersion wanted = content.version();
        while (true) {
            Optional<PackageOfVersion> held = held(id, wanted);
            if (held.isPresent()) {
                metrics.packageFound(PackagePlace.MEMORY);
                return held.get();
            }
            CompletableFuture<Answer> mine = new CompletableFuture<>();
            CompletableFuture<Answer> others = underWay.putIfAbsent(id, mine);
            if (others == null) {
                return makeAndTell(content, mine);
            }
            Answer answer = join(others);
            if (answer.wanted().isAsNewAs(wanted)) {
                metrics.packageFound(PackagePlace.MEMORY);
                return answer.content();
            }
        }
    }

    private PackageOfVersion makeAndTell(PassContent content, CompletableFuture<Answer> waiting) {
        try {
            PackageOfVersion result = makeOrKeep(content);
            waiting.complete(new Answer(content.version(), result));
            return result;
        } catch (RuntimeException | Error e) {
            waiting.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(content.pass().id(), waiting);
        }
    }

    private PackageOfVersion makeOrKeep(PassContent content) {
        PassId id = content.pass().id();
        // Another caller may have made it between this caller's look into memory and its turn.
        Optional<PackageOfVersion> there = held(id, content.version());
        if (there.isPresent()) {
            metrics.packageFound(PackagePlace.MEMORY);
            return there.get();
        }
        there = kept(content);
        if (there.isPresent()) {
            metrics.packageFound(PackagePlace.STORE);
            return there.get();
        }
        try {
            PackageOfVersion result = measuredMake(content);
            made.incrementAndGet();
            metrics.packageFound(PackagePlace.MADE);
            kept.keep(content, result);
            return remember(content.pass(), result);
        } catch (UnmadePackageException e) {
            Optional<PackageOfVersion> before = e.isForNow() ? Optional.empty() : before(content.pass());
            if (before.isEmpty()) {
                throw e;
            }
            LOGGER.log(
                    Level.WARNING,
                    "The newest version of the pass {0} cannot be made, the one before stays: {1}",
                    id,
                    e.getMessage());
            return before.get();
        }
    }

    private PackageOfVersion measuredMake(PassContent content) {
        long begin = System.nanoTime();
        boolean isDone = false;
        try {
            PackageOfVersion result = packager.make(content);
            isDone = true;
            return result;
        } finally {
            metrics.packageMade(System.nanoTime() - begin, isDone);
        }
    }

    /** The package of this version or a newer one that is not in memory any more. */
    private Optional<PackageOfVersion> kept(PassContent content) {
        return kept.find(content.pass().id(), version -> version.isAsNewAs(content.version()))
                .map(found -> remember(content.pass(), found));
    }

    /** The last package that could be made of this pass, and not of a deleted pass that had its name. */
    private Optional<PackageOfVersion> before(Pass pass) {
        return memory.find(pass).or(() -> kept.find(pass.id(), any -> true).map(content -> remember(pass, content)));
    }

    private PackageOfVersion remember(Pass pass, PackageOfVersion content) {
        memory.put(pass, content);
        return content;
    }

    private static Answer join(CompletableFuture<Answer> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
