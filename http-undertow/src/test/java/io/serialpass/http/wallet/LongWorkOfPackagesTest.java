package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.http.web.Request;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.OrderlyCheck;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.turn.Deadline;
import io.serialpass.turn.LongWork;
import io.serialpass.turn.OverloadedException;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.apple.ApplePassFormat;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that unpack packages, or make several, wait for their turn. */
@Timeout(60)
class LongWorkOfPackagesTest {

    private static final Organization ACME = new Organization("acme");
    private static final String TYPE = WalletServer.TYPE;

    private final Clock clock = Clock.systemUTC();
    private final Storage storage = Storages.open("memory:");
    private final LongWork longWork = new LongWork(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        storage.close();
    }

    private List<Route> routes() {
        PassFormat format = new ApplePassFormat(clock);
        OrderlyCheck check = new OrderlyCheck(format.check(), longWork);
        PackageService packages = new PackageService(storage, clock, check, Packages.unkept(PassPackager.none()));
        PassTypeService types = new PassTypeService(storage, clock, PassPackager.none());
        List<Route> routes = new ArrayList<>(new PackageHandlers(packages, format, longWork, clock).routes());
        routes.addAll(new PassTypeHandlers(types, PassPackager.none(), format, longWork, clock).routes());
        return routes;
    }

    private void call(Duration longest, String method, String end, byte[] body) {
        Route route = routes().stream()
                .filter(call -> call.method().equals(method) && call.template().endsWith(end))
                .findFirst()
                .orElseThrow();
        Turn.of(Share.ADMINISTRATION)
                .by(Optional.of(ACME))
                .until(Deadline.in(longest))
                .call(() -> route.handler()
                        .handle(new Request(
                                Optional.of(Caller.administrator(ACME)),
                                Map.of("passType", TYPE, "serial", "S-1"),
                                "",
                                name -> List.of(),
                                InetAddress.getLoopbackAddress(),
                                false,
                                new Request.Body(body, Optional.empty()),
                                bytes -> {})));
    }

    private void issue() {
        new PassService(storage, clock, new SecureRandom(), PassPackager.none())
                .create(
                        ACME,
                        List.of(PassOrder.of(new PassTypeIdentifier(TYPE), PassDetails.NONE)
                                .named(new PassSerialNumber("S-1"))));
    }

    private void hold() throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(1);
        new Thread(() -> longWork.call(() -> {
                    holding.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return true;
                }))
                .start();
        holding.await();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /doctor, x",
        "POST, /bundle, '{\"passes\":[\"" + WalletServer.TYPE + "/S-1\"]}'",
        "PUT, /package, x",
        "PUT, /files, x"
    })
    void whileOthersAreAtItTheyWaitUntilTheirDeadline(String method, String end, String body) throws Exception {
        issue();
        hold();
        assertThatThrownBy(() -> call(Duration.ofMillis(100), method, end, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("busy with packages");
    }

    @Test
    void aPackageThatIsUploadedIsLookedAtAndPutIntoABundle() throws Exception {
        issue();
        call(Duration.ofMinutes(1), "PUT", "/package", Pkpass.of(TYPE, "S-1", "first"));
        call(
                Duration.ofMinutes(1),
                "POST",
                "/bundle",
                ("{\"passes\":[\"" + TYPE + "/S-1\"]}").getBytes(StandardCharsets.UTF_8));
        assertThat(storage.<Boolean>read(view -> view.passes()
                        .packageLength(new PassId(new PassTypeIdentifier(TYPE), new PassSerialNumber("S-1")))
                        .isPresent()))
                .isTrue();
    }
}
