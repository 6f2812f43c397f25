package io.serialpass.http.cli;

import io.serialpass.wallet.UnusableCertificateException;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the packages that are made here. */
final class PackageOptions {

    private static final String PASS_PHRASE = "SERIALPASS_CERTIFICATE_PASSPHRASE";

    private static final long MOST_CACHE = 1L << 40;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--certificates",
            paramLabel = "PATHS",
            converter = FileNames.InText.class,
            defaultValue = "${env:SERIALPASS_CERTIFICATES}",
            description =
                    "Files and directories, with commas between, of Pass Type ID certificates, their keys and Apple's"
                            + " intermediate (PKCS #12, PEM or DER). They are loaded again when they change. The pass phrase of a.p12"
                            + " is the first line of a.p12.passphrase beside it, else of the environment variable "
                            + PASS_PHRASE
                            + ". Default: none (env: SERIALPASS_CERTIFICATES)")
    private @Nullable String certificates;

    @Option(
            names = "--web-service-url",
            paramLabel = "URL",
            defaultValue = "${env:SERIALPASS_WEB_SERVICE_URL}",
            description =
                    "Where phones reach this server, such as https://passes.example.com, without /v1. It becomes the"
                            + " webServiceURL of passes whose template names none. Default: none (env: SERIALPASS_WEB_SERVICE_URL)")
    private @Nullable String webServiceUrl;

    @Option(
            names = "--package-cache",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            defaultValue = "${env:SERIALPASS_PACKAGE_CACHE:-64MB}",
            description =
                    "How many bytes of packages are kept in memory, a sixteenth of the heap at most. Default: 64MB"
                            + " (env: SERIALPASS_PACKAGE_CACHE)")
    private ByteSize packageCache;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    PackageOptions() {}

    /** Whether certificates are named. */
    boolean hasCertificates() {
        return certificates != null && !certificates.isBlank();
    }

    /**
     * The certificates that are named.
     *
     * @throws CommandFailure if one cannot be used
     */
    SigningIdentities identities() {
        if (certificates == null || certificates.isBlank()) {
            return SigningIdentities.of();
        }
        List<Path> paths = Arrays.stream(certificates.split(",", -1))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
        return identities(paths);
    }

    static SigningIdentities identities(List<Path> paths) {
        try {
            return new CertificateFiles(paths, GivenTexts.variable(PASS_PHRASE));
        } catch (UnusableCertificateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** How many bytes of packages are kept in memory. */
    long memory() {
        if (packageCache.bytes() < 0 || packageCache.bytes() > MOST_CACHE) {
            throw new ParameterException(spec.commandLine(), "--package-cache must be 1TB at most");
        }
        return packageCache.bytes();
    }

    Optional<String> webServiceUrl() {
        if (webServiceUrl == null || webServiceUrl.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WebServiceUrl.checked(webServiceUrl));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--web-service-url': '" + webServiceUrl + "' " + e.getMessage(),
                    e);
        }
    }
}
