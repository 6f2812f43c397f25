package io.serialpass.http.cli;

import io.serialpass.storage.Storages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup into the place of the store; no server may run on it. */
@Command(
        name = "restore",
        description = "Puts a backup into the place of the store. It is refused while a server runs on the store.",
        footer = {
            "",
            "The store that was there is kept beside the new one, and its name is printed. The backup stays as it is.",
            "Exit status: 0 restored, 1 failed and the store is as it was, 2 called wrongly."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKUP", description = "A file that 'serialpass backup' made.")
    private Path backup;

    @Mixin
    private StorageOption storage;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    RestoreCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Storages.restore(storage.url(), backup)
                .ifPresent(kept -> out.println("The store that was there is kept as " + kept + "."));
        out.println("The store is that of the backup " + backup + ", and was checked. Start the server.");
        return 0;
    }
}
