package io.serialpass.http.cli;

import io.serialpass.http.adoption.AdoptionOptions;
import io.serialpass.http.adoption.SourceDatabase;
import io.serialpass.http.transfer.TransferFormat;
import io.serialpass.organization.PassTypeIdentifier;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is adopted. */
final class AdoptionSourceOptions {

    private static final String JDBC = "jdbc:";
    private static final String PASSWORD = "SERIALPASS_FROM_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            required = true,
            converter = FileNames.InText.class,
            description =
                    "The old server's database, such as jdbc:sqlite:FILE; or a file, CSV or one JSON object a line, with"
                            + " passTypeIdentifier, serialNumber, authenticationToken and, if there are, deviceLibraryIdentifier,"
                            + " pushToken, dateCreated, lastUpdated, dateRegistered, voided, expirationDate, package. - for standard"
                            + " input. The password of a database is read from the environment variable " + PASSWORD
                            + ".")
    private String from;

    @Option(names = "--from-user", paramLabel = "NAME", description = "The user of the database.")
    private @Nullable String user;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description =
                    "Whose tables the database has: django-walletpass, coorasse-passkit, vapor or spatie. Default: those that"
                            + " are there")
    private @Nullable String layout;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format of a file, csv or ndjson. Default: by its name, else csv")
    private @Nullable TransferFormat format;

    @Option(
            names = "--pass-type",
            paramLabel = "[CLASS=]ID",
            description = "The pass type where the source tells none; for coorasse-passkit one for each class, such as"
                    + " Passkit::UserCard=pass.com.example.card. Can be given more than once.")
    private List<String> passTypes = List.of();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The time zone of times that tell none, such as Europe/Zurich. Default: UTC")
    private String zone;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    AdoptionSourceOptions() {}

    String from() {
        return from;
    }

    boolean isDatabase() {
        return from.startsWith(JDBC);
    }

    Path file() {
        return Path.of(from);
    }

    TransferFormat format(Path file) {
        return format != null ? format : TransferFormats.byName(file);
    }

    SourceDatabase open() {
        if (layout != null && !SourceDatabase.layouts().contains(layout)) {
            throw invalid("--layout", layout, "it must be one of " + String.join(", ", SourceDatabase.layouts()));
        }
        return SourceDatabase.open(
                from, Optional.ofNullable(user), GivenTexts.variable(PASSWORD), Optional.ofNullable(layout), options());
    }

    AdoptionOptions options() {
        Map<String, PassTypeIdentifier> byClass = new HashMap<>();
        Optional<PassTypeIdentifier> passType = Optional.empty();
        for (String given : passTypes) {
            int equals = given.indexOf('=');
            PassTypeIdentifier type = passType(given, given.substring(equals + 1));
            if (equals < 0) {
                passType = Optional.of(type);
            } else {
                byClass.put(given.substring(0, equals), type);
            }
        }
        return new AdoptionOptions(passType, byClass, zone());
    }

    private PassTypeIdentifier passType(String given, String identifier) {
        try {
            return new PassTypeIdentifier(identifier);
        } catch (IllegalArgumentException e) {
            throw invalid("--pass-type", given, "the pass type identifier " + e.getMessage());
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw invalid("--zone", zone, "there is no such time zone");
        }
    }

    private ParameterException invalid(String option, String value, String why) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': '" + value + "': " + why);
    }
}
