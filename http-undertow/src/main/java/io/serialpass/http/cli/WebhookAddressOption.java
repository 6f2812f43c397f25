package io.serialpass.http.cli;

import picocli.CommandLine.Option;

/** The option that says where receivers of webhooks may be. */
final class WebhookAddressOption {

    @Option(
            names = "--webhook-allow-private",
            defaultValue = "${env:SERIALPASS_WEBHOOK_ALLOW_PRIVATE:-false}",
            fallbackValue = "true",
            description =
                    "Lets webhooks go to the machine itself, there without TLS too, and to its own network. Without it,"
                            + " whoever has an API token could have the server talk to what it alone can reach. Default: off"
                            + " (env: SERIALPASS_WEBHOOK_ALLOW_PRIVATE, true or false)")
    private boolean allowPrivate;

    boolean allowPrivate() {
        return allowPrivate;
    }
}
