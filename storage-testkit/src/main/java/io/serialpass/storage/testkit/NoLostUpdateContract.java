package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.service.FetchOutcome;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.UploadOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No device misses an update, and none is sent for an update that is none, whatever interleaves and whatever the clock. */
abstract class NoLostUpdateContract extends WalletContractTest {

    NoLostUpdateContract(String urlPattern) {
        super(urlPattern);
    }

    private PassService passes(Clock clock) {
        return new PassService(storage(), clock, new SecureRandom(), PassPackager.none());
    }

    private static Pass issue(PassService passes, String serialNumber) {
        PassOrder order = PassOrder.of(TICKETS, PassDetails.NONE).named(new PassSerialNumber(serialNumber));
        PassCreateOutcome outcome = passes.create(ACME, List.of(order));
        return ((PassCreateOutcome.Created) outcome).passes().get(0);
    }

    private void upload(Clock clock, Pass pass, String content) {
        PackageService packages =
                new PackageService(storage(), clock, new AnyPackage(), Packages.unkept(PassPackager.none()));
        assertThat(packages.upload(ACME, pass.id(), content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UploadOutcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyDeviceEndsWithTheNewestOfEachPass(UnsteadyClock.Kind kind) {
        Clock clock = new UnsteadyClock(kind, T0, 41);
        PassService service = passes(clock);
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Pass pass = issue(service, "S-" + i);
            upload(clock, pass, "the first of " + i);
            passes.add(pass);
        }
        DeviceProtocol server = new OverServices(storage(), clock);
        new DeviceSimulation(server, passes, (pass, content) -> upload(clock, pass, content), 41).run();
    }

    @Test
    void aPassAddedLateFromAnOldFileIsListed() {
        Clock clock = new UnsteadyClock(UnsteadyClock.Kind.STILL, T0, 1);
        PassService service = passes(clock);
        DeviceProtocol server = new OverServices(storage(), clock);
        Pass late = issue(service, "late");
        upload(clock, late, "old");
        DeviceProtocol.Copy file = server.fetch(late.id(), late.authenticationToken(), Optional.empty())
                .orElseThrow();
        upload(clock, late, "new");
        Pass other = issue(service, "other");
        upload(clock, other, "first");
        StrictDevice device = new StrictDevice("D", TICKETS, server);
        device.add(
                other,
                server.fetch(other.id(), other.authenticationToken(), Optional.empty())
                        .orElseThrow());
        upload(clock, other, "second");
        assertThat(device.update()).isTrue();
        assertThat(device.update()).isFalse();
        device.add(late, file);
        assertThat(device.update()).isTrue();
        assertThat(device.copies().get(late.id()))
                .extracting(DeviceProtocol.Copy::content)
                .isEqualTo("new");
    }

    /** The protocol without HTTP. */
    private static final class OverServices implements DeviceProtocol {
        private final DeviceService devices;

        OverServices(Storage storage, Clock clock) {
            this.devices = new DeviceService(storage, clock, Packages.unkept(PassPackager.none()));
        }

        @Override
        public void register(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token, PushToken push) {
            assertThat(devices.register(device, pass, token, push))
                    .isNotEqualTo(DeviceService.RegisterOutcome.UNAUTHORIZED);
        }

        @Override
        public void unregister(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token) {
            assertThat(devices.unregister(device, pass, token)).isEqualTo(DeviceService.UnregisterOutcome.UNREGISTERED);
        }

        @Override
        public Optional<Listed> list(DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
            return devices.updatedPasses(device, type, since)
                    .map(updated -> new Listed(
                            updated.serialNumbers().stream()
                                    .map(PassSerialNumber::value)
                                    .toList(),
                            updated.lastUpdated().toString()));
        }

        @Override
        public Optional<Copy> fetch(PassId pass, AuthenticationToken token, Optional<String> ifModifiedSince) {
            FetchOutcome outcome = devices.fetch(
                    pass,
                    token,
                    version -> ifModifiedSince
                            .map(Instant::parse)
                            .filter(time -> !time.isBefore(version.lastModified()))
                            .isPresent());
            if (outcome instanceof FetchOutcome.Fetched fetched) {
                PackageOfVersion content = fetched.content();
                return Optional.of(new Copy(
                        new String(content.pkpass(), StandardCharsets.UTF_8),
                        content.version().lastModified().toString(),
                        content.version().tag().value()));
            }
            assertThat(outcome).isInstanceOf(FetchOutcome.Unmodified.class);
            return Optional.empty();
        }
    }
}
