package io.serialpass.http.cli;

import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreFinding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether the store is sound; a server may run on it meanwhile. */
@Command(
        name = "check",
        description =
                "Looks whether the store is sound, and changes nothing in it. A server may run meanwhile. Each check prints a line:"
                        + " what was seen, or what is wrong and what to do.",
        footer = {"", "Exit status: 0 all is well, 1 something is wrong or cannot be looked into, 2 called wrongly."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StorageOption storage;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    CheckCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> wrong = new ArrayList<>();
        Storages.check(storage.url(), finding -> print(finding, out, wrong));
        out.println(
                wrong.isEmpty() ? "The store is sound." : "The store is not sound: " + String.join(", ", wrong) + ".");
        out.flush();
        return wrong.isEmpty() ? 0 : 1;
    }

    /** A check can take minutes, so each line is there as soon as it is known. */
    private static void print(StoreFinding finding, PrintWriter out, List<String> wrong) {
        if (!finding.isSound()) {
            wrong.add(finding.check());
        }
        out.println((finding.isSound() ? "ok: " : "wrong: ") + finding.check() + ": " + finding.text());
        out.flush();
    }
}
