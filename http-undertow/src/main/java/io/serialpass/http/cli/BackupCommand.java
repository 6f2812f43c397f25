package io.serialpass.http.cli;

import io.serialpass.storage.Storages;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the store into one file; a server may run on it meanwhile. */
@Command(
        name = "backup",
        description = "Copies the store, as of one moment, into one file that was checked. A server may run meanwhile.",
        footer = {"", "Exit status: 0 the file is complete, 1 failed and nothing was changed, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to make, readable by its owner alone.")
    private Path file;

    @Mixin
    private StorageOption storage;

    @Option(names = "--overwrite", description = "Replace FILE if it is there, once the new backup is complete.")
    private boolean overwrite;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    BackupCommand() {}

    @Override
    public Integer call() {
        Storages.backup(storage.url(), file, overwrite);
        spec.commandLine().getOut().println("The backup " + file + " is complete, and was checked.");
        return 0;
    }
}
