package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.service.FetchOutcome;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PersonalizationService;
import io.serialpass.service.PersonalizeOutcome;
import io.serialpass.storage.PassReader;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a wrong token, nothing is read of a pass but its secret, so that the time tells nothing of what there is. */
class WrongTokensTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");
    private static final AuthenticationToken WRONG = new AuthenticationToken("wrong-token-of-nobody");
    private static final DeviceLibraryIdentifier DEVICE = new DeviceLibraryIdentifier("D");

    private final Storage storage = Storages.open("memory:");
    private final List<String> asked = new ArrayList<>();
    private final DeviceService devices =
            new DeviceService(new Watched(), Clock.systemUTC(), Packages.unkept(PassPackager.none()));

    @BeforeEach
    void issue() {
        PassFields large = new PassFields(Map.of("a", new FieldValue.Text("x".repeat(60_000))));
        PassService passes = new PassService(storage, Clock.systemUTC(), new SecureRandom(), PassPackager.none());
        PassOrder order = PassOrder.of(TYPE, PassDetails.NONE.withFields(large)).named(new PassSerialNumber("known"));
        assertThat(passes.create(new Organization("acme"), List.of(order)))
                .isInstanceOf(PassCreateOutcome.Created.class);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    /** A store that notes what a unit of work asks of it. */
    private final class Watched implements Storage {
        @Override
        public <T> T read(ReadWork<T> work) {
            return storage.read(view -> work.in(watched(ReadView.class, view)));
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            return storage.write(tx -> work.in(watched(WriteTransaction.class, tx)));
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private <T> T watched(Class<T> kind, Object target) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof PassWriter || answer instanceof PassReader
                                ? watched(method.getReturnType(), answer)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private List<String> askedBy(Consumer<PassId> call, String serialNumber) {
        asked.clear();
        call.accept(new PassId(TYPE, new PassSerialNumber(serialNumber)));
        return List.copyOf(asked);
    }

    @Test
    void theSameIsAskedOfAKnownPassAndAnUnknownOne() {
        List<Consumer<PassId>> calls = List.of(
                id -> assertThat(devices.isAuthorized(id, WRONG)).isFalse(),
                id -> assertThat(devices.fetch(id, WRONG, held -> true)).isInstanceOf(FetchOutcome.Unauthorized.class),
                id -> assertThat(devices.describe(id, WRONG, held -> true, PackageRoom.unlimited()))
                        .isInstanceOf(FetchOutcome.Unauthorized.class),
                id -> assertThat(devices.register(DEVICE, id, WRONG, new PushToken("p")))
                        .isEqualTo(DeviceService.RegisterOutcome.UNAUTHORIZED),
                id -> assertThat(devices.unregister(DEVICE, id, WRONG))
                        .isEqualTo(DeviceService.UnregisterOutcome.UNAUTHORIZED));
        for (Consumer<PassId> call : calls) {
            assertThat(askedBy(call, "known")).containsExactly("passes", "head");
            assertThat(askedBy(call, "unknown")).containsExactly("passes", "head");
        }
    }

    /** Wallet sends no token with this call. */
    @Test
    void whereATypeAsksItsHoldersForNothingNoPassOfItIsReadToPersonalizeIt() {
        PersonalizationService service =
                new PersonalizationService(new Watched(), Clock.systemUTC(), PassPackager.none());
        Consumer<PassId> call = id -> assertThat(service.personalize(id, "token", PassFields.NONE))
                .isInstanceOf(PersonalizeOutcome.NothingAsked.class);
        assertThat(askedBy(call, "known")).containsExactly("passTypes");
        assertThat(askedBy(call, "unknown")).containsExactly("passTypes");
    }
}
