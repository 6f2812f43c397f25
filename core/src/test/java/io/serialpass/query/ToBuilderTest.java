package io.serialpass.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemSort;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A builder that starts with a query keeps all of it but what it is told. */
class ToBuilderTest {

    private static final Organization ACME = new Organization("acme");
    private static final TimeRange CREATED = TimeRange.any().notBefore(Instant.EPOCH);
    private static final TimeRange UPDATED = TimeRange.any().notBefore(Instant.EPOCH.plusSeconds(1));
    private static final PageRequest PAGE = PageRequest.at(20, 10).withoutTotal();

    @Test
    void aQueryForSerialNumbersStaysAsItIs() {
        SerialNumberQuery query = SerialNumberQuery.builder(ACME)
                .value(Wildcard.of("v*"))
                .itemReference(Wildcard.of("r*"))
                .status(SerialNumberStatus.SOLD)
                .dateCreated(CREATED)
                .lastUpdated(UPDATED)
                .sort(SerialNumberSort.VALUE, SortOrder.DESC)
                .page(PAGE)
                .build();
        assertThat(query.toBuilder().build()).isEqualTo(query);
    }

    @Test
    void aQueryForItemsStaysAsItIs() {
        ItemQuery query = ItemQuery.builder(ACME)
                .reference(Wildcard.of("r*"))
                .name(Wildcard.of("n*"))
                .dateCreated(CREATED)
                .lastUpdated(UPDATED)
                .sort(ItemSort.NAME, SortOrder.DESC)
                .page(PAGE)
                .build();
        assertThat(query.toBuilder().build()).isEqualTo(query);
    }

    @Test
    void aQueryForPassesStaysAsItIs() {
        PassQuery query = PassQuery.builder(ACME)
                .passTypeIdentifier(Wildcard.of("p*"))
                .serialNumber(Wildcard.of("s*"))
                .voided(true)
                .dateCreated(CREATED)
                .lastUpdated(UPDATED)
                .sort(PassSort.SERIAL_NUMBER, SortOrder.DESC)
                .page(PAGE)
                .build();
        assertThat(query.toBuilder().build()).isEqualTo(query);
    }

    @Test
    void anotherPartOfTheListHasTheSameFiltersAndOrder() {
        SerialNumberQuery query = SerialNumberQuery.builder(ACME)
                .status(SerialNumberStatus.SOLD)
                .sort(SerialNumberSort.VALUE, SortOrder.DESC)
                .build();
        SerialNumberQuery part = query.with(PAGE);
        assertThat(part.listing()).isEqualTo(new Listing<>(SerialNumberSort.VALUE, SortOrder.DESC, PAGE));
        assertThat(part.with(query.listing().page())).isEqualTo(query);
    }
}
