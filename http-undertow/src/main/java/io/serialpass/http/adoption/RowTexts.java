package io.serialpass.http.adoption;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns the texts of another server into values. What it says of one that cannot be taken holds no secret. */
final class RowTexts {

    private static final String TOKEN = "authentication token";

    private RowTexts() {}

    /** Makes a row; where that ends in a reason against it, the rejected row that says so. */
    static AdoptionRow rowOrRejection(String place, Supplier<AdoptionRow> row) {
        try {
            return row.get();
        } catch (UnfitRowException e) {
            return new AdoptionRow.Rejected(place, String.valueOf(e.getMessage()));
        }
    }

    static PassTypeIdentifier passType(Optional<String> text) {
        return read("pass type identifier", text, PassTypeIdentifier::new)
                .orElseThrow(() ->
                        new UnfitRowException("The row tells no pass type identifier. Say which with --pass-type."));
    }

    static PassSerialNumber serialNumber(Optional<String> text) {
        return read("serial number", text, PassSerialNumber::new).orElseThrow(() -> missing("serial number"));
    }

    static AuthenticationToken token(Optional<String> text) {
        return read(TOKEN, text, AuthenticationToken::adopted).orElseThrow(() -> missing(TOKEN));
    }

    /** A registration of a device; empty where the row names no device. */
    static Optional<AdoptionRow.Registered> registration(
            Optional<String> device, Optional<String> pushToken, Optional<Instant> dateCreated) {
        return read("device library identifier", device, DeviceLibraryIdentifier::new)
                .map(known ->
                        new AdoptionRow.Registered(known, read("push token", pushToken, PushToken::new), dateCreated));
    }

    private static <T> Optional<T> read(String name, Optional<String> text, Function<String, T> reader) {
        try {
            return text.filter(known -> !known.isEmpty()).map(reader);
        } catch (IllegalArgumentException e) {
            throw new UnfitRowException("The " + name + " " + e.getMessage() + ".");
        }
    }

    private static UnfitRowException missing(String name) {
        return new UnfitRowException("The row has no " + name + ".");
    }
}
