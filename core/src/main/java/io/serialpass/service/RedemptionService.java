package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets holders of passes in at a door. A pass is redeemed once, however many doors read it at the same time. Its next version
 * says that it was used. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RedemptionService {

    /** So long a redemption can be undone. */
    public static final Duration UNDOABLE = Duration.ofMinutes(1);

    private static final int MOST_ATTEMPTS = 5;

    /** How long a scan waits for the barcodes of passes that were issued just now. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;
    private final BarcodeIndex index;

    /**
     * Makes a service over a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of all times
     * @param random the source of the names of redemptions
     * @param index knows by which barcodes passes are found
     */
    public RedemptionService(Storage storage, Clock clock, SecureRandom random, BarcodeIndex index) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
        this.index = index;
    }

    /** A pass is not what it was when it was looked at. */
    private static final class OutdatedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutdatedException() {
            super("the pass changed while it was redeemed");
        }
    }

    /**
     * Looks whether the holder of a pass is to be let in, and redeems the pass where it is good.
     *
     * @param organization the issuer
     * @param scan what was read
     * @return the outcome
     */
    public RedeemOutcome redeem(Organization organization, ScannedBarcode scan) {
        return redeem(organization, scan, storage::write, Function.identity());
    }

    /**
     * Redeems a pass as {@link #redeem(Organization, ScannedBarcode)} does, within a unit of work that does more.
     *
     * @param <T> what comes of the unit of work
     * @param organization the issuer
     * @param scan what was read
     * @param write carries out a unit of work on this store that contains the one that it is given. It may be called again,
     *     after the unit of work threw an exception that it passes on, and so was undone
     * @return the result of {@code write}
     */
    public <T> T redeem(Organization organization, ScannedBarcode scan, Function<WriteWork<RedeemOutcome>, T> write) {
        return redeem(organization, scan, write, outcome -> write.apply(tx -> outcome));
    }

    private <T> T redeem(
            Organization organization,
            ScannedBarcode scan,
            Function<WriteWork<RedeemOutcome>, T> write,
            Function<RedeemOutcome, T> unchanged) {
        RedemptionId id = RedemptionId.generate(random);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            RedemptionLook look = look(organization, scan);
            List<RedemptionLook.Candidate> good = good(look.candidates(), clock.instant());
            if (good.size() != 1) {
                return unchanged.apply(refusal(look, good));
            }
            RedemptionLook.Candidate candidate = good.get(0);
            if (candidate.pass().details().redemption().isPresent()) {
                return unchanged.apply(candidate.refused(RedemptionRefusal.REDEEMED));
            }
            try {
                return write.apply(tx -> letIn(tx, candidate, id));
            } catch (OutdatedException e) {
                // Another door, or a change of the pass, came between: the next look tells.
            }
        }
        return unchanged.apply(new RedeemOutcome.NotReady());
    }

    /** Looks into the store, and once more where the pass may have been issued just now. */
    private RedemptionLook look(Organization organization, ScannedBarcode scan) {
        RedemptionLook look = RedemptionLook.into(storage, index, organization, scan);
        if (!look.candidates().isEmpty() || !look.isBehind() || look.isWalking()) {
            return look;
        }
        index.await(look.newest(), PATIENCE);
        return RedemptionLook.into(storage, index, organization, scan);
    }

    /** The passes that the door is for and that are worth something, redeemed or not. */
    private static List<RedemptionLook.Candidate> good(List<RedemptionLook.Candidate> candidates, Instant now) {
        return candidates.stream()
                .filter(RedemptionLook.Candidate::fits)
                .filter(candidate -> !candidate.isVoided() && !candidate.isExpired(now))
                .toList();
    }

    private static RedeemOutcome refusal(RedemptionLook look, List<RedemptionLook.Candidate> good) {
        if (good.size() > 1) {
            return new RedeemOutcome.Refused(RedemptionRefusal.AMBIGUOUS, Optional.empty(), PassLabel.NONE);
        }
        if (look.candidates().isEmpty()) {
            return look.isBehind()
                    ? new RedeemOutcome.NotReady()
                    : new RedeemOutcome.Refused(RedemptionRefusal.UNKNOWN, Optional.empty(), PassLabel.NONE);
        }
        return look.candidates().stream()
                .filter(RedemptionLook.Candidate::fits)
                .findFirst()
                .map(worthless ->
                        worthless.refused(worthless.isVoided() ? RedemptionRefusal.VOIDED : RedemptionRefusal.EXPIRED))
                .orElseGet(() -> look.candidates().get(0).refused(RedemptionRefusal.WRONG_PASS));
    }

    private RedeemOutcome letIn(WriteTransaction tx, RedemptionLook.Candidate candidate, RedemptionId id) {
        Pass seen = candidate.pass();
        if (tx.passes().find(seen.id()).filter(seen::equals).isEmpty()) {
            throw new OutdatedException();
        }
        Redemption redemption = new Redemption(id, Moments.now(clock));
        Pass redeemed = change(tx, seen, Optional.of(redemption), candidate.isCurrent());
        return new RedeemOutcome.LetIn(redeemed, candidate.label(), redemption);
    }

    private Pass change(WriteTransaction tx, Pass pass, Optional<Redemption> redemption, boolean isCurrent) {
        Instant now = Moments.now(clock);
        Pass changed = PassVersions.redeemed(tx, pass.with(pass.details().withRedemption(redemption), now), now);
        if (isCurrent) {
            tx.barcodes().keep(changed);
        }
        return changed;
    }

    /**
     * Undoes a redemption, within a minute. It may be asked for again: the answer can get lost.
     *
     * @param organization the issuer
     * @param barcode what was read
     * @param id the redemption
     * @return the outcome
     */
    public UndoOutcome undo(Organization organization, BarcodeHash barcode, RedemptionId id) {
        return storage.write(tx -> {
            List<LabelledPass> found = tx.barcodes().find(organization, barcode, RedemptionLook.MOST_CANDIDATES);
            Optional<LabelledPass> redeemed = found.stream()
                    .filter(pass -> redemption(pass).map(Redemption::id).equals(Optional.of(id)))
                    .findFirst();
            if (redeemed.isEmpty()) {
                return found.isEmpty()
                        ? UndoOutcome.UNKNOWN
                        : found.stream().allMatch(pass -> redemption(pass).isPresent())
                                ? UndoOutcome.REDEEMED
                                : UndoOutcome.UNDONE;
            }
            Instant end = redemption(redeemed.get()).orElseThrow().time().plus(UNDOABLE);
            if (clock.instant().isAfter(end)) {
                return UndoOutcome.TOO_LATE;
            }
            change(tx, redeemed.get().pass(), Optional.empty(), redeemed.get().isCurrent());
            return UndoOutcome.UNDONE;
        });
    }

    private static Optional<Redemption> redemption(LabelledPass found) {
        return found.pass().details().redemption();
    }
}
