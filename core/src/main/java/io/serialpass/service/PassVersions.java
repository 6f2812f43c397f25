package io.serialpass.service;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassPackager;
import java.time.Instant;
import java.util.Arrays;

/**
 * The one place where a pass gets a new version, which is exactly when what a phone would fetch changes: a different
 * package was uploaded or, where the package is made here, what it is made of changed. A version has its tag from the unit
 * of work that changed it, so that a list shows the tag and the change together or neither.
 */
final class PassVersions {

    private final PassPackager packager;

    PassVersions(PassPackager packager) {
        this.packager = packager;
    }

    /** Gives a pass that was just added its first version, where its package is made here. */
    Pass added(WriteTransaction tx, Pass pass, Instant now) {
        return packager.makes(pass.id().passTypeIdentifier()) ? next(tx, pass, now) : pass;
    }

    /**
     * Stores a pass whose data has changed. A pass without a package, or with one that was uploaded, keeps its version.
     */
    Pass dataChanged(WriteTransaction tx, Pass changed, Instant now) {
        if (packager.makes(changed.id().passTypeIdentifier())) {
            return next(tx, changed, now);
        }
        tx.passes().update(changed);
        return changed;
    }

    /** Stores a package that was uploaded; the same bytes again are no change. */
    Pass uploaded(WriteTransaction tx, Pass pass, byte[] pkpass, Instant now) {
        boolean same = tx.passes()
                .packageOf(pass.id())
                .filter(before -> Arrays.equals(before, pkpass))
                .isPresent();
        if (same) {
            return pass;
        }
        tx.passes().putPackage(pass.id(), pkpass);
        return next(tx, pass, now);
    }

    /** Gives the passes that are tied to a serial number of the inventory, which has changed, a new version. */
    void serialNumberChanged(WriteTransaction tx, SerialNumberId serialNumber, Instant now) {
        if (packager == PassPackager.NONE) {
            return;
        }
        for (Pass pass : tx.passes().tiedTo(serialNumber)) {
            if (packager.makes(pass.id().passTypeIdentifier())) {
                next(tx, pass, now);
            }
        }
    }

    private static Pass next(WriteTransaction tx, Pass pass, Instant now) {
        Pass next = pass.nextVersion(tx.passes().takeTag(pass.id().passTypeIdentifier(), now), now);
        tx.passes().update(next);
        return next;
    }
}
