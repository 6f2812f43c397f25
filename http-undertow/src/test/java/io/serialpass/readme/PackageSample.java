package io.serialpass.readme;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PassFolder;
import io.serialpass.wallet.apple.PkpassBuilder;
import io.serialpass.wallet.apple.signing.CertificateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a package of what {@code pass-type new tickets} made. */
class PackageSample {

    public static void main(String[] arguments) throws IOException {
        Path tickets = Path.of("tickets");
        PassPackager packager = new ApplePassPackager(
                new CertificateFiles(List.of(tickets.resolve("certificates")), Optional.empty()),
                Optional.empty(),
                Clock.systemUTC());

        byte[] pkpass = PkpassBuilder.of(
                        new PassTypeIdentifier("pass.com.example.ticket"),
                        PassFolder.ofDirectory(tickets.resolve("Ticket.pass")))
                .field("event", "Rock Night")
                .field("seat", "Row 7, seat 4")
                .build(new PassSerialNumber("T-0001"), Instant.now(), packager);
        Files.write(Path.of("T-0001.pkpass"), pkpass);
    }
}
