package io.serialpass.http.web;

import java.time.Duration;

/**
 * The errors of an {@code expirationDate}, as only a service can tell them.
 *
 * @since 0.1
 */
public final class ExpirationErrors {

    private static final String NAME = "expirationDate";

    private ExpirationErrors() {}

    /**
     * The date is past.
     *
     * @return the error
     */
    public static ApiException past() {
        return ApiException.value(NAME, "must be in the future");
    }

    /**
     * The date is too far away.
     *
     * @param most how far away it may be, in whole days
     * @return the error
     */
    public static ApiException tooLate(Duration most) {
        return ApiException.value(NAME, "must be at most " + most.toDays() + " days away");
    }
}
