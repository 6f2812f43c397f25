package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands are called. The commands run in this process; {@link ServeCommandTest} has those that reach a store. */
class CommandLineTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String arguments) {
        return Commands.run(
                out, err, arguments.replace("DIRECTORY", directory.toString()).split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --prot 1                 | --prot",
                "serve --port x                 | --port",
                "serve --port 99999             | 0 to 65535",
                "serve --max-body lots          | lots",
                "serve --list-burst 0           | --list-burst",
                "serve --device-log-days x      | --device-log-days",
                "serve --event-days 0           | --event-days",
                "serve --event-entries 0        | 1 to 1000000000",
                "serve --trusted-proxies 10.0.0.0/8,proxy.example | proxy.example",
                "serve --host 0.0.0.0           | --behind-proxy",
                "serve --host ::                | reads all tokens and passes",
                "serve --tls-key DIRECTORY/notes.txt | --tls-key needs --tls-certificate",
                "serve --storage memory: --web-service-url passes | --web-service-url",
                "serve --storage memory: --web-service-url http://passes.example.com | https",
                "serve --storage memory: --web-service-url http://passes.example.com | behind TLS",
                "serve --storage memory: --web-service-url https://passes.example.com/v1/ | Wallet adds /v1",
                "serve --storage memory: --web-service-url https://passes.example.com/a?b=c | a query",
                "serve --storage memory: --web-service-url https://passes.example.com/#a | a fragment",
                "serve --storage memory: --web-service-url https://me@passes.example.com | a user",
                "serve --storage memory: --package-cache 99999999999GB | --package-cache",
                "doctor missing.pkpass          | missing.pkpass",
                "dance --help                   | dance",
                "pass-type dance --help         | dance",
                "pass-type new                  | DIR"
            })
    void aWrongCallIsOneClearLine(String arguments, String said) throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "some notes that are longer than sixteen bytes");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(said);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "serve --help",
                "serve --version",
                "import --help",
                "doctor --help",
                "pass-type --help",
                "pass-type import --help",
                "pass-type new --help",
                "export --help",
                "export --version"
            })
    void helpAndVersionAreEverywhere(String arguments) {
        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).contains("serialpass");
        assertThat(err.toString()).isEmpty();
    }
}
