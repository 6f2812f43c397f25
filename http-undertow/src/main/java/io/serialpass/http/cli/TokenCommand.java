package io.serialpass.http.cli;

import picocli.CommandLine.Command;

/** The commands of API tokens. They work on the store; a server that runs on it notices within some seconds. */
@Command(
        name = "token",
        description = "Works on API tokens.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand {}
