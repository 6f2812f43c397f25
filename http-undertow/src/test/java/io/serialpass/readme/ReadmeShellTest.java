package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.http.cli.Main;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of "Getting started" work when they are pasted into an empty directory with the jar. */
class ReadmeShellTest {

    @TempDir
    private Path directory;

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @Test
    void theCommandsGiveAPassItsPackageAndItsPicture() throws Exception {
        assumeTrue(isThere("bash") && isThere("curl"));
        String port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = Integer.toString(free.getLocalPort());
        }
        String java = String.join("' '", ReadmeSample.java(Main.class));
        List<String> blocks = ReadmeSample.blocks("ReadmeShellTest");
        assertThat(blocks).hasSize(3);
        String script = String.join("", blocks)
                .replace("java -jar serialpass.jar", "'" + java + "'")
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        String written = ReadmeSample.run(
                directory,
                Map.of("SERIALPASS_PORT", port),
                List.of("bash", "-c", script + "kill $!; wait $! || true\n"));
        byte[] pkpass = Files.readAllBytes(directory.resolve("ticket.pkpass"));
        assertThat(new PkpassDoctor(Clock.systemUTC()).examine(pkpass))
                .as(written)
                .filteredOn(finding -> !finding.what().startsWith("Apple did not issue"))
                .noneMatch(finding -> finding.isError());
        assertThat(directory.resolve("ticket.html")).content().contains("Rock Night", ">7B<");
        assertThat(directory.resolve("changed.html")).content().contains(">8A<").doesNotContain(">7B<");
        assertThat(written)
                .contains("\"serialNumber\":\"T-0001\"")
                .contains("A phone that trusts the certificate would take this. No phone does.")
                .doesNotContain("Exception");
    }
}
