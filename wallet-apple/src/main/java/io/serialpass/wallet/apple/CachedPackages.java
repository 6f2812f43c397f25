package io.serialpass.wallet.apple;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.KeptPackages;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UnmadePackageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the newest packages at hand that a packager made, up to a number of bytes, so that each version of a pass is made and
 * signed once, however many phones ask for it at once. What is not at hand any more may still be kept elsewhere. Where the
 * newest version cannot be made, the one before stays. Safe for use by many threads.
 */
public final class CachedPackages implements PassPackager {

    private static final Logger LOGGER = System.getLogger(CachedPackages.class.getName());

    /** About what the cache itself takes for a package. */
    private static final int BYTES_BESIDE = 500;

    private final PassPackager packager;
    private final KeptPackages keptPackages;
    private final Cache<PassId, PackageOfVersion> packages;
    private final ConcurrentMap<PassId, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();

    /**
     * Makes a cache over a packager.
     *
     * @param packager makes what is not at hand
     * @param mostBytes how many bytes of packages are at hand
     * @param keptPackages keeps packages that are not at hand any more, or {@link KeptPackages#none()}
     */
    public CachedPackages(PassPackager packager, long mostBytes, KeptPackages keptPackages) {
        this.packager = packager;
        this.keptPackages = keptPackages;
        this.packages = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((PassId id, PackageOfVersion content) -> content.pkpass().length + BYTES_BESIDE)
                .build();
    }

    /**
     * How many packages were made and signed until now.
     *
     * @return the number
     */
    public long made() {
        return made.get();
    }

    @Override
    public Optional<PackageOfVersion> held(PassId id, PassVersion version) {
        return Optional.ofNullable(packages.getIfPresent(id)).filter(content -> isAsNew(content.version(), version));
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        PassId id = content.pass().id();
        return held(id, content.version())
                .or(() -> kept(id, content.version()))
                .map(PackageHead::of)
                .or(() -> packager.describe(content))
                .or(() -> before(id).map(PackageHead::of));
    }

    /** A package that is not at hand any more, of this version or a newer one. */
    private Optional<PackageOfVersion> kept(PassId id, PassVersion version) {
        return keptPackages.find(id, kept -> isAsNew(kept, version)).map(content -> hold(id, content));
    }

    private static boolean isAsNew(PassVersion one, PassVersion another) {
        return one.tag().compareTo(another.tag()) >= 0;
    }

    /**
     * What came of asking for a version.
     *
     * @param wanted the version
     * @param content its package, or where it cannot be made the one before
     */
    private record Answer(PassVersion wanted, PackageOfVersion content) {}

    @Override
    public PackageOfVersion make(PassContent content) {
        PassId id = content.pass().id();
        PassVersion wanted = content.version();
        while (true) {
            Optional<PackageOfVersion> held = held(id, wanted);
            if (held.isPresent()) {
                return held.get();
            }
            CompletableFuture<Answer> mine = new CompletableFuture<>();
            CompletableFuture<Answer> others = underWay.putIfAbsent(id, mine);
            if (others == null) {
                return makeAndTell(content, mine);
            }
            Answer answer = join(others);
            if (answer.wanted().tag().compareTo(wanted.tag()) >= 0) {
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
        // Another one may have ended between this one's look at what is at hand and its turn.
        Optional<PackageOfVersion> there = held(id, content.version()).or(() -> kept(id, content.version()));
        if (there.isPresent()) {
            return there.get();
        }
        try {
            PackageOfVersion result = packager.make(content);
            made.incrementAndGet();
            keptPackages.keep(content, result);
            return hold(id, result);
        } catch (UnmadePackageException e) {
            Optional<PackageOfVersion> before = e.isForNow() ? Optional.empty() : before(id);
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

    /** The last package that could be made. */
    private Optional<PackageOfVersion> before(PassId id) {
        return Optional.ofNullable(packages.getIfPresent(id))
                .or(() -> keptPackages.find(id, any -> true).map(content -> hold(id, content)));
    }

    private PackageOfVersion hold(PassId id, PackageOfVersion content) {
        packages.asMap()
                .merge(id, content, (before, after) -> isAsNew(before.version(), after.version()) ? before : after);
        return content;
    }

    private static Answer join(CompletableFuture<Answer> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnmadePackageException unmade) {
                throw unmade;
            }
            throw e;
        }
    }

    @Override
    public List<Finding> examine(PassTypeContent content) {
        return packager.examine(content);
    }

    @Override
    public List<Finding> examine(PassContent content) {
        return packager.examine(content);
    }

    @Override
    public List<Finding> examineSigner(PassTypeContent content) {
        return packager.examineSigner(content);
    }

    @Override
    public SortedMap<String, byte[]> files(PassContent content) {
        return packager.files(content);
    }

    @Override
    public byte[] sign(PassTypeIdentifier type, byte[] data) {
        return packager.sign(type, data);
    }

    @Override
    public Optional<String> signer(PassTypeIdentifier type) {
        return packager.signer(type);
    }
}
