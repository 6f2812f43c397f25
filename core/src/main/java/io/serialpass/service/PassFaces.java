package io.serialpass.service;

import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.UnmadePackageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what scanners see of passes. A pass counts as not redeemed for that: its barcodes are those that it was let in with. A
 * package that is uploaded is read alone, since it can be large. Safe for use by many threads.
 *
 * @param storage where the passes are
 * @param packager reads the faces of packages that are made here
 * @param check reads those of packages that were uploaded
 */
record PassFaces(Storage storage, PassPackager packager, PackageCheck check) {

    private static final Logger LOGGER = System.getLogger(PassFaces.class.getName());

    /**
     * The face of a pass.
     *
     * @param pass the pass, as it was when the face was read
     * @param face the face
     */
    record Read(Pass pass, PassFace face) {

        /** Keeps the face, unless the pass has another version by now: that one's event tells of it. */
        void store(WriteTransaction tx) {
            tx.passes()
                    .find(pass.id())
                    .filter(now ->
                            now.number() == pass.number() && now.version().equals(pass.version()))
                    .ifPresent(now -> tx.barcodes().put(now, face));
        }
    }

    /**
     * What was looked at, and what was missing.
     *
     * @param passes the passes that were looked at, in the order in which they were given
     * @param faces the faces of those whose newest version has none in the store yet
     */
    record Missing(List<Pass> passes, List<Read> faces) {}

    private record Found(List<Pass> passes, List<PassContent> made, List<PassId> uploaded) {}

    /**
     * Reads the faces of passes whose newest version has none in the store yet.
     *
     * @param passes finds the passes in a snapshot
     */
    Missing missing(Function<ReadView, List<Pass>> passes) {
        Found found = storage.read(view -> find(view, passes.apply(view)));
        List<Read> faces = new ArrayList<>();
        found.made().forEach(content -> faces.add(new Read(content.pass(), of(content))));
        found.uploaded().forEach(id -> uploaded(id).ifPresent(faces::add));
        return new Missing(found.passes(), faces);
    }

    private static Found find(ReadView view, List<Pass> passes) {
        Found found = new Found(passes, new ArrayList<>(), new ArrayList<>());
        PassContents contents = new PassContents(view);
        for (Pass pass : passes) {
            if (!pass.hasPackage() || view.barcodes().versionOf(pass.id()).equals(Optional.of(pass.updateTag()))) {
                continue;
            }
            if (pass.source() == PackageSource.UPLOADED) {
                found.uploaded().add(pass.id());
            } else {
                content(contents, pass).ifPresent(found.made()::add);
            }
        }
        return found;
    }

    /** Gathers what the face of a pass follows from; empty where its package is not made here. */
    static Optional<PassContent> content(PassContents contents, Pass pass) {
        return contents.of(pass.with(pass.details().withRedemption(Optional.empty()), pass.lastUpdated()));
    }

    /** Reads the face of a pass whose package is made here. */
    PassFace of(PassContent content) {
        try {
            return packager.face(content);
        } catch (UnmadePackageException e) {
            return PassFace.NONE;
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.WARNING, "The barcodes of the pass " + content.pass().id() + " cannot be read", e);
            return PassFace.NONE;
        }
    }

    /** Reads in the store, and looks outside of it. */
    private Optional<Read> uploaded(PassId id) {
        return storage.read(view -> view.passes()
                        .find(id)
                        .flatMap(pass -> view.passes()
                                .packageOf(id)
                                .<Supplier<Read>>map(pkpass -> () -> new Read(pass, check.face(pkpass)))))
                .map(Supplier::get);
    }
}
