package io.serialpass.service;

import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.Redemption;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of a scan at a door.
 *
 * @since 0.1
 */
public sealed interface RedeemOutcome {

    /**
     * Does what fits the outcome. An outcome that is added later does not compile until every caller knows it.
     *
     * @param <T> the kind of result
     * @param letIn for a pass that was good, and is redeemed now
     * @param refused for a holder who is not let in
     * @param notReady for a barcode that is not known yet, and may be later
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super LetIn, ? extends T> letIn,
            Function<? super Refused, ? extends T> refused,
            Function<? super NotReady, ? extends T> notReady);

    /**
     * The pass was good, and is redeemed now.
     *
     * @param pass the pass as it is now
     * @param label what the person at the door needs of it
     * @param redemption the redemption
     */
    record LetIn(Pass pass, PassLabel label, Redemption redemption) implements RedeemOutcome {
        @Override
        public <T> T match(
                Function<? super LetIn, ? extends T> letIn,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotReady, ? extends T> notReady) {
            return letIn.apply(this);
        }
    }

    /**
     * The holder is not let in; nothing changed.
     *
     * @param reason why
     * @param pass the pass; empty if none or several have the barcode
     * @param label what the person at the door needs of it; {@link PassLabel#NONE} without a pass
     */
    record Refused(RedemptionRefusal reason, Optional<Pass> pass, PassLabel label) implements RedeemOutcome {
        @Override
        public <T> T match(
                Function<? super LetIn, ? extends T> letIn,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotReady, ? extends T> notReady) {
            return refused.apply(this);
        }
    }

    /** No pass has the barcode, and the barcodes of some passes are not known yet; nothing changed. */
    record NotReady() implements RedeemOutcome {
        @Override
        public <T> T match(
                Function<? super LetIn, ? extends T> letIn,
                Function<? super Refused, ? extends T> refused,
                Function<? super NotReady, ? extends T> notReady) {
            return notReady.apply(this);
        }
    }
}
