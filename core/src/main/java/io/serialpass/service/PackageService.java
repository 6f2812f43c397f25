package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PackageHead;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.UnmadePackageException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The packages of passes as their issuer sees them: handed over for the first time, looked at, or made elsewhere and uploaded.
 * Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PackageService {

    private final Storage storage;
    private final Clock clock;
    private final PackageCheck check;
    private final PassPackager packager;
    private final Packages packages;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param check looks at packages that were made elsewhere
     * @param packages gives the packages
     */
    public PackageService(Storage storage, Clock clock, PackageCheck check, Packages packages) {
        this.storage = storage;
        this.clock = clock;
        this.check = check;
        this.packages = packages;
        this.packager = packages.packager();
    }

    private boolean exists(Organization organization, PassId id) {
        return storage.read(view -> of(view, organization, id).isPresent());
    }

    /**
     * Takes a package that was made and signed elsewhere. It is a new version of the pass, unless it is the same as before.
     *
     * @param organization the issuer
     * @param id the pass
     * @param pkpass the package's bytes, which are not copied and must not be changed
     * @return the outcome
     */
    public UploadOutcome upload(Organization organization, PassId id, byte[] pkpass) {
        if (!exists(organization, id)) {
            return new UploadOutcome.NotFound();
        }
        List<String> problems = check.problems(pkpass, id);
        if (!problems.isEmpty()) {
            return new UploadOutcome.Invalid(problems);
        }
        PackageHash hash = PackageHash.of(pkpass);
        // While the bytes are here: whoever follows the log would have to read them again.
        PassFace face = check.face(pkpass);
        // The pass may have been deleted meanwhile.
        return storage.write(tx -> of(tx, organization, id)
                .<UploadOutcome>map(pass -> {
                    Pass uploaded = PassVersions.uploaded(tx, pass, pkpass, hash, Moments.now(clock));
                    tx.barcodes().put(uploaded, face);
                    return new UploadOutcome.Accepted(uploaded);
                })
                .orElseGet(UploadOutcome.NotFound::new));
    }

    /**
     * Gives the package that a phone would fetch, to hand it over to the customer for the first time.
     *
     * @param organization the issuer
     * @param id the pass
     * @return the version and the bytes; empty if there is no such pass, or no package yet
     * @throws UnmadePackageException if its package cannot be made
     */
    public Optional<PackageOfVersion> currentPackage(Organization organization, PassId id) {
        return currentPackage(organization, id, PackageRoom.unlimited());
    }

    /**
     * Gives the package that a phone would fetch, where there is room for it.
     *
     * @param organization the issuer
     * @param id the pass
     * @param room is asked for memory before anything large is read or made
     * @return the version and the bytes; empty if there is no such pass, or no package yet
     * @throws UnmadePackageException if its package cannot be made
     */
    public Optional<PackageOfVersion> currentPackage(Organization organization, PassId id, PackageRoom room) {
        return storage.read(view -> of(view, organization, id).flatMap(pass -> packages.of(view, pass, room)))
                .map(Supplier::get);
    }

    private static Optional<Pass> of(ReadView view, Organization organization, PassId id) {
        return view.passes().find(id).filter(pass -> pass.organization().equals(organization));
    }

    /**
     * Tells which package a phone would fetch, and makes none.
     *
     * @param organization the issuer
     * @param id the pass
     * @param room is asked for memory before anything large is read
     * @return the version, and its length where that is known; empty if there is no such pass, or no package yet
     * @throws UnmadePackageException if its package can be made a moment later, or elsewhere, and not now
     */
    public Optional<PackageHead> currentPackageHead(Organization organization, PassId id, PackageRoom room) {
        return storage.read(view -> of(view, organization, id).map(pass -> packages.head(view, pass, room)))
                .flatMap(Supplier::get);
    }

    /**
     * Gives the files of the package that a phone would fetch, signed or not: to look at them.
     *
     * @param organization the issuer
     * @param id the pass
     * @param room is asked for memory before anything large is read
     * @return the whole package where it was uploaded, the files where it is made here; empty if there is no such pass, or no
     *     package yet
     * @throws UnmadePackageException if its template is none
     */
    public Optional<PackageFiles> currentFiles(Organization organization, PassId id, PackageRoom room) {
        return lookAt(
                organization,
                id,
                room,
                content -> new PackageFiles.Made(packager.files(content)),
                PackageFiles.Uploaded::new);
    }

    /** Reads in the store, and looks outside of it. */
    private <T> Optional<T> lookAt(
            Organization organization,
            PassId id,
            PackageRoom room,
            Function<PassContent, T> ifMade,
            Function<byte[], T> ifUploaded) {
        return storage.read(view -> of(view, organization, id)
                        .flatMap(pass -> pass.version().<Supplier<T>>map(version -> {
                            if (pass.source() == PackageSource.MADE) {
                                PassContent content = Packages.content(view, pass, room);
                                return () -> ifMade.apply(content);
                            }
                            byte[] pkpass =
                                    packages.uploaded(view, pass, version, room).pkpass();
                            return () -> ifUploaded.apply(pkpass);
                        })))
                .map(Supplier::get);
    }

    /**
     * Looks for faults for which Wallet would refuse the package of a pass.
     *
     * @param organization the issuer
     * @param id the pass
     * @param room is asked for memory before anything large is read
     * @return the findings; an empty list if nothing is wrong; empty if there is no such pass, or no package yet
     */
    public Optional<List<Finding>> examine(Organization organization, PassId id, PackageRoom room) {
        return lookAt(organization, id, room, this::findings, check::examine);
    }

    private List<Finding> findings(PassContent content) {
        Set<Finding> findings = new LinkedHashSet<>(packager.examine(content));
        findings.addAll(PassTypeService.findings(packager, content.type()));
        return List.copyOf(findings);
    }
}
