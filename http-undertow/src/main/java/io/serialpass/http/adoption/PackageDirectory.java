package io.serialpass.http.adoption;

import io.serialpass.http.web.Percent;
import io.serialpass.service.AdoptedPackages;
import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the packages of another server in a directory: by the name that the server tells, else by pass type and serial number.
 * Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PackageDirectory implements AdoptedPackages {

    private static final long MOST_BYTES = 10L << 20;

    private final Path directory;

    /**
     * Makes one.
     *
     * @param directory the directory
     */
    public PackageDirectory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Found find(AdoptionRow.Issued row) {
        List<Path> places =
                row.packageName().map(name -> place(name).stream().toList()).orElseGet(() -> places(row.pass()));
        Optional<Path> file = places.stream().filter(Files::isRegularFile).findFirst();
        try {
            if (file.isEmpty()) {
                return Found.missing("There is no package of the pass " + row.pass() + " in the directory.");
            }
            return Files.size(file.get()) > MOST_BYTES
                    ? Found.missing("The package of the pass " + row.pass() + " has more than 10 MB.")
                    : Found.of(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            return Found.missing("The package of the pass " + row.pass() + " cannot be read.");
        }
    }

    private List<Path> places(PassId pass) {
        String type = pass.passTypeIdentifier().value();
        String serialNumber = pass.serialNumber().value();
        return Stream.of(serialNumber, Percent.encode(serialNumber))
                .flatMap(name -> Stream.of(type + "/" + name, name))
                .flatMap(name -> place(name + ".pkpass").stream())
                .toList();
    }

    /** A place in the directory; empty for one that leads out of it. */
    private Optional<Path> place(String name) {
        try {
            return Optional.of(directory.resolve(name).normalize())
                    .filter(place -> place.startsWith(directory) && !place.equals(directory));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
