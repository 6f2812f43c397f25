package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of a pass type take their part of the memory that requests share. */
class RoomForFilesTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier(WalletServer.TYPE);
    private static final PassFileName ICON = new PassFileName("icon.png");

    private final Storage storage = Storages.open("memory:");
    private final PassTypeService types = new PassTypeService(storage, Clock.systemUTC(), PassPackager.none());
    private final List<Long> taken = new ArrayList<>();

    @BeforeEach
    void addType() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        storage.write(tx -> {
            tx.passTypes().claim(TYPE, ACME, now);
            tx.passTypes().putFile(TYPE, ICON, Optional.of(new byte[700_000]), now);
            tx.passTypes().putFile(TYPE, new PassFileName("logo.png"), Optional.of(new byte[50_000]), now);
            return true;
        });
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatIsReadIsAskedRoomForByItsLength() {
        assertThat(types.file(ACME, TYPE, ICON, taken::add)).isPresent();
        assertThat(types.file(ACME, TYPE, new PassFileName("strip.png"), taken::add))
                .isEmpty();
        assertThat(types.file(new Organization("other"), TYPE, ICON, taken::add))
                .isEmpty();
        assertThat(types.find(ACME, TYPE, taken::add)).isPresent();
        assertThat(types.examine(ACME, TYPE, taken::add)).isPresent();
        assertThat(taken).containsExactly(700_000L, 750_000L, 750_000L);
    }

    @Test
    void whereThereIsNoRoomNothingIsRead() {
        PackageRoom none = bytes -> {
            throw new IllegalStateException("full");
        };
        assertThatThrownBy(() -> types.file(ACME, TYPE, ICON, none)).hasMessage("full");
        assertThatThrownBy(() -> types.find(ACME, TYPE, none)).hasMessage("full");
        assertThatThrownBy(() -> types.examine(ACME, TYPE, none)).hasMessage("full");
    }
}
