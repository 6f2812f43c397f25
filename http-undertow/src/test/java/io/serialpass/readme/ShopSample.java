package io.serialpass.readme;

import io.serialpass.Serialpass;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ReserveOutcome;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.util.List;

/** Sells a ticket each time it runs, until there is none. */
class ShopSample {

    public static void main(String[] arguments) {
        try (Storage storage = Storages.open("jdbc:sqlite:shop.db");
                Serialpass app = Serialpass.builder(storage).build()) {
            Organization shop = new Organization("shop");
            ItemReference reference = new ItemReference("TICKET");

            Item ticket = app.items()
                    .find(shop, reference)
                    .orElseGet(() ->
                            app.items().create(shop, ItemDetails.of(reference)).orElseThrow());
            // The second time they are there, which create answers with; then it changes nothing.
            app.serialNumbers()
                    .create(shop, ticket.id(), List.of(SerialNumberValue.of("A-1"), SerialNumberValue.of("A-2")));

            if (app.serialNumbers().reserve(shop, ticket.id(), 1) instanceof ReserveOutcome.Reserved reserved) {
                System.out.println("Reserved "
                        + reserved.serialNumbers().get(0).details().value().value());
            } else {
                System.out.println("Sold out");
            }
        }
    }
}
