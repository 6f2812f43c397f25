package io.serialpass.readme;

import io.serialpass.Serialpass;
import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.EventListeners.Begin;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Prints what happens in its store, until it hears of a reservation of its own. */
class ListenSample {

    public static void main(String[] arguments) throws InterruptedException {
        try (Storage storage = Storages.open("jdbc:sqlite:listen.db");
                Serialpass app = Serialpass.builder(storage).build()) {
            CountDownLatch reserved = new CountDownLatch(1);
            app.listeners().start(new ConsumerName("billing"), Begin.WHERE_IT_STOPPED, event -> {
                System.out.println(event.position() + " " + event.event().type().label());
                if (event.event().type() == EventType.SERIAL_NUMBERS_RESERVED) {
                    reserved.countDown();
                }
            });

            Organization shop = new Organization("shop");
            Item ticket = app.items()
                    .create(shop, ItemDetails.of(new ItemReference("TICKET-" + UUID.randomUUID())))
                    .orElseThrow();
            app.serialNumbers().create(shop, ticket.id(), List.of(SerialNumberValue.of("A-1")));
            app.serialNumbers().reserve(shop, ticket.id(), 1);
            reserved.await();
        }
    }
}
