package io.serialpass.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ItemService;
import io.serialpass.service.SerialNumberService;
import io.serialpass.service.SerialNumberService.ReserveOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in README, compiled and run, and compared with what README says. */
class EmbeddingSampleTest {

    @TempDir
    private Path directory;

    @Test
    void theSampleRuns() {
        Path file = directory.resolve("shop.db");
        // README begins
        try (Storage storage = Storages.open("jdbc:sqlite:" + file)) {
            Organization shop = new Organization("shop");
            ItemService items = new ItemService(storage, Clock.systemUTC());
            SerialNumberService serialNumbers = new SerialNumberService(storage, Clock.systemUTC());

            Item ticket = items.create(shop, ItemDetails.of(new ItemReference("TICKET")))
                    .orElseThrow();
            serialNumbers.create(shop, ticket.id(), List.of(SerialNumberValue.of("A-1"), SerialNumberValue.of("A-2")));

            if (serialNumbers.reserve(shop, ticket.id(), 1) instanceof ReserveOutcome.Reserved reserved) {
                System.out.println("Reserved "
                        + reserved.serialNumbers().get(0).details().value().value());
            }
        }
        // README ends
        try (Storage storage = Storages.open("jdbc:sqlite:" + file)) {
            Item ticket = storage.read(view -> view.items().find(new Organization("shop"), new ItemReference("TICKET")))
                    .orElseThrow();
            long reserved = storage.read(view -> view.serialNumbers().count(ticket.id(), SerialNumberStatus.RESERVED));
            assertThat(reserved).isEqualTo(1);
        }
    }

    @Test
    void readmeShowsWhatRuns() throws Exception {
        ReadmeSample.assertShown(EmbeddingSampleTest.class);
    }
}
