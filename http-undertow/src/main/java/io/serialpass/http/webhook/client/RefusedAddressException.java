package io.serialpass.http.webhook.client;

import java.net.UnknownHostException;

/** A receiver's name leads to an address that messages never go to. */
final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
