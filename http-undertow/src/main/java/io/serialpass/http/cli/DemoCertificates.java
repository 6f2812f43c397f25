package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The certificates of {@code --demo}: an authority of its own, which no phone trusts, made at the first start and kept in a
 * directory, so that the passes of the demo stay the same from start to start.
 */
final class DemoCertificates {

    static final Path DIRECTORY = Path.of("serialpass-demo-certificates");

    private static final String TEAM = "DEMO123456";

    private DemoCertificates() {}

    /** The demo's certificates; made where they are not there yet. */
    static SigningIdentities open(PassTypeIdentifier type, Clock clock) {
        Path directory = DIRECTORY;
        Path certificate = directory.resolve("demo.pem");
        try {
            if (!Files.exists(certificate)) {
                make(directory, certificate, type, clock.instant());
            }
            return PackageOptions.identities(List.of(directory));
        } catch (IOException e) {
            throw new CommandFailure(
                    "The demo's certificates cannot be written to " + directory.toAbsolutePath()
                            + ". Start in a directory that can be written, or name certificates with --certificates.",
                    e);
        }
    }

    private static void make(Path directory, Path certificate, PassTypeIdentifier type, Instant now)
            throws IOException {
        TrialAuthority authority = TrialAuthority.create(now.minus(Duration.ofHours(1)), new SecureRandom());
        TrialAuthority.Issued issued =
                authority.issue(type, TEAM, "RSA", now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(365)));
        PrivateFiles.createDirectory(directory);
        PrivateFiles.write(directory.resolve("root.crt"), TrialAuthority.toPem(authority.root()));
        PrivateFiles.write(directory.resolve("intermediate.crt"), TrialAuthority.toPem(authority.intermediate()));
        // The last one, since it is what tells that all are there.
        PrivateFiles.write(certificate, issued.toPem());
    }
}
