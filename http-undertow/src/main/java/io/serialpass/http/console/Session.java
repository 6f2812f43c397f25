package io.serialpass.http.console;

import io.serialpass.organization.ApiTokenHash;
import java.time.Instant;

/**
 * A browser that signed in.
 *
 * @param token the API token that was shown, of which only the hash is kept
 * @param formToken a secret that each form of this session has, and that no other site can know
 * @param end when the session ends, however much it is used
 */
record Session(ApiTokenHash token, String formToken, Instant end) {

    @Override
    public String toString() {
        return "Session[end=" + end + "]";
    }
}
