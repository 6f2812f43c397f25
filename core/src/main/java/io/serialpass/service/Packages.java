package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.metrics.Metrics;
import io.serialpass.metrics.PackagePlace;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.ReadView;
import io.serialpass.wallet.InForce;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassVersion;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives the packages of passes. There is no other way to them. An uploaded package comes from the store, and all who fetch it
 * at the same time share one copy. A package that is made here comes from memory, from what is kept, or from the packager,
 * which makes each version once. All that a package is made of is read in the caller's snapshot; it is made after that, so that
 * no reader of the store waits for a signature. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class Packages implements AutoCloseable {

    /**
     * The memory that a package takes while it is made, in lengths of its files: the files, and the archive twice; or what was
     * kept of it, unpacked and put together.
     */
    private static final int COPIES_WHILE_MADE = 4;

    /** Reading a package of this size takes no longer than reading a list. */
    private static final long MOST_AT_ONCE = 256 * 1024;

    private final PassPackager packager;
    private final KeptPackages kept;
    private final MadePackages made;
    private final PackageCopies copies = new PackageCopies();
    private final Metrics metrics;

    /**
     * Makes the way to the packages of a store.
     *
     * @param packager makes and signs packages, or {@link PassPackager#none()}
     * @param memoryBytes how many bytes of made packages are kept in memory at most; 0 for none
     * @param kept keeps made packages for longer than memory does, or {@link KeptPackages#none()}; closed with this
     */
    public Packages(PassPackager packager, long memoryBytes, KeptPackages kept) {
        this(packager, memoryBytes, kept, Metrics.none());
    }

    /**
     * Makes the way to the packages of a store, and has the work told.
     *
     * @param packager makes and signs packages, or {@link PassPackager#none()}
     * @param memoryBytes how many bytes of made packages are kept in memory at most; 0 for none
     * @param kept keeps made packages for longer than memory does, or {@link KeptPackages#none()}; closed with this
     * @param metrics takes where packages were found, and how long they take to be made
     */
    public Packages(PassPackager packager, long memoryBytes, KeptPackages kept, Metrics metrics) {
        this.packager = packager;
        this.kept = kept;
        this.made = new MadePackages(packager, new PackageMemory(memoryBytes), kept, metrics);
        this.metrics = metrics;
    }

    /**
     * Makes the way to packages that are neither remembered nor kept.
     *
     * @param packager makes and signs packages, or {@link PassPackager#none()}
     * @return packages that are made anew for each who asks
     */
    public static Packages unkept(PassPackager packager) {
        return new Packages(packager, 0, KeptPackages.none());
    }

    /**
     * Gives what makes the packages.
     *
     * @return the packager
     */
    PassPackager packager() {
        return packager;
    }

    /**
     * Tells how many packages were made and signed until now.
     *
     * @return the number
     */
    public long made() {
        return made.made();
    }

    /** Keeps what waits to be kept, and ends the keeping. */
    @Override
    public void close() {
        kept.close();
    }

    /**
     * Reads the parts that the package of a pass is made of.
     *
     * @param room is asked for memory before anything large is read or made
     * @return gives the package, or throws an {@link io.serialpass.wallet.UnmadePackageException}; to be called outside of the
     *     snapshot; empty if the pass has none
     */
    Optional<Supplier<PackageOfVersion>> of(ReadView view, Pass pass, PackageRoom room) {
        return pass.version().map(version -> switch (pass.source()) {
            case MADE -> making(view, pass, version, room);
            case UPLOADED, NONE -> {
                PackageOfVersion uploaded = uploaded(view, pass, version, room);
                yield () -> uploaded;
            }
        });
    }

    /**
     * The package of the newest version, where no more than a short look into the store gives it. Of the pass itself, only the
     * head was read.
     *
     * @return the package; empty if the pass has none, or it is large, or it would have to be made or waited for
     */
    Optional<PackageOfVersion> atOnce(ReadView view, PassId id, PassHead head, PackageRoom room) {
        Optional<PassVersion> version = head.version();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        return switch (head.source()) {
            case MADE -> made.held(id, version.get());
            case UPLOADED -> {
                long length = view.passes().packageLength(id).orElse(Long.MAX_VALUE);
                yield length <= MOST_AT_ONCE
                        ? Optional.of(uploaded(view, id, version.get(), () -> length, room))
                        : Optional.empty();
            }
            case NONE -> Optional.empty();
        };
    }

    /** The package that was uploaded for a pass. */
    PackageOfVersion uploaded(ReadView view, Pass pass, PassVersion version, PackageRoom room) {
        return uploaded(
                view,
                pass.id(),
                version,
                () -> view.passes().packageLength(pass.id()).orElseThrow(),
                room);
    }

    /** The length is asked for only where the package is not in memory. */
    private PackageOfVersion uploaded(
            ReadView view, PassId id, PassVersion version, LongSupplier length, PackageRoom room) {
        return copies.get(id, version, () -> {
            room.take(length.getAsLong());
            return view.passes().packageOf(id).orElseThrow();
        });
    }

    private Supplier<PackageOfVersion> making(ReadView view, Pass pass, PassVersion version, PackageRoom room) {
        Optional<PackageOfVersion> held = made.held(pass.id(), version);
        if (held.isPresent()) {
            metrics.packageFound(PackagePlace.MEMORY);
            return held::get;
        }
        room.take(COPIES_WHILE_MADE * view.passTypes().contentLength(pass.id().passTypeIdentifier()));
        PassContent content = content(view, pass);
        return () -> made.make(content);
    }

    /**
     * Reads the facts that describe the package of a pass, without making it.
     *
     * @param room is asked for memory before anything large is read
     * @return gives the description, or nothing if the pass has no package to hand out; to be called outside of the snapshot
     */
    Supplier<Optional<PackageHead>> head(ReadView view, Pass pass, PackageRoom room) {
        Optional<PassVersion> version = pass.version();
        if (version.isEmpty()) {
            return Optional::empty;
        }
        if (pass.source() != PackageSource.MADE) {
            PackageHead uploaded = new PackageHead(version.get(), view.passes().packageLength(pass.id()));
            return () -> Optional.of(uploaded);
        }
        Optional<PackageOfVersion> held = made.held(pass.id(), version.get());
        if (held.isPresent()) {
            return () -> held.map(PackageHead::of);
        }
        PassContent content = content(view, pass, room);
        return () -> made.describe(content);
    }

    /**
     * All that the package of a pass is made of.
     *
     * @param room is asked for memory before it is read
     */
    static PassContent content(ReadView view, Pass pass, PackageRoom room) {
        room.take(view.passTypes().contentLength(pass.id().passTypeIdentifier()));
        return content(view, pass);
    }

    private static PassContent content(ReadView view, Pass pass) {
        PassTypeIdentifier type = pass.id().passTypeIdentifier();
        return content(view, pass, view.passTypes().content(type).orElseThrow(), inForce(view, type));
    }

    /** The same, if the type was read before. */
    static PassContent content(ReadView view, Pass pass, PassTypeContent type, InForce inForce) {
        Optional<SerialNumber> serialNumber =
                pass.serialNumberId().flatMap(id -> view.serialNumbers().find(pass.organization(), id));
        return new PassContent(
                pass,
                serialNumber,
                serialNumber.flatMap(tied -> view.items().find(pass.organization(), tied.itemId())),
                type,
                inForce);
    }

    /** Reads which certificate and address the packages of a type are made with. */
    static InForce inForce(ReadView view, PassTypeIdentifier type) {
        return new InForce(
                view.passTypes().find(type).flatMap(PassType::signer),
                view.servers().webServiceUrl());
    }
}
