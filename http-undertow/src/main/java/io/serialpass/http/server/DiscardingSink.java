package io.serialpass.http.server;

import io.serialpass.http.web.Request;

/** Passes over a body that a call has no use for. */
final class DiscardingSink implements BodySink {

    @Override
    public void take(byte[] bytes) {}

    @Override
    public boolean blocks() {
        return false;
    }

    @Override
    public Request.Body finish() {
        return Request.Body.NONE;
    }

    @Override
    public void release() {}
}
