package io.serialpass.service;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The passes that a look into the store found by a scanned barcode. Immutable.
 *
 * @param candidates the passes that have the barcode now
 * @param isBehind whether a pass may have it that the index does not know yet
 * @param isWalking whether that is so for long
 * @param newest the position of the newest event
 */
record RedemptionLook(List<Candidate> candidates, boolean isBehind, boolean isWalking, long newest) {

    /** More passes with one barcode than anybody issues on purpose. */
    static final int MOST_CANDIDATES = 20;

    /**
     * A pass that has the barcode.
     *
     * @param pass the pass
     * @param label the label of its package
     * @param isCurrent whether the store has the label of this version
     * @param fits whether the door is for it
     */
    record Candidate(Pass pass, PassLabel label, boolean isCurrent, boolean fits) {

        boolean isVoided() {
            return pass.details().voided() || label.voided();
        }

        boolean isExpired(Instant now) {
            return isOver(pass.details().expirationDate(), now) || isOver(label.expirationDate(), now);
        }

        private static boolean isOver(Optional<Instant> end, Instant now) {
            return end.filter(date -> !now.isBefore(date)).isPresent();
        }

        RedeemOutcome refused(RedemptionRefusal reason) {
            return new RedeemOutcome.Refused(reason, Optional.of(pass), label);
        }
    }

    /**
     * A pass that had the barcode when the index read it.
     *
     * @param found the pass
     * @param fits whether the door is for it
     * @param content what its face follows from; empty where the label is current, or it cannot be told
     */
    private record Maybe(LabelledPass found, boolean fits, Optional<PassContent> content) {}

    private record Seen(List<Maybe> maybe, boolean isBehind, boolean isWalking, long newest) {}

    static RedemptionLook into(Storage storage, BarcodeIndex index, Organization organization, ScannedBarcode scan) {
        // Before the snapshot, which then has all that the index stored up to there. Read later, it could be of
        // barcodes that
        // became known after the snapshot, and a good pass would be called unknown.
        long known = index.position();
        Seen seen = storage.read(view -> see(view, known, organization, scan));
        List<Candidate> candidates = new ArrayList<>();
        boolean isUnsure = false;
        for (Maybe maybe : seen.maybe()) {
            Pass pass = maybe.found().pass();
            if (maybe.found().isCurrent()) {
                candidates.add(new Candidate(pass, maybe.found().label(), true, maybe.fits()));
            } else if (maybe.content().isPresent()) {
                PassFace face = index.faces().of(maybe.content().get());
                if (face.barcodes().contains(scan.barcode())) {
                    candidates.add(new Candidate(pass, face.label(), false, maybe.fits()));
                }
            } else {
                isUnsure |= pass.hasPackage();
            }
        }
        return new RedemptionLook(candidates, seen.isBehind() || isUnsure, seen.isWalking(), seen.newest());
    }

    private static Seen see(ReadView view, long known, Organization organization, ScannedBarcode scan) {
        PassContents contents = new PassContents(view);
        List<Maybe> maybe = view.barcodes().find(organization, scan.barcode(), MOST_CANDIDATES).stream()
                .map(found -> new Maybe(
                        found,
                        fits(view, organization, scan, found.pass()),
                        found.isCurrent() || found.pass().source() != PackageSource.MADE
                                ? Optional.empty()
                                : PassFaces.content(contents, found.pass())))
                .toList();
        if (!maybe.isEmpty() && maybe.stream().allMatch(one -> one.found().isCurrent())) {
            return new Seen(maybe, false, false, 0);
        }
        boolean isWalking = view.barcodes().nextWalk().isPresent();
        long newest = view.events().bounds().newest();
        return new Seen(maybe, isWalking || BarcodeIndex.upTo(view, known) < newest, isWalking, newest);
    }

    private static boolean fits(ReadView view, Organization organization, ScannedBarcode scan, Pass pass) {
        boolean isOfType = scan.type()
                .filter(type -> !type.equals(pass.id().passTypeIdentifier()))
                .isEmpty();
        return isOfType
                && scan.item()
                        .map(item -> pass.serialNumberId()
                                .flatMap(id -> view.serialNumbers().find(organization, id))
                                .map(SerialNumber::itemId)
                                .equals(Optional.of(item)))
                        .orElse(true);
    }
}
