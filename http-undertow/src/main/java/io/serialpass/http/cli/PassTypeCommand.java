package io.serialpass.http.cli;

import picocli.CommandLine.Command;

/** The commands of pass types. */
@Command(
        name = "pass-type",
        description = "Works on pass types.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PassTypeNewCommand.class, PassTypeImportCommand.class})
final class PassTypeCommand {}
