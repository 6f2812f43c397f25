package io.serialpass.http.cli;

import io.serialpass.storage.CopiedTable;
import io.serialpass.storage.Storages;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies a store into a new one, which may be of another kind; no server may run on either. */
@Command(
        name = "copy",
        description =
                "Copies a store into a new one, which may be of another kind: from an SQLite file into PostgreSQL, or back."
                        + " It is refused while a server runs on one of them.",
        footer = {
            "",
            "If a copy was interrupted, the same command goes on where it was. At the end all rows of both stores are compared;"
                    + " servers refuse the new store until then. The store that is copied stays as it is.",
            "Exit status: 0 the copy is complete, 1 failed, 2 called wrongly."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CopyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            converter = FileNames.InText.class,
            description = "The store to copy: jdbc:sqlite:FILE, or jdbc:postgresql://HOST/DATABASE?user=NAME with the"
                    + " password in PGPASSWORD.")
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            converter = FileNames.InText.class,
            description = "The new store, in the same form: a file that is not there, or an empty database.")
    private String to;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CopyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Storages.copy(from, to, table -> print(out, table));
        out.println("The copy is complete. Start the servers with the new store.");
        return 0;
    }

    private static void print(PrintWriter out, CopiedTable table) {
        out.println(table.name() + ": " + table.rows() + " rows, SHA-256 " + table.digest());
    }
}
