package io.serialpass.http.cli;

import io.serialpass.http.web.Dates;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.Role;
import io.serialpass.service.ApiTokenCreateOutcome;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Issues an API token. */
@Command(
        name = "create",
        description = "Issues an API token, and prints it this once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TokenCreateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenStore store;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "What the token may do: read; write, which also changes serial numbers, items and passes;"
                    + " admin, which may do all; scan, which only redeems passes.")
    private Role role;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            converter = NameConverter.class,
            description = "What the token is for. Default: the name of the role")
    private @Nullable String name;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            converter = ExpiryConverter.class,
            description = "From when on the token is refused: a date such as 2027-01-31 or 2027-01-31T12:00:00Z, or a"
                    + " number of days such as 90d. Default: never")
    private @Nullable Instant expires;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    TokenCreateCommand() {}

    static final class RoleConverter implements ITypeConverter<Role> {
        @Override
        public Role convert(String text) {
            return Role.ofLabel(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                            + Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "))));
        }
    }

    static final class NameConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return ApiTokenDetails.requireName(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it " + e.getMessage());
            }
        }
    }

    static final class ExpiryConverter implements ITypeConverter<Instant> {

        private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

        @Override
        public Instant convert(String text) {
            Matcher days = DAYS.matcher(text);
            if (days.matches()) {
                return Clock.systemUTC().instant().plus(Duration.ofDays(Integer.parseInt(days.group(1))));
            }
            return Dates.parse(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text
                            + "' is neither a date such as 2027-01-31T12:00:00Z nor a number of days such as 90d"));
        }
    }

    @Override
    public Integer call() {
        ApiTokenDetails details = ApiTokenDetails.of(Optional.ofNullable(name), role, Optional.ofNullable(expires));
        ApiTokenCreateOutcome outcome = store.call((tokens, organization) -> tokens.create(organization, details));
        PrintWriter out = spec.commandLine().getOut();
        return outcome.match(
                created -> {
                    out.println("Token " + created.token().id().value() + " is made.");
                    out.println("API token: " + created.secret().secret());
                    out.flush();
                    return 0;
                },
                past -> {
                    throw new CommandFailure(
                            "The time of --expires must be in the future.", new IllegalStateException("past"));
                },
                tooMany -> {
                    throw new CommandFailure(
                            "The organization has " + tooMany.most()
                                    + " tokens, which is the most that it may have. Revoke one first.",
                            new IllegalStateException("too many"));
                });
    }
}
