package io.serialpass.http.cli;

import io.serialpass.http.cli.ConfigurationFile.UnusableConfigurationException;
import io.serialpass.http.cli.GivenTexts.UnreadableTextException;
import io.serialpass.http.server.TemporaryFiles;
import io.serialpass.organization.Actor;
import io.serialpass.storage.StorageException;
import io.serialpass.turn.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program {@code serialpass}.
 *
 * @since 0.1
 */
@Command(
        name = "serialpass",
        description = "Keeps serial numbers and the wallet passes that carry them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            ConfigCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            AdoptCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CheckCommand.class,
            CopyCommand.class,
            PassTypeCommand.class,
            DoctorCommand.class,
            TraceCommand.class,
            TokenCommand.class,
            WebhookCommand.class,
            SimulateCommand.class,
            ConformCommand.class
        })
public final class Main {

    private static final String NATIVE_LIBRARY_DIRECTORY = "org.sqlite.tmpdir";

    /** It is read before the other options are: see {@link ConfigurationFile#named}. */
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "A file of settings (TOML): max-connections = 500 is the option --max-connections 500. Options"
                            + " and the environment come before it. (env: SERIALPASS_CONFIG)")
    @SuppressWarnings("unused")
    private @Nullable String config;

    private Main() {}

    /**
     * Runs a command and ends the process with its status: 0 done, 1 failed, 2 called wrongly, 3 done in part, 4 ended by an error
     * such as the lack of memory.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        // Undertow's logging would otherwise look for other libraries first.
        System.setProperty("org.jboss.logging.provider", "slf4j");
        Thread.setDefaultUncaughtExceptionHandler(new EndingHandler());
        int status = run(arguments);
        if (status != ServeCommand.RUNNING) {
            System.exit(status);
        }
    }

    private static int run(String[] arguments) {
        try {
            String[] given = GivenTexts.arguments(arguments);
            keepNativeLibrary();
            return execute(commandLine(), given);
        } catch (UnreadableTextException e) {
            System.err.println("serialpass: " + e.getMessage() + ".");
            return CommandLine.ExitCode.USAGE;
        } catch (IOException e) {
            System.err.println("serialpass: The temporary directory " + System.getProperty("java.io.tmpdir")
                    + " cannot be used: " + TransferFormats.reason(e)
                    + ". Choose another one with java -Djava.io.tmpdir=DIRECTORY.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** SQLite's library is unpacked to be loaded. A process that is killed cannot remove it; the next one can. */
    private static void keepNativeLibrary() throws IOException {
        if (System.getProperty(NATIVE_LIBRARY_DIRECTORY) == null) {
            System.setProperty(
                    NATIVE_LIBRARY_DIRECTORY, TemporaryFiles.directory().toString());
        }
    }

    /**
     * Runs a command with the settings of the configuration file, if one is named.
     *
     * @return its status
     */
    static int execute(CommandLine command, String... arguments) {
        try {
            Optional<String> file = ConfigurationFile.named(arguments);
            if (file.isPresent()) {
                ConfigurationFile read =
                        ConfigurationFile.read(new FileNames().convert(file.get()), Setting.ofServer(command));
                command.setDefaultValueProvider(new SettingDefaults(read));
            }
        } catch (UnusableConfigurationException | CommandFailure | TypeConversionException e) {
            command.getErr().println("serialpass: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return command.execute(arguments);
    }

    /** The configuration file that a command has its settings of. */
    static ConfigurationFile configuration(CommandLine command) {
        return command.getDefaultValueProvider() instanceof SettingDefaults defaults
                ? defaults.file()
                : ConfigurationFile.NONE;
    }

    static CommandLine commandLine() {
        return commandLine(CommandLine.defaultFactory());
    }

    /**
     * The command line of the program.
     *
     * @param factory makes the commands
     */
    static CommandLine commandLine(CommandLine.IFactory factory) {
        return new CommandLine(new Main(), factory)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new SettingDefaults(ConfigurationFile.NONE))
                .registerConverter(Path.class, new FileNames())
                .setExecutionStrategy(Main::runParsed)
                .setParameterExceptionHandler((e, arguments) -> complain(e))
                .setExecutionExceptionHandler((e, commandLine, result) -> {
                    if (!(e instanceof StorageException)
                            && !(e instanceof CommandFailure)
                            && !(e instanceof UnreadableTextException)) {
                        throw e;
                    }
                    commandLine.getErr().println("serialpass: " + e.getMessage());
                    return commandLine.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    /** Runs a command, or shows its help; not that of another command where the one named is unknown. */
    private static int runParsed(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            List<String> unknown = command.getUnmatchedArguments();
            if (!unknown.isEmpty()) {
                return complain(new UnmatchedArgumentException(command, unknown));
            }
        }
        // A server changes rows for those who call it, and any other command for whoever gives the command.
        List<CommandLine> commands = parsed.asCommandLineList();
        boolean isServer = commands.get(commands.size() - 1).getCommand() instanceof ServeCommand;
        Turn turn = isServer ? Turn.ANYBODY : Turn.ANYBODY.actedBy(Optional.of(Actor.commandLine()));
        return turn.call(() -> new CommandLine.RunLast().execute(parsed));
    }

    private static int complain(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        message += origin(command, message);
        err.println("serialpass: " + message + (message.matches(".*[.?!]") ? " '" : ". '")
                + command.getCommandSpec().qualifiedName() + " --help' lists what there is.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Where the value stands that a message complains of, if it is in the configuration file. */
    private static String origin(CommandLine command, String message) {
        ConfigurationFile file = configuration(command);
        return Setting.of(command.getCommandSpec()).stream()
                .filter(setting -> message.contains("option '--" + setting.key() + "'"))
                .filter(setting -> file.value(setting).isPresent()
                        && System.getenv(setting.variable()) == null
                        && !isGiven(command, setting))
                .map(setting -> " (it stands in " + file.file().orElseThrow() + ")")
                .findFirst()
                .orElse("");
    }

    private static boolean isGiven(CommandLine command, Setting setting) {
        ParseResult parsed = command.getParseResult();
        return parsed != null && parsed.hasMatchedOption(setting.option());
    }
}
