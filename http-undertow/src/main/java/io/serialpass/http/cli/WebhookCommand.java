package io.serialpass.http.cli;

import picocli.CommandLine.Command;

/** The commands of webhooks. They work on the store; a server that runs on it notices within some seconds. */
@Command(
        name = "webhook",
        description = "Works on webhooks. A server that runs on the store delivers the messages.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            WebhookAddCommand.class,
            WebhookListCommand.class,
            WebhookSetCommand.class,
            WebhookRemoveCommand.class,
            WebhookSecretCommand.class,
            WebhookTestCommand.class,
            WebhookDeliveriesCommand.class,
            WebhookResendCommand.class
        })
final class WebhookCommand {}
