package io.serialpass.http.cli;

import io.serialpass.http.tls.TlsFiles;
import io.serialpass.http.tls.UnusableTlsFilesException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of TLS, and the rule that nobody listens in public without it by mistake. */
final class TlsOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            defaultValue = "${env:SERIALPASS_TLS_CERTIFICATE}",
            description =
                    "The certificate of this server and its issuers (PEM). With it the server speaks TLS, with HTTP/2 for"
                            + " clients that ask for it. The file is read again when it changes. Default: none"
                            + " (env: SERIALPASS_TLS_CERTIFICATE)")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:SERIALPASS_TLS_KEY}",
            description =
                    "The private key of that certificate (PEM: PKCS #8, PKCS #1 or SEC 1). The pass phrase of an encrypted key"
                            + " is the first line of FILE.passphrase. Default: the file of the certificate"
                            + " (env: SERIALPASS_TLS_KEY)")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            negatable = true,
            fallbackValue = "true",
            defaultValue = "${env:SERIALPASS_BEHIND_PROXY:-false}",
            description =
                    "A proxy in front of this server does TLS, and nobody else reaches this port. Without this option and"
                            + " without TLS, the server listens at addresses of this machine alone. Default: false"
                            + " (env: SERIALPASS_BEHIND_PROXY, true or false)")
    private boolean behindProxy;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TlsOptions() {}

    /** Whether the server is to speak TLS. */
    boolean isOn() {
        return isGiven(certificate);
    }

    /** Whether a proxy is in front. */
    boolean isBehindProxy() {
        return behindProxy;
    }

    /**
     * Refuses a host that other machines reach where nothing protects what is sent.
     *
     * @throws ParameterException if the host is one
     */
    void requireSafe(String host) {
        if (!isOn() && isGiven(key)) {
            throw new ParameterException(spec.commandLine(), "--tls-key needs --tls-certificate: give both");
        }
        if (!isOn() && !behindProxy && isPublic(host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The host " + host
                            + " is reached by other machines, and without TLS whoever is on the way reads all"
                            + " tokens and passes. Give --tls-certificate and --tls-key; or --behind-proxy, if a proxy in"
                            + " front does TLS and nobody else reaches this port; or --host 127.0.0.1");
        }
    }

    /** A host that is not known is refused when the server is to listen there. */
    private static boolean isPublic(String host) {
        try {
            return !Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The files that are named.
     *
     * @return the files, which the caller closes; empty for a server without TLS
     * @throws CommandFailure if they cannot be used
     */
    Optional<TlsFiles> files(Clock clock) {
        if (certificate == null || !isOn()) {
            return Optional.empty();
        }
        Path keyFile = key == null || !isGiven(key) ? certificate : key;
        PrivateFiles.requirePrivate(keyFile);
        try {
            return Optional.of(TlsFiles.open(certificate, keyFile, clock));
        } catch (UnusableTlsFilesException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isGiven(@Nullable Path file) {
        return file != null && !file.toString().isBlank();
    }
}
