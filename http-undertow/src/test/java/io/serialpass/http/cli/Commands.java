package io.serialpass.http.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** Runs commands of the program in this process. */
final class Commands {

    private Commands() {}

    /**
     * Runs a command.
     *
     * @param out takes what it writes to standard output
     * @param err takes what it writes to standard error
     * @param arguments the command and its options
     * @return its status
     */
    static int run(Writer out, Writer err, String... arguments) {
        CommandLine command = Main.commandLine();
        redirect(command, new PrintWriter(out, true), new PrintWriter(err, true));
        return Main.execute(command, arguments);
    }

    private static void redirect(CommandLine command, PrintWriter out, PrintWriter err) {
        command.setOut(out).setErr(err);
        command.getSubcommands().values().forEach(sub -> redirect(sub, out, err));
    }
}
