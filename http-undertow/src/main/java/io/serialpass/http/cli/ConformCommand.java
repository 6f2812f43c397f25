package io.serialpass.http.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.simulator.conform.Conformance;
import io.serialpass.simulator.conform.ConformanceReport;
import io.serialpass.simulator.conform.Outcome;
import io.serialpass.simulator.conform.RuleResult;
import io.serialpass.simulator.web.NoAnswerException;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a wallet web service with every rule of the protocol. */
@Command(
        name = "conform",
        description =
                "Tries any wallet web service with every rule of Apple's protocol that can be seen from outside. For each"
                        + " rule it says: kept, broken or not told; for a broken one what was sent, what came, what is"
                        + " right, and why. It registers devices of its own for the pass, and ends their registrations at"
                        + " the end. Ends with 0 where nothing is broken, with 1 where something is, and with 2 where the"
                        + " command was wrong or nobody answers.",
        exitCodeOnExecutionException = CommandLine.ExitCode.USAGE,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ConformCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            description = "The web service URL as it stands in passes, without /v1: http or https.")
    private String url;

    @Option(
            names = "--pass",
            paramLabel = "FILE",
            required = true,
            description = "A pass of the service, FILE.pkpass. Give it twice, with two passes: some rules need both.")
    private List<Path> files;

    @Option(
            names = "--change",
            paramLabel = "COMMAND",
            description =
                    "A command for the shell that changes the first pass, each time to something new. Without it the"
                            + " rules about changes are not told.")
    private @Nullable String change;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an answer may take. Default: 10")
    private int timeout;

    @Option(names = "--json", description = "Prints one JSON object at the end, and nothing else.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ConformCommand() {}

    @Override
    public Integer call() {
        OptionRange.require(spec, "--timeout", timeout, 1, 600);
        PrintWriter out = spec.commandLine().getOut();
        ConformanceReport report = run(out);
        if (json) {
            out.println(asJson(report));
        } else {
            report.leftBehind().forEach(out::println);
            out.println(report.results().size() + " rules: " + report.count(Outcome.KEPT) + " kept, "
                    + report.count(Outcome.BROKEN) + " broken, " + report.count(Outcome.NOT_TOLD) + " not told.");
        }
        out.flush();
        return report.count(Outcome.BROKEN) == 0 ? 0 : 1;
    }

    private ConformanceReport run(PrintWriter out) {
        List<PassFile> passes = PassFiles.read(files);
        try {
            Conformance.Builder builder = Conformance.of(url, passes.get(0))
                    .timeout(Duration.ofSeconds(timeout))
                    .check(new ApplePassFormat(Clock.systemUTC()).check());
            passes.stream().skip(1).forEach(builder::pass);
            if (change != null) {
                builder.change(new ShellCommand(change)::run);
            }
            if (!json) {
                builder.progress(result -> {
                    ConformLines.of(result).forEach(out::println);
                    out.flush();
                });
            }
            return builder.build().run();
        } catch (IllegalArgumentException | NoAnswerException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String asJson(ConformanceReport report) {
        ObjectNode all = new ObjectMapper().createObjectNode();
        all.put("url", url)
                .put("kept", report.count(Outcome.KEPT))
                .put("broken", report.count(Outcome.BROKEN))
                .put("notTold", report.count(Outcome.NOT_TOLD));
        ArrayNode rules = all.putArray("rules");
        for (RuleResult result : report.results()) {
            rules.addObject()
                    .put("rule", result.rule())
                    .put("outcome", ConformLines.name(result.outcome()))
                    .put("sent", result.sent())
                    .put("came", result.came())
                    .put("remark", result.remark())
                    .put("right", result.right())
                    .put("why", result.why())
                    .put("source", result.source());
        }
        ArrayNode left = all.putArray("leftBehind");
        report.leftBehind().forEach(left::add);
        return all.toString();
    }
}
