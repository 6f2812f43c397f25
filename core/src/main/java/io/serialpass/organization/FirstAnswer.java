package io.serialpass.organization;

import java.time.Instant;

/**
 * The answer that a request with a key got when it was carried out. Immutable.
 *
 * @param request a hash of the whole request, which differs from that of every other request
 * @param answer the answer in a form that the store does not know, which is not copied and must not be changed
 * @param dateCreated when it was given, in milliseconds
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed: an answer is not worth a copy
public record FirstAnswer(String request, byte[] answer, Instant dateCreated) {

    /** The bytes that a store needs for an answer beside the answer itself, roughly. */
    public static final int BYTES_BESIDE = 500;

    /**
     * How much room it takes.
     *
     * @return the bytes of the answer, and {@value #BYTES_BESIDE} for the rest of the row
     */
    public long size() {
        return answer.length + (long) BYTES_BESIDE;
    }
}
