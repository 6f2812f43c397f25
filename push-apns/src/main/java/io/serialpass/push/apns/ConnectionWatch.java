package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientMetricsListener;

/** Learns from Pushy whether a connection could not be made. Of the event loop's thread alone. */
final class ConnectionWatch implements ApnsClientMetricsListener {

    private boolean hasFailed;

    /** Whether an attempt failed: the push that fails next is told why. */
    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public void handleConnectionCreationFailed(ApnsClient client) {
        hasFailed = true;
    }

    @Override
    public void handleConnectionAdded(ApnsClient client) {
        // What is sent over it is answered.
    }

    @Override
    public void handleConnectionRemoved(ApnsClient client) {
        // What was under way over it has failed.
    }

    @Override
    public void handleWriteFailure(ApnsClient client, long number) {
        // The push itself says so.
    }

    @Override
    public void handleNotificationSent(ApnsClient client, long number) {
        // The push itself says so.
    }

    @Override
    public void handleNotificationAccepted(ApnsClient client, long number) {
        // The push itself says so.
    }

    @Override
    public void handleNotificationRejected(ApnsClient client, long number) {
        // The push itself says so.
    }
}
