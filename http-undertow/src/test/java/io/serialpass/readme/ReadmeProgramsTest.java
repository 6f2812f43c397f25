package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.serialpass.http.cli.Main;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import java.io.BufferedReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in README and docs stand there as they are compiled here, and run as often as a reader likes. */
class ReadmeProgramsTest {

    @TempDir
    private Path directory;

    private String run(Class<?> sample) throws Exception {
        return ReadmeSample.run(directory, Map.of(), ReadmeSample.java(sample));
    }

    @Test
    void theShopSellsATicketEachTimeUntilThereIsNone() throws Exception {
        assertThat(run(ShopSample.class)).contains("Reserved A-1");
        assertThat(run(ShopSample.class)).contains("Reserved A-2");
        assertThat(run(ShopSample.class)).contains("Sold out");
    }

    @Test
    void thePackageIsOneThatTheDoctorTakes() throws Exception {
        List<String> make = new ArrayList<>(ReadmeSample.java(Main.class));
        make.addAll(List.of("pass-type", "new", "tickets"));
        ReadmeSample.run(directory, Map.of(), make);
        for (int i = 0; i < 2; i++) {
            run(PackageSample.class);
            byte[] pkpass = Files.readAllBytes(directory.resolve("T-0001.pkpass"));
            assertThat(new PkpassDoctor(Clock.systemUTC()).examine(pkpass))
                    .filteredOn(finding -> !finding.what().startsWith("Apple did not issue"))
                    .noneMatch(finding -> finding.isError());
        }
    }

    @Test
    void theListenerGoesOnAfterTheLastEventThatItWasToldOf() throws Exception {
        // Java 25 warns of the driver of SQLite before.
        assertThat(run(ListenSample.class).lines())
                .endsWith("1 item.created", "2 serialNumbers.created", "3 serialNumbers.reserved");
        assertThat(run(ListenSample.class).lines())
                .endsWith("4 item.created", "5 serialNumbers.created", "6 serialNumbers.reserved");
    }

    /** The sample listens at a port of its own choice, so that this test is skipped where that port is taken. */
    @Test
    void theShopsOwnServerAnswersTheCallsToo() throws Exception {
        try (ServerSocket port = new ServerSocket(8081, 1, InetAddress.getLoopbackAddress())) {
            assertThat(port.isBound()).isTrue();
        } catch (BindException e) {
            assumeThat(e).as("the port of the sample is free").isNull();
        }
        Process shop = new ProcessBuilder(ReadmeSample.java(MountedSample.class))
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        try (BufferedReader output = shop.inputReader()) {
            assertThat(output.readLine()).isEqualTo("The shop is open.");
            assertThat(get("/shop").body()).isEqualTo("We sell tickets.");
            assertThat(get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(get("/api/v1.0/items").body()).contains("\"total\":0");
            assertThat(get("/v1/devices/D/registrations/pass.a").statusCode()).isEqualTo(204);
            shop.getOutputStream().close();
            assertThat(shop.waitFor()).isZero();
        } finally {
            shop.destroyForcibly();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8081" + path))
                .header("Authorization", "Bearer the shop's own token")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void thePagesShowWhatRuns() throws Exception {
        ReadmeSample.assertShown(ShopSample.class);
        ReadmeSample.assertShown(MountedSample.class);
        ReadmeSample.assertShown(PackageSample.class);
        ReadmeSample.assertShown(ListenSample.class);
    }
}
