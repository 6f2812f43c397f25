package io.serialpass.http.cli;

import io.serialpass.http.web.Dates;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ApiTokenService;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists API tokens. */
@Command(
        name = "list",
        description = "Lists API tokens: id, role, name, when each was made, when it was used last, when it expires.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TokenListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TokenListCommand() {}

    @Override
    public Integer call() {
        List<IssuedToken> found = store.call((tokens, organization) -> tokens.list(new IssuedTokenQuery(
                        organization,
                        TimeRange.any(),
                        new Listing<>(
                                IssuedTokenSort.DATE_CREATED,
                                SortOrder.ASC,
                                PageRequest.first(ApiTokenService.MOST_TOKENS))))
                .rows());
        PrintWriter out = spec.commandLine().getOut();
        found.forEach(token -> out.println(line(token)));
        out.flush();
        return 0;
    }

    private static String line(IssuedToken token) {
        return String.join(
                "\t",
                Long.toString(token.id().value()),
                token.details().role().label(),
                token.details().name(),
                "made " + Dates.format(token.dateCreated()),
                token.lastUsed().map(time -> "used " + Dates.format(time)).orElse("never used"),
                token.details().expirationDate().map(TokenListCommand::expiry).orElse("never expires"));
    }

    private static String expiry(Instant time) {
        return "expires " + Dates.format(time);
    }
}
