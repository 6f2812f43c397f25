package io.serialpass.push;

import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.util.Optional;

/**
 * A registration whose device may have to be told. Immutable.
 *
 * @param registration the registration
 * @param passTag the tag of the pass's version
 * @param record the record of the pushes to the push tokens push token; empty if it was never told
 * @since 0.1
 */
public record PushCandidate(Registration registration, UpdateTag passTag, Optional<PushRecord> record) {

    /**
     * Whether the device has to be told of the version that the pass has now. A device that registered the pass after the
     * change asks by itself. One that only sent another push token since then need not.
     *
     * @param from the oldest change to tell of
     * @return true if it has to be
     */
    public boolean isToBeTold(UpdateTag from) {
        boolean asksByItself = registration.lastUpdated().equals(registration.dateCreated())
                && registration.updateTag().compareTo(passTag) >= 0;
        return passTag.compareTo(from) >= 0
                && !asksByItself
                && record.filter(known -> known.told().compareTo(passTag) >= 0).isEmpty();
    }

    /**
     * Whether the push service has said that the token was taken from the device after the device registered with it.
     *
     * @return true if the registration is of no use any more
     */
    public boolean isGone() {
        return record.flatMap(known -> known.answer().goneSince())
                .filter(since -> since.isAfter(registration.lastUpdated()))
                .isPresent();
    }
}
