package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in README stand there as they are compiled here, and run as often as a reader likes. */
class ReadmeProgramsTest {

    @TempDir
    private Path directory;

    private String run(Class<?> sample) throws Exception {
        return ReadmeSample.run(directory, Map.of(), ReadmeSample.java(sample.getName()));
    }

    @Test
    void theShopSellsATicketEachTimeUntilThereIsNone() throws Exception {
        assertThat(run(ShopSample.class)).contains("Reserved A-1");
        assertThat(run(ShopSample.class)).contains("Reserved A-2");
        assertThat(run(ShopSample.class)).contains("Sold out");
    }

    @Test
    void thePackageIsOneThatTheDoctorTakes() throws Exception {
        List<String> make = new ArrayList<>(ReadmeSample.java("io.serialpass.http.cli.Main"));
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
    void readmeShowsWhatRuns() throws Exception {
        ReadmeSample.assertShown(ShopSample.class);
        ReadmeSample.assertShown(PackageSample.class);
    }
}
