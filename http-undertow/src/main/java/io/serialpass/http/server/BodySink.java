package io.serialpass.http.server;

import io.serialpass.http.web.Request;

/** Takes a body piece by piece. For one thread at a time. */
interface BodySink {

    /**
     * Takes the next bytes.
     *
     * @throws io.serialpass.http.web.ApiException if they cannot be kept
     */
    void take(byte[] bytes);

    /** Whether {@link #take} may wait for a disk, and so must not run on an I/O thread. */
    boolean blocks();

    /**
     * The body, once all of it was taken.
     *
     * @throws io.serialpass.http.web.ApiException if it cannot be kept
     */
    Request.Body finish();

    /** Frees what the body holds, when its request is done. Calling it again does nothing. */
    void release();
}
