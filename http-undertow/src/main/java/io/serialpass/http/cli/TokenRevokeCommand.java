package io.serialpass.http.cli;

import io.serialpass.organization.ApiTokenId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Revokes an API token. */
@Command(
        name = "revoke",
        description = "Revokes an API token. A server that runs refuses it within 5 seconds.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TokenRevokeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @Parameters(paramLabel = "ID", description = "The token's id, as 'token list' shows it.")
    private long id;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TokenRevokeCommand() {}

    @Override
    public Integer call() {
        if (!store.call((tokens, organization) -> tokens.revoke(organization, new ApiTokenId(id)))) {
            throw new CommandFailure(
                    "The token with the id " + id + " doesn't exist. 'serialpass token list' lists what there is.",
                    new IllegalStateException("not found"));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Token " + id + " is revoked.");
        out.flush();
        return 0;
    }
}
