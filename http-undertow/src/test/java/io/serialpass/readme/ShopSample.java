package io.serialpass.readme;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ItemService;
import io.serialpass.service.SerialNumberService;
import io.serialpass.service.SerialNumberService.ReserveOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.time.Clock;
import java.util.List;

/** Sells a ticket each time it runs, until there is none. */
class ShopSample {

    public static void main(String[] arguments) {
        try (Storage storage = Storages.open("jdbc:sqlite:shop.db")) {
            Organization shop = new Organization("shop");
            ItemReference reference = new ItemReference("TICKET");
            ItemService items = new ItemService(storage, Clock.systemUTC());
            SerialNumberService serialNumbers = new SerialNumberService(storage, Clock.systemUTC());

            Item ticket = items.find(shop, reference)
                    .orElseGet(
                            () -> items.create(shop, ItemDetails.of(reference)).orElseThrow());
            // The second time they are there, which create answers with; then it changes nothing.
            serialNumbers.create(shop, ticket.id(), List.of(SerialNumberValue.of("A-1"), SerialNumberValue.of("A-2")));

            if (serialNumbers.reserve(shop, ticket.id(), 1) instanceof ReserveOutcome.Reserved reserved) {
                System.out.println("Reserved "
                        + reserved.serialNumbers().get(0).details().value().value());
            } else {
                System.out.println("Sold out");
            }
        }
    }
}
