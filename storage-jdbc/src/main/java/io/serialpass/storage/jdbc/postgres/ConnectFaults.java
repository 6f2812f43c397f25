package io.serialpass.storage.jdbc.postgres;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says why a server got no connection when it started, and what to do about it. */
final class ConnectFaults {

    private static final String NAME_THE_FILE =
            " Name the file with the certificate of the authority that issued it: sslrootcert=FILE in the URL.";

    private ConnectFaults() {}

    /** The reason, in one line. */
    static String reason(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        if (has(causes, SSLException.class)) {
            // The driver wraps it. The innermost one is that of the check of certificates, where that is what failed.
            return has(causes, GeneralSecurityException.class)
                    ? "The TLS certificate of the database is not trusted: " + PostgresSchema.oneLine(thrown)
                            + NAME_THE_FILE
                    : "TLS with the database failed: " + PostgresSchema.oneLine(thrown);
        }
        if (has(causes, FileNotFoundException.class) || has(causes, GeneralSecurityException.class)) {
            // The driver's message names the file, and what it is for.
            Optional<Throwable> drivers =
                    causes.stream().filter(SQLException.class::isInstance).findFirst();
            return PostgresSchema.sentence(drivers.orElse(thrown));
        }
        return PostgresSchema.oneLine(thrown);
    }

    private static boolean has(List<Throwable> causes, Class<? extends Exception> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
