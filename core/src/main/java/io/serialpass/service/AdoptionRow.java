package io.serialpass.service;

import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One row of another pass server, as the reader of its layout understood it.
 *
 * @since 0.1
 */
public sealed interface AdoptionRow {

    /**
     * Tells where the row stands in its source, for people.
     *
     * @return for example {@code line 3}
     */
    String place();

    /**
     * Calls the function that belongs to the row. When a case is added later, a caller does not compile until it handles the
     * new case too.
     *
     * @param <T> the kind of result
     * @param issued for a pass
     * @param passedOver for a row that has nothing for this server
     * @param rejected for a row that cannot be understood
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Issued, ? extends T> issued,
            Function<? super PassedOver, ? extends T> passedOver,
            Function<? super Rejected, ? extends T> rejected);

    /**
     * A pass that the other server issued, with one of its registrations or none. A pass with several registrations has
     * several such rows, best one behind the other.
     *
     * @param place where the row stands
     * @param pass the pass
     * @param token its secret
     * @param details the details that its issuer decided
     * @param dateCreated when it was issued; empty if that is not known
     * @param lastUpdated when its package last changed; empty if that is not known
     * @param packageName the name of its package's file; empty if the source tells none
     * @param registration one of its registrations; empty for none
     */
    record Issued(
            String place,
            PassId pass,
            AuthenticationToken token,
            PassDetails details,
            Optional<Instant> dateCreated,
            Optional<Instant> lastUpdated,
            Optional<String> packageName,
            Optional<Registered> registration)
            implements AdoptionRow {
        @Override
        public <T> T match(
                Function<? super Issued, ? extends T> issued,
                Function<? super PassedOver, ? extends T> passedOver,
                Function<? super Rejected, ? extends T> rejected) {
            return issued.apply(this);
        }
    }

    /**
     * A registration that the other server keeps.
     *
     * @param device the device
     * @param pushToken the address at which the device is told; empty if the other server has none
     * @param dateCreated when it was made; empty if that is not known
     */
    record Registered(DeviceLibraryIdentifier device, Optional<PushToken> pushToken, Optional<Instant> dateCreated) {}

    /**
     * A row that has nothing for this server, such as a pass of another kind of wallet.
     *
     * @param place where the row stands
     * @param reason why it was passed over, as a sentence
     */
    record PassedOver(String place, String reason) implements AdoptionRow {
        @Override
        public <T> T match(
                Function<? super Issued, ? extends T> issued,
                Function<? super PassedOver, ? extends T> passedOver,
                Function<? super Rejected, ? extends T> rejected) {
            return passedOver.apply(this);
        }
    }

    /**
     * A row that cannot be understood.
     *
     * @param place where the row stands
     * @param reason what is wrong, as a sentence that holds no secret
     */
    record Rejected(String place, String reason) implements AdoptionRow {
        @Override
        public <T> T match(
                Function<? super Issued, ? extends T> issued,
                Function<? super PassedOver, ? extends T> passedOver,
                Function<? super Rejected, ? extends T> rejected) {
            return rejected.apply(this);
        }
    }
}
