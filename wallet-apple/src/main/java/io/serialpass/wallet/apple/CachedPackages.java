package io.serialpass.wallet.apple;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.KeptPackages;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
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
import java.util.Set;
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
    private final Cache<PassId, Held> packages;
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
                .weigher((PassId id, Held held) -> held.content().pkpass().length + BYTES_BESIDE)
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
        return Optional.ofNullable(packages.getIfPresent(id))
                .map(Held::content)
                .filter(content -> isAsNew(content.version(), version));
    }

    @Override
    public Optional<PackageHead> describe(PassContent content) {
        PassId id = content.pass().id();
        return held(id, content.version())
                .or(() -> kept(content))
                .map(PackageHead::of)
                .or(() -> packager.describe(content))
                .or(() -> before(content.pass()).map(PackageHead::of));
    }

    /** A package that is not at hand any more, of this version or a newer one. */
    private Optional<PackageOfVersion> kept(PassContent content) {
        return keptPackages
                .find(content.pass().id(), kept -> isAsNew(kept, content.version()))
                .map(found -> hold(content.pass(), found));
    }

    private static boolean isAsNew(PassVersion one, PassVersion another) {
        return one.tag().compareTo(another.tag()) >= 0;
    }

    /**
     * A package that is at hand.
     *
     * @param pass the number of the pass, which no other pass of the store has or had
     * @param content its package
     */
    private record Held(long pass, PackageOfVersion content) {}

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
        Optional<PackageOfVersion> there = held(id, content.version()).or(() -> kept(content));
        if (there.isPresent()) {
            return there.get();
        }
        try {
            PackageOfVersion result = packager.make(content);
            made.incrementAndGet();
            keptPackages.keep(content, result);
            return hold(content.pass(), result);
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

    /** The last package that could be made, of this pass and not of a deleted one that had its name. */
    private Optional<PackageOfVersion> before(Pass pass) {
        return Optional.ofNullable(packages.getIfPresent(pass.id()))
                .filter(held -> held.pass() == pass.number())
                .map(Held::content)
                .or(() -> keptPackages.find(pass.id(), any -> true).map(content -> hold(pass, content)));
    }

    private PackageOfVersion hold(Pass pass, PackageOfVersion content) {
        packages.asMap()
                .merge(
                        pass.id(),
                        new Held(pass.number(), content),
                        (before, after) -> isAsNew(
                                        before.content().version(),
                                        after.content().version())
                                ? before
                                : after);
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
    public byte[] sign(PassTypeIdentifier type, Optional<String> signer, byte[] data) {
        return packager.sign(type, signer, data);
    }

    @Override
    public Optional<String> signer(PassTypeIdentifier type) {
        return packager.signer(type);
    }

    @Override
    public Set<String> signers() {
        return packager.signers();
    }

    @Override
    public Signing signing(PassTypeIdentifier type, String signer) {
        return packager.signing(type, signer);
    }

    @Override
    public Optional<String> webServiceUrl() {
        return packager.webServiceUrl();
    }
}
