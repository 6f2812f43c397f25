package io.serialpass.http.wallet;

import io.serialpass.http.web.Request;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import java.util.Optional;
import java.util.function.Function;

/**
 * The passes and devices that paths name. Empty is a name that nothing can have, so that there is nothing of it.
 *
 * @since 0.1
 */
public final class WalletPath {

    /** The shape of the end of a path that names a pass. */
    static final String PASS = "/{passType}/{serial}";

    /** The same for devices: not every wallet escapes the slashes of a serial number. */
    static final String PASS_OF_DEVICE = "/{passType}/{serial...}";

    /** The shape of a part of a path that names a pass type. */
    static final String PASS_TYPE = "/{passType}";

    /** The shape of a part of a path that names a device. */
    static final String DEVICE = "/{device}";

    private WalletPath() {}

    /**
     * The pass that a path names.
     *
     * @param request a request whose path has the variables {@code passType} and {@code serial}
     * @return the pass, which need not exist; empty if no pass can have this name
     */
    public static Optional<PassId> pass(Request request) {
        return passType(request)
                .flatMap(
                        type -> read(request, "serial", PassSerialNumber::new).map(serial -> new PassId(type, serial)));
    }

    /**
     * The pass type that a path names.
     *
     * @param request a request whose path has the variable {@code passType}
     * @return the type, which need not exist; empty if no type can have this name
     */
    public static Optional<PassTypeIdentifier> passType(Request request) {
        return read(request, "passType", PassTypeIdentifier::new);
    }

    static Optional<DeviceLibraryIdentifier> device(Request request) {
        return read(request, "device", DeviceLibraryIdentifier::new);
    }

    /**
     * The pass as the path writes it, whatever it is.
     *
     * @param request a request whose path has the variables {@code passType} and {@code serial}
     * @return the two texts with a slash between
     */
    public static String written(Request request) {
        return request.variable("passType") + "/" + request.variable("serial");
    }

    /**
     * Reads the pass that a body names; the first slash ends the type.
     *
     * @throws IllegalArgumentException if the text names none
     */
    static PassId ofText(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("must be pass type identifiers and serial numbers with / between");
        }
        return new PassId(
                new PassTypeIdentifier(text.substring(0, slash)), new PassSerialNumber(text.substring(slash + 1)));
    }

    private static <T> Optional<T> read(Request request, String variable, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(request.variable(variable)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
