package io.serialpass.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.memory.MemoryStorage;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassPackager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change in the inventory is a new version of the passes tied to it, where their packages are made here. */
class TiedPassesTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier MADE = new PassTypeIdentifier("pass.made.here");
    private static final PassTypeIdentifier UPLOADED = new PassTypeIdentifier("pass.uploaded");
    private static final PassPackager PACKAGER = MADE::equals;

    private final MemoryStorage storage = new MemoryStorage();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private final SerialNumberService serialNumbers = new SerialNumberService(storage, clock, PACKAGER);
    private final PassService passes =
            new PassService(storage, clock, new SecureRandom(), (pkpass, id) -> List.of(), PACKAGER);
    private final Item item = new ItemService(storage, clock)
            .create(ACME, ItemDetails.of(new ItemReference("A")))
            .orElseThrow();

    @AfterEach
    void close() {
        storage.close();
    }

    private SerialNumberId add(String value) {
        SerialNumberService.CreateOutcome outcome =
                serialNumbers.create(ACME, item.id(), List.of(new SerialNumberValue(value)));
        return ((SerialNumberService.CreateOutcome.Created) outcome)
                .serialNumbers()
                .get(0)
                .id();
    }

    private Pass issue(PassTypeIdentifier type, SerialNumberId tiedTo) {
        PassService.CreateOutcome outcome =
                passes.create(ACME, type, Optional.empty(), Optional.of(tiedTo), PassDetails.NONE);
        return ((PassService.CreateOutcome.Created) outcome).pass();
    }

    private Pass now(Pass pass) {
        return passes.find(ACME, pass.id()).orElseThrow();
    }

    @Test
    void sellingASerialNumberIsANewVersionOfItsPass() {
        SerialNumberId id = add("1");
        Pass made = issue(MADE, id);
        Pass other = issue(MADE, add("2"));
        Pass uploaded = issue(UPLOADED, id);
        assertThat(made.hasPackage()).isTrue();
        assertThat(uploaded.hasPackage()).isFalse();
        serialNumbers.update(ACME, id, details -> details.withStatus(SerialNumberStatus.SOLD));
        assertThat(now(made).updateTag()).isGreaterThan(other.updateTag());
        assertThat(now(made).lastModified()).isNotEqualTo(made.lastModified());
        assertThat(now(other)).isEqualTo(other);
        assertThat(now(uploaded)).isEqualTo(uploaded);
    }

    @Test
    void reservingIsOneTagForAllPassesOfAType() {
        Pass first = issue(MADE, add("1"));
        Pass second = issue(MADE, add("2"));
        serialNumbers.reserve(ACME, item.id(), 2);
        assertThat(now(first).updateTag())
                .isGreaterThan(second.updateTag())
                .isEqualTo(now(second).updateTag());
    }

    @Test
    void aChangeThatIsNoneIsNoVersion() {
        SerialNumberId id = add("1");
        Pass made = issue(MADE, id);
        serialNumbers.update(ACME, id, details -> details.withStatus(SerialNumberStatus.NEW));
        assertThat(now(made)).isEqualTo(made);
        passes.update(ACME, made.id(), details -> details);
        assertThat(now(made)).isEqualTo(made);
        passes.update(ACME, made.id(), details -> details.withVoided(true));
        assertThat(now(made).updateTag()).isGreaterThan(made.updateTag());
    }
}
