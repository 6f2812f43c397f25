package io.serialpass.service;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * The one place where a pass gets a new version, which is exactly when what a phone would fetch changes: a different
 * package was uploaded or, where the package is made here, what it is made of changed. A version has its tag from the unit
 * of work that changed it, so that a list shows the tag and the change together or neither.
 */
final class PassVersions {

    private PassVersions() {}

    /** Gives a pass that was just added its first version, where its package is made here. */
    static Pass added(WriteTransaction tx, Pass pass, Instant now) {
        return pass.source() == PackageSource.MADE ? first(tx, pass, now) : pass;
    }

    /**
     * Stores a pass whose data has changed. A pass without a package, or with one that was uploaded, keeps its version.
     */
    static Pass dataChanged(WriteTransaction tx, Pass changed, Instant now) {
        if (changed.source() == PackageSource.MADE) {
            return next(tx, changed, now);
        }
        tx.passes().update(changed);
        return changed;
    }

    /**
     * Stores a package that was uploaded; the same bytes again are no change.
     *
     * @param room is asked before the package of before is read
     */
    static Pass uploaded(WriteTransaction tx, Pass pass, byte[] pkpass, Instant now, PackageRoom room) {
        boolean asLong = tx.passes().packageLength(pass.id()).orElse(-1) == pkpass.length;
        if (asLong) {
            room.take(pkpass.length);
        }
        boolean same = asLong
                && tx.passes()
                        .packageOf(pass.id())
                        .filter(before -> Arrays.equals(before, pkpass))
                        .isPresent();
        if (same) {
            return pass;
        }
        tx.passes().putPackage(pass.id(), pkpass);
        Pass uploaded = pass.uploaded();
        return pass.hasPackage() ? next(tx, uploaded, now) : first(tx, uploaded, now);
    }

    /** Gives the passes that are tied to some serial numbers of an item, which have changed, a new version. */
    static void serialNumbersChanged(
            WriteTransaction tx, ItemId item, Collection<SerialNumberId> serialNumbers, Instant now) {
        if (tx.passTypes().tiedTo(item).isEmpty()) {
            return;
        }
        for (SerialNumberId serialNumber : serialNumbers) {
            for (Pass pass : tx.passes().tiedTo(serialNumber)) {
                if (pass.source() == PackageSource.MADE) {
                    next(tx, pass, now);
                }
            }
        }
    }

    /** Gives the passes that are tied to serial numbers of an item, which has changed, a new version. */
    static void itemChanged(WriteTransaction tx, ItemId item, Instant now) {
        for (PassTypeIdentifier type : tx.passTypes().tiedTo(item)) {
            tx.passTypes().renewPassesTiedTo(type, item, tx.passes().takeTag(type, now), now);
        }
    }

    /** Gives the passes of a type, whose template, files or certificate have changed, a new version. */
    static void contentChanged(WriteTransaction tx, PassTypeIdentifier type, Instant now) {
        tx.passTypes().renewPasses(type, tx.passes().takeTag(type, now), now);
    }

    private static Pass first(WriteTransaction tx, Pass pass, Instant now) {
        Optional<Instant> taken = tx.passes().lastSecondOfDeleted(pass.id().passTypeIdentifier());
        return store(tx, pass.firstVersion(tag(tx, pass, now), now, taken));
    }

    private static Pass next(WriteTransaction tx, Pass pass, Instant now) {
        return store(tx, pass.nextVersion(tag(tx, pass, now), now));
    }

    private static UpdateTag tag(WriteTransaction tx, Pass pass, Instant now) {
        return tx.passes().takeTag(pass.id().passTypeIdentifier(), now);
    }

    private static Pass store(WriteTransaction tx, Pass version) {
        tx.passes().update(version);
        return version;
    }
}
