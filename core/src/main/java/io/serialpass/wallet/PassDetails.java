package io.serialpass.wallet;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of a pass that its issuer decides. Immutable.
 *
 * @param fields the data that it shows
 * @param voided whether it is worth nothing any more: sold back, used up, withdrawn
 * @param expirationDate when it ends to be worth something, in whole seconds; empty for never
 * @param personalized whether its holder has enrolled, so that its package does not ask for that any more
 * @since 0.1
 */
public record PassDetails(PassFields fields, boolean voided, Optional<Instant> expirationDate, boolean personalized) {

    /** A pass without data, worth something for ever. */
    public static final PassDetails NONE = new PassDetails(PassFields.NONE, false, Optional.empty(), false);

    /**
     * The same with other fields, all replaced.
     *
     * @param changed the fields
     * @return the details
     */
    public PassDetails withFields(PassFields changed) {
        return new PassDetails(changed, voided, expirationDate, personalized);
    }

    /**
     * The same, voided or not.
     *
     * @param changed whether it is voided
     * @return the details
     */
    public PassDetails withVoided(boolean changed) {
        return new PassDetails(fields, changed, expirationDate, personalized);
    }

    /**
     * The same with another end.
     *
     * @param changed when; empty for never
     * @return the details
     */
    public PassDetails withExpirationDate(Optional<Instant> changed) {
        return new PassDetails(fields, voided, changed, personalized);
    }

    /**
     * The same of a holder who has enrolled.
     *
     * @param changed the fields, with the data of the holder
     * @return the details
     */
    public PassDetails personalizedWith(PassFields changed) {
        return new PassDetails(changed, voided, expirationDate, true);
    }
}
