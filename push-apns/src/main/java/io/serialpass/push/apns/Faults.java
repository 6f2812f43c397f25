package io.serialpass.push.apns;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What it means that a push got no answer. Immutable. */
final class Faults {

    /** Stands before the alert's name in the message of Java; Java 25 also puts that name, in brackets, before all of it. */
    private static final String ALERT = "Received fatal alert: ";

    /** Alerts that say nothing of the certificate. */
    private static final Set<String> PASSING = Set.of("close_notify", "internal_error", "user_canceled");

    private static final int DEEPEST = 10;

    /** The host and the port, as they are named in sentences. */
    private final String server;

    Faults(String host, int port) {
        this.server = host + ":" + port;
    }

    PushAnswer of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            PushAnswer known = ofOne(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return failed("The connection to " + server + " ended before the answer.");
    }

    private @Nullable PushAnswer ofOne(Throwable cause) {
        if (cause instanceof SslHandshakeTimeoutException || cause instanceof ConnectTimeoutException) {
            return failed(server + " did not take the connection in time.");
        }
        if (cause instanceof UnknownHostException) {
            return failed("The name of " + server + " cannot be found.");
        }
        if (cause instanceof CertificateException) {
            return credentials(
                    "The certificate that " + server + " shows is not trusted by this Java, or is not of that"
                            + " name. Look at what stands between this machine and APNs, and at the trusted certificates of"
                            + " Java: APNs' goes back to the root USERTrust RSA Certification Authority.");
        }
        int named = cause instanceof SSLException
                ? String.valueOf(cause.getMessage()).indexOf(ALERT)
                : -1;
        if (named >= 0) {
            String alert = String.valueOf(cause.getMessage()).substring(named + ALERT.length());
            return PASSING.contains(alert)
                    ? failed(server + " ended the TLS handshake (" + alert + ").")
                    : credentials(server + " refuses the certificate (" + alert
                            + "). It may have expired, or been revoked: renew it, and put the new one in its place.");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return failed(server + " cannot be reached.");
        }
        return null;
    }

    /** Nothing came within the time that a push has. */
    PushAnswer late(Duration deadline) {
        long millis = deadline.toMillis();
        return failed(
                server + " did not answer within " + (millis % 1000 == 0 ? millis / 1000 + " s." : millis + " ms."));
    }

    private static PushAnswer failed(String reason) {
        return PushAnswer.unanswered(Verdict.FAILED, reason);
    }

    private static PushAnswer credentials(String reason) {
        return PushAnswer.unanswered(Verdict.CREDENTIALS, reason);
    }
}
