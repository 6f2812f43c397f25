package io.serialpass.wallet;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of a pass that its issuer decides, or whoever redeems it. Immutable.
 *
 * @param fields the data that it shows
 * @param voided whether it is worth nothing any more: sold back, used up, withdrawn
 * @param expirationDate when it ends to be worth something, in whole seconds; empty for never
 * @param personalized whether its holder has enrolled, so that its package does not ask for that any more
 * @param redemption that it was redeemed at a door; empty while it was not. A package that is made here says then that it is void
 * @since 0.1
 */
public record PassDetails(
        PassFields fields,
        boolean voided,
        Optional<Instant> expirationDate,
        boolean personalized,
        Optional<Redemption> redemption) {

    /** A pass without data, worth something for ever. */
    public static final PassDetails NONE =
            new PassDetails(PassFields.NONE, false, Optional.empty(), false, Optional.empty());

    /**
     * The same with other fields, all replaced.
     *
     * @param changed the fields
     * @return the details
     */
    public PassDetails withFields(PassFields changed) {
        return new PassDetails(changed, voided, expirationDate, personalized, redemption);
    }

    /**
     * The same, voided or not.
     *
     * @param changed whether it is voided
     * @return the details
     */
    public PassDetails withVoided(boolean changed) {
        return new PassDetails(fields, changed, expirationDate, personalized, redemption);
    }

    /**
     * The same with another end.
     *
     * @param changed when; empty for never
     * @return the details
     */
    public PassDetails withExpirationDate(Optional<Instant> changed) {
        return new PassDetails(fields, voided, changed, personalized, redemption);
    }

    /**
     * The same of a holder who has enrolled.
     *
     * @param changed the fields, with the data of the holder
     * @return the details
     */
    public PassDetails personalizedWith(PassFields changed) {
        return new PassDetails(changed, voided, expirationDate, true, redemption);
    }

    /**
     * The same, redeemed or not.
     *
     * @param changed that it was redeemed; empty for a pass that was not
     * @return the details
     */
    public PassDetails withRedemption(Optional<Redemption> changed) {
        return new PassDetails(fields, voided, expirationDate, personalized, changed);
    }
}
