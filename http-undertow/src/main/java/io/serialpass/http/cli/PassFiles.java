package io.serialpass.http.cli;

import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.UnreadablePassException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The passes that are named on the command line, for the commands that act as phones. */
final class PassFiles {

    private static final int MOST = 100_000;
    private static final long MOST_BYTES = 10L << 20;

    private PassFiles() {}

    /**
     * Reads packages.
     *
     * @param places files, and directories whose files {@code .pkpass} count
     * @return the passes, in the order of their names within a directory
     * @throws CommandFailure if one cannot be read, or has no token, or there is none
     */
    static List<PassFile> read(List<Path> places) {
        List<PassFile> passes = new ArrayList<>();
        for (Path place : places) {
            for (Path file : filesOf(place)) {
                passes.add(readFile(file));
            }
        }
        if (passes.isEmpty()) {
            throw new CommandFailure("There is no file .pkpass in " + places.get(0) + ".", new IOException("none"));
        }
        return passes;
    }

    private static List<Path> filesOf(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".pkpass"))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(
                    "The directory " + place + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        }
    }

    private static PassFile readFile(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure("The file " + file + " has more than 10 MB.", new IOException("size"));
            }
            PassFile pass = PassFile.read(Files.readAllBytes(file));
            if (pass.token().isEmpty()) {
                throw new CommandFailure(
                        "The pass in " + file + " has no authenticationToken, so no phone asks for its updates.",
                        new IOException("token"));
            }
            return pass;
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + TransferFormats.reason(e) + ".", e);
        } catch (UnreadablePassException e) {
            throw new CommandFailure("The file " + file + " is no pass. " + e.getMessage(), e);
        }
    }
}
