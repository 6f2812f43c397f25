package io.serialpass.http.cli;

import io.serialpass.push.PushSender;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.push.apns.ApnsPushSenderBuilder;
import io.serialpass.push.apns.ApnsPushType;
import io.serialpass.push.apns.ApnsTokenKey;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of pushes. */
final class PushOptions {

    private static final long MOST_BYTES = 64 << 10;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,253})|[0-9A-Fa-f:]{2,39}");
    private static final String OF_APPLE = ".push.apple.com";
    private static final Set<String> SANDBOXES = Set.of("api.sandbox" + OF_APPLE, "api.development" + OF_APPLE);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--push",
            negatable = true,
            defaultValue = "${env:SERIALPASS_PUSH:-true}",
            fallbackValue = "true",
            description = "Whether phones are told when a pass of theirs has changed, over Apple's push service (APNs),"
                    + " with the certificate of the pass type. Without a certificate the pushes wait. Default: --push"
                    + " (env: SERIALPASS_PUSH, true or false)")
    private boolean push;

    @Option(
            names = "--push-host",
            paramLabel = "NAME",
            defaultValue = "${env:SERIALPASS_PUSH_HOST:-api.push.apple.com}",
            description = "The host of the push service. Default: api.push.apple.com (env: SERIALPASS_PUSH_HOST)")
    private String host;

    @Option(
            names = "--push-port",
            paramLabel = "PORT",
            defaultValue = "${env:SERIALPASS_PUSH_PORT:-443}",
            description =
                    "The port of the push service. Apple also listens at 2197. Default: 443 (env: SERIALPASS_PUSH_PORT)")
    private int port;

    @Option(
            names = "--push-trust",
            paramLabel = "FILE",
            defaultValue = "${env:SERIALPASS_PUSH_TRUST}",
            description =
                    "Certificates (PEM) that the push service may show, in place of those that Java trusts: for a stand-in"
                            + " of APNs. Default: none (env: SERIALPASS_PUSH_TRUST)")
    private @Nullable Path trust;

    @Option(
            names = "--push-type",
            paramLabel = "TYPE",
            defaultValue = "${env:SERIALPASS_PUSH_TYPE:-alert}",
            description =
                    "The push type: alert, background or none. Apple's pages name no push type for passes. Pushes of the type"
                            + " background may come late. Default: alert (env: SERIALPASS_PUSH_TYPE)")
    private ApnsPushType type;

    @Option(
            names = "--push-priority",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_PUSH_PRIORITY}",
            description =
                    "The priority: 10 delivers at once, 5 when the battery allows it. Default: 10; background allows only 5"
                            + " (env: SERIALPASS_PUSH_PRIORITY)")
    private @Nullable Integer priority;

    @Option(
            names = "--push-expiration",
            paramLabel = "DAYS",
            defaultValue = "${env:SERIALPASS_PUSH_EXPIRATION:-30}",
            description = "How long the push service keeps a push for a phone that is offline, 30 at most. Default: 30"
                    + " (env: SERIALPASS_PUSH_EXPIRATION)")
    private int expirationDays;

    @Option(
            names = "--push-in-flight",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_PUSH_IN_FLIGHT:-1000}",
            description =
                    "How many pushes may wait for an answer at once. Default: 1000 (env: SERIALPASS_PUSH_IN_FLIGHT)")
    private int inFlight;

    @Option(
            names = "--push-key",
            paramLabel = "FILE",
            defaultValue = "${env:SERIALPASS_PUSH_KEY}",
            description = "A token key of Apple's (AuthKey_....p8), which pushes all pass types of its team in place of"
                    + " their certificates. Default: none (env: SERIALPASS_PUSH_KEY)")
    private @Nullable Path key;

    @Option(
            names = "--push-key-id",
            paramLabel = "ID",
            defaultValue = "${env:SERIALPASS_PUSH_KEY_ID}",
            description = "The id of that key, 10 letters and digits. (env: SERIALPASS_PUSH_KEY_ID)")
    private @Nullable String keyId;

    @Option(
            names = "--push-team-id",
            paramLabel = "ID",
            defaultValue = "${env:SERIALPASS_PUSH_TEAM_ID}",
            description = "The team of that key, 10 letters and digits. (env: SERIALPASS_PUSH_TEAM_ID)")
    private @Nullable String teamId;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    PushOptions() {}

    /**
     * The sender that the options ask for. It connects when there is something to push.
     *
     * @param identities the certificates of this server
     * @return the sender, which is the caller's to close
     * @throws ParameterException if an option has a value that it cannot have, or a file that cannot be used
     */
    PushSender sender(SigningIdentities identities, Clock clock) {
        OptionRange.require(spec, "--push-port", port, 1, 65_535);
        OptionRange.require(spec, "--push-expiration", expirationDays, 1, 30);
        OptionRange.require(spec, "--push-in-flight", inFlight, 1, 10_000);
        requireHost();
        Optional<ApnsTokenKey> tokenKey = tokenKey();
        List<X509Certificate> trusted = trusted();
        if (!push) {
            return PushSender.none();
        }
        boolean isForApple = host.toLowerCase(Locale.ROOT).endsWith(OF_APPLE);
        ApnsPushSenderBuilder builder = ApnsPushSender.builder(new IdentityCredentials(identities, clock, isForApple))
                .clock(clock)
                .server(host, port)
                .trust(trusted)
                .pushType(type)
                .expiration(Duration.ofDays(expirationDays))
                .mostUnderWay(inFlight);
        tokenKey.ifPresent(builder::tokenKey);
        if (priority != null) {
            builder.priority(priority);
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw invalid("--push-priority", String.valueOf(priority), String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether pushes go to Apple, with the certificates of the pass types. */
    boolean isToApple() {
        return push && host.toLowerCase(Locale.ROOT).endsWith(OF_APPLE) && !isGiven(key);
    }

    private void requireHost() {
        if (!HOST.matcher(host).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--push-host': '" + host
                            + "' is no name or address of a host, such as api.push.apple.com");
        }
        if (SANDBOXES.contains(host.toLowerCase(Locale.ROOT))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--push-host': Apple pushes passes in production alone; its sandbox knows no"
                            + " phone");
        }
    }

    private Optional<ApnsTokenKey> tokenKey() {
        boolean hasIds = isGiven(keyId) && isGiven(teamId);
        if (!isGiven(key) && !isGiven(keyId) && !isGiven(teamId)) {
            return Optional.empty();
        }
        if (key == null || !isGiven(key) || !hasIds) {
            throw new ParameterException(
                    spec.commandLine(), "--push-key, --push-key-id and --push-team-id need each other: give all three");
        }
        String p8 = new String(read("--push-key", key), StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(ApnsTokenKey.of(
                    p8, String.valueOf(keyId).strip(), String.valueOf(teamId).strip()));
        } catch (IllegalArgumentException e) {
            throw invalid("--push-key", key.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** A variable of the environment may be there and empty. */
    private static boolean isGiven(@Nullable Object value) {
        return value != null && !value.toString().isBlank();
    }

    private List<X509Certificate> trusted() {
        if (trust == null || !isGiven(trust)) {
            return List.of();
        }
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read("--push-trust", trust)))
                    .stream()
                    .flatMap(any -> any instanceof X509Certificate one ? Stream.of(one) : Stream.empty())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw invalid("--push-trust", trust.toString(), "It holds no certificate that can be read.", e);
        }
        throw new ParameterException(
                spec.commandLine(),
                "Invalid value for option '--push-trust' (" + trust + "): It holds no certificate.");
    }

    private byte[] read(String option, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '" + option + "' (" + file + "): It is too large.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw invalid(option, file.toString(), "There is no such file.", e);
        } catch (IOException e) {
            throw invalid(option, file.toString(), "It cannot be read.", e);
        }
    }

    private ParameterException invalid(String option, String value, String why, Exception cause) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "' (" + value + "): " + why, cause);
    }
}
