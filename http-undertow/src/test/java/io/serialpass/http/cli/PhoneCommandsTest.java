package io.serialpass.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.Program;
import io.serialpass.push.PushSender;
import io.serialpass.push.apns.ApnsPushSender;
import io.serialpass.simulator.apns.ApnsStandIn;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.apple.ApplePassFormat;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands {@code simulate} and {@code conform}, against this server. */
class PhoneCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private WalletOfCommands wallet;
    private Path pass;

    @BeforeEach
    void start() throws Exception {
        wallet = new WalletOfCommands();
        pass = wallet.issue(directory, "T-1");
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
        return commandLine.execute(arguments);
    }

    private static void assumeCurl() {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "curl")));
        assumeTrue(isThere && Files.isExecutable(Path.of("/bin/sh")), "curl or /bin/sh is not installed");
    }

    private String token() throws Exception {
        return PassFile.read(Files.readAllBytes(pass)).token().orElseThrow().value();
    }

    @Test
    void conformFindsNothingBrokenAndEndsWithZero() throws Exception {
        assertThat(run("conform", wallet.url(), "--pass", pass.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString())
                .contains("kept      register-new")
                .contains("not told  change-is-listed: It needs a change of the pass: --change COMMAND.")
                .contains(" 0 broken, ")
                .doesNotContain(token());
        assertThat(wallet.registrations("T-1")).isZero();
    }

    @Test
    void conformChangesThePassByACommand() throws Exception {
        assumeCurl();
        String second = wallet.issue(directory, "T-2").toString();
        int status = run(
                "conform", wallet.url(), "--pass", pass.toString(), "--pass", second, "--change", wallet.change("T-1"));
        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("kept      change-is-listed")
                .contains("kept      change-is-fetched")
                .contains("kept      fetch-token-of-another-pass");
    }

    @Test
    void conformSaysItToMachines() throws Exception {
        assertThat(run("conform", wallet.url(), "--pass", pass.toString(), "--json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("broken").asInt()).isZero();
        assertThat(json.path("rules").size())
                .isEqualTo(json.path("kept").asInt() + json.path("notTold").asInt());
        assertThat(json.at("/rules/0/rule").asText()).isEqualTo("register-new");
    }

    @Test
    void conformOfAPassThatTheServerDoesNotKnowEndsWithOne() throws Exception {
        Path unknown;
        try (WalletOfCommands other = new WalletOfCommands()) {
            unknown = other.issue(directory, "T-9");
        }
        assertThat(run("conform", wallet.url(), "--pass", unknown.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("BROKEN    register-new")
                .contains("          came:  401")
                .contains("          right: A new registration is answered 201.")
                .containsPattern(
                        "not told  tag-given-back: It could not be tried.*\\R          sent:  POST /v1/devices/");
    }

    @Test
    void whatCannotBeTriedIsOneLineAndStatusTwo() throws Exception {
        assertThat(run("conform", "http://127.0.0.1:1", "--pass", pass.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Nobody answers at http://127.0.0.1:1.");
        assertThat(run("conform", "127.0.0.1:8080", "--pass", pass.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("write it as https://passes.example.com");
        Path text = Files.writeString(directory.resolve("no.pkpass"), "text");
        assertThat(run("simulate", wallet.url(), "--pass", text.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no.pkpass is no pass.");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(run("simulate", wallet.url(), "--pass", empty.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file .pkpass");
    }

    @Test
    void simulateTellsWhatThreePhonesDo() throws Exception {
        assumeCurl();
        int status = run(
                "simulate",
                wallet.url(),
                "--pass",
                pass.toString(),
                "--duration",
                "2",
                "--poll",
                "1",
                "--change",
                wallet.change("T-1"));
        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("phone 1 registered for T-1 (201)")
                .contains("phone 3 asked what is new: T-1; tag ")
                .contains("phone 2 fetched T-1: version ")
                .contains("Every phone has the newest pass")
                .doesNotContain(token());
        assertThat(wallet.registrations("T-1")).isZero();
    }

    @Test
    void simulateOfADirectoryHasAPassForEachPhone() throws Exception {
        wallet.issue(directory, "T-2");
        wallet.issue(directory, "T-3");
        assertThat(run("simulate", wallet.url(), "--pass", directory.toString(), "--duration", "0"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString())
                .contains("phone 1 registered for T-1")
                .contains("phone 2 registered for T-2")
                .contains("phone 3 registered for T-3")
                .contains("they ask once more at the end");
    }

    @Test
    void simulateEndsWithOneWhereAPhoneCannotRegister() throws Exception {
        Path unknown;
        try (WalletOfCommands other = new WalletOfCommands()) {
            unknown = other.issue(directory, "T-9");
        }
        assertThat(run("simulate", wallet.url(), "--pass", unknown.toString(), "--duration", "0"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("encountered error: Authentication failure")
                .contains("phone 1 has an old pass.com.example.ticket/T-9")
                .contains("The newest could not be fetched: status 401.");
    }

    @Test
    void simulateSaysHowAServerPushesToIt() throws Exception {
        Path certificate = directory.resolve("apple.pem");
        int status = run(
                "simulate",
                wallet.url(),
                "--pass=" + pass,
                "--apns-port=0",
                "--apns-certificate=" + certificate,
                "--duration=0");
        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("--push-host localhost --push-port [1-9][0-9]* --push-trust \\Q" + certificate)
                .contains("They are told by push.")
                .contains("Pushes: accepted 0, refused 0.");
        assertThat(certificate).content().startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static PushSender sender(SigningIdentities identities, Clock clock, ApnsStandIn apple) {
        return ApnsPushSender.builder(new IdentityCredentials(identities, clock, false))
                .clock(clock)
                .server("localhost", apple.port())
                .trust(List.of(apple.certificate()))
                .build();
    }

    @Test
    void simulatedPhonesLearnOfAChangeByPush() throws Exception {
        CountDownLatch told = new CountDownLatch(3);
        ApnsStandIn apple = ApnsStandIn.builder().expirationInTheFuture().start();
        try (SimulatedPushes pushes = SimulatedPushes.of(apple, directory.resolve("apple.pem"));
                WalletOfCommands pushing =
                        new WalletOfCommands((identities, clock) -> sender(identities, clock, apple));
                PhoneNetwork network = PhoneNetwork.builder()
                        .check(new ApplePassFormat(Clock.systemUTC()).check())
                        .webServiceUrl(pushing.url())
                        .listener(event -> {
                            if (event.action() == PhoneAction.TOLD) {
                                told.countDown();
                            }
                        })
                        .build()) {
            PassFile file = PassFile.read(Files.readAllBytes(pushing.issue(directory, "T-7")));
            PhoneFleet fleet = new PhoneFleet(network, List.of(file), 3, 1, new Random(1));
            pushes.tell(fleet);
            fleet.addPasses();
            assertThat(network.awaitQuiet(Duration.ofMinutes(1))).isTrue();
            assertThat(pushing.server
                            .put(WalletOfCommands.path("T-7"), "{\"fields\":{\"seat\":\"7\"}}")
                            .status())
                    .isEqualTo(200);
            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(network.awaitQuiet(Duration.ofMinutes(1))).isTrue();
            assertThat(fleet.oldPasses()).isEmpty();
            assertThat(pushes.sum()).isEqualTo("Pushes: accepted 3, refused 0.");
        }
    }

    @Test
    void aSimulationThatIsStoppedEndsItsRegistrations() throws Exception {
        Process process = new ProcessBuilder(Program.command(
                        List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"),
                        "simulate",
                        wallet.url(),
                        "--pass=" + pass,
                        "--duration=600"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("Phones are registered: 3 of 3")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(wallet.registrations("T-1")).isEqualTo(3);
            // Process.destroy() would close the stream that is read.
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(lines.lines().toList()).contains("The phones have ended their registrations.");
            assertThat(wallet.registrations("T-1")).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
