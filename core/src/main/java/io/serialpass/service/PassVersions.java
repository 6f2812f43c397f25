package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The one place where a pass gets a new version, which is exactly when what a phone would fetch changes: a different
 * package was uploaded or, where the package is made here, what it is made of changed. A version has its tag from the unit
 * of work that changed it, so that a list shows the tag and the change together or neither. Each change of a pass writes its
 * event here, in the same unit of work.
 */
final class PassVersions {

    private PassVersions() {}

    /** Gives a pass that was just added its first version, where its package is made here. */
    static Pass added(WriteTransaction tx, Pass pass, Instant now) {
        return pass.source() == PackageSource.MADE ? first(tx, pass, now) : pass;
    }

    /** Tells of passes that were added in this unit of work, once all of them are. */
    static void created(WriteTransaction tx, List<Pass> passes, Instant now) {
        Events.ofData(tx, EventType.PASS_CREATED, passes, now);
    }

    /**
     * Stores a pass whose data has changed. A pass without a package, or with one that was uploaded, keeps its version.
     */
    static Pass dataChanged(WriteTransaction tx, Pass before, Pass changed, Instant now) {
        boolean isVoided = changed.details().voided() && !before.details().voided();
        return dataChanged(tx, changed, isVoided ? EventType.PASS_VOIDED : EventType.PASS_CHANGED, now);
    }

    /** Stores a pass that has what its holder told. */
    static Pass personalized(WriteTransaction tx, Pass changed, Instant now) {
        return dataChanged(tx, changed, EventType.PASS_PERSONALIZED, now);
    }

    /** Stores a pass that was redeemed, or whose redemption was undone: a package that is made here says so. */
    static Pass redeemed(WriteTransaction tx, Pass changed, Instant now) {
        boolean isRedeemed = changed.details().redemption().isPresent();
        return dataChanged(tx, changed, isRedeemed ? EventType.PASS_REDEEMED : EventType.PASS_REDEMPTION_UNDONE, now);
    }

    private static Pass dataChanged(WriteTransaction tx, Pass changed, EventType type, Instant now) {
        if (changed.source() == PackageSource.MADE) {
            Pass version = next(tx, changed, now);
            Events.ofVersions(tx, type, List.of(version), now);
            return version;
        }
        tx.passes().update(changed);
        Events.ofData(tx, type, List.of(changed), now);
        return changed;
    }

    /** Deletes a pass. */
    static void deleted(WriteTransaction tx, Pass pass, Instant now) {
        tx.passes().delete(pass);
        Events.ofData(tx, EventType.PASS_DELETED, List.of(pass), now);
    }

    /**
     * Stores a package that was uploaded; the same bytes again are no change.
     *
     * @param hash the hash of the package, computed before the unit of work
     */
    static Pass uploaded(WriteTransaction tx, Pass pass, byte[] pkpass, PackageHash hash, Instant now) {
        if (!tx.passes().putPackage(pass.id(), pkpass, hash)) {
            return pass;
        }
        Pass uploaded = pass.uploaded();
        Pass version = pass.hasPackage() ? next(tx, uploaded, now) : first(tx, uploaded, now);
        Events.ofVersions(tx, EventType.PASS_CHANGED, List.of(version), now);
        return version;
    }

    /**
     * Stores the package that another server gave to phones. The version's second is that of the last change there, so that a
     * phone which has this package is told so; where the pass had a package before, a later one. The same bytes again are no
     * change.
     *
     * @param tag the tag of the unit of work
     * @param changed when the pass last changed there
     */
    static Pass adopted(WriteTransaction tx, Pass pass, AdoptedPackage content, UpdateTag tag, Instant changed) {
        if (!tx.passes().putPackage(pass.id(), content.pkpass(), content.hash())) {
            return pass;
        }
        Optional<Instant> taken = tx.passes().lastSecondOfDeleted(pass.id().passTypeIdentifier());
        return store(tx, pass.uploaded().firstVersion(tag, changed, taken));
    }

    /** Tells of passes that have a new version since they were adopted again. */
    static void adoptedAgain(WriteTransaction tx, List<Pass> passes, Instant now) {
        Events.ofVersions(tx, EventType.PASS_CHANGED, passes, now);
    }

    /** Gives the passes that are tied to some serial numbers of an item, which have changed, a new version. */
    static void serialNumbersChanged(
            WriteTransaction tx, ItemId item, Collection<SerialNumberId> serialNumbers, Instant now) {
        if (tx.passTypes().tiedTo(item).isEmpty()) {
            return;
        }
        List<Pass> changed = tx.passes().tiedTo(serialNumbers).stream()
                .filter(pass -> pass.source() == PackageSource.MADE)
                .map(pass -> pass.nextVersion(tag(tx, pass, now), now))
                .toList();
        tx.passes().renew(changed);
        Events.ofVersions(tx, EventType.PASS_CHANGED, changed, now);
    }

    /** Gives the passes that are tied to serial numbers of an item, which has changed, a new version. */
    static void itemChanged(WriteTransaction tx, ItemId item, Instant now) {
        for (PassTypeIdentifier type : tx.passTypes().tiedTo(item)) {
            UpdateTag tag = tx.passes().takeTag(type, now);
            tx.passTypes().renewPassesTiedTo(type, item, tag, now);
            tx.events().append(PassTypeEvent.ofItem(type, item, tag), now);
        }
    }

    /** Gives the passes of a type, whose template, files or certificate have changed, a new version. */
    static void contentChanged(WriteTransaction tx, PassTypeIdentifier type, Instant now) {
        UpdateTag tag = tx.passes().takeTag(type, now);
        tx.passTypes().renewPasses(type, tag, now);
        tx.events().append(PassTypeEvent.ofType(type, tag), now);
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
