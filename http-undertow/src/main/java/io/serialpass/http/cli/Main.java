package io.serialpass.http.cli;

import io.serialpass.storage.StorageException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program {@code serialpass}. */
@Command(
        name = "serialpass",
        description = "Keeps serial numbers and the wallet passes that carry them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            PassTypeCommand.class,
            DoctorCommand.class
        })
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the process with its status: 0 done, 1 failed, 2 called wrongly, 3 done in part.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        // Undertow's logging would otherwise look for other libraries first.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        int status = commandLine().execute(arguments);
        if (status != ServeCommand.RUNNING) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> complain(e))
                .setExecutionExceptionHandler((e, commandLine, result) -> {
                    if (!(e instanceof StorageException) && !(e instanceof CommandFailure)) {
                        throw e;
                    }
                    commandLine.getErr().println("serialpass: " + e.getMessage());
                    return commandLine.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static int complain(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("serialpass: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ". '"
                + command.getCommandSpec().qualifiedName() + " --help' lists what there is.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
