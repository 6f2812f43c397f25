package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortOrder;
import io.serialpass.query.Wildcard;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lists of passes. */
abstract class PassListContract extends WalletContractTest {

    private static final List<PassTypeIdentifier> TYPES =
            List.of(TICKETS, CARDS, new PassTypeIdentifier("pass.com.example.CARD2"));
    private static final PassTypeIdentifier OF_OTHER = new PassTypeIdentifier("pass.com.other.card");
    private static final String LETTERS = "aAbB/_%1";

    PassListContract(String urlPattern) {
        super(urlPattern);
    }

    @Seeds({21, 22, 23, 24})
    void everyQueryGivesThePageThatItsDefinitionSays(long seed) {
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(random, T0, 4_000);
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            add(random, queries).ifPresent(passes::add);
            if (i % 3 == 0) {
                passes.set(passes.size() - 1, change(passes.get(passes.size() - 1), random, queries));
            }
        }
        List<String> serialNumbers =
                passes.stream().map(pass -> pass.id().serialNumber().value()).toList();
        List<String> types = TYPES.stream().map(PassTypeIdentifier::value).toList();
        for (int i = 0; i < 300; i++) {
            PassQuery query = queries.passes(ACME, types, serialNumbers);
            try {
                ExpectedList.check(
                        read(view -> view.passes().list(query)),
                        passes.stream().filter(query::matches).toList(),
                        query.listing());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", query " + i + ": " + query, e);
            }
        }
    }

    @Seeds({31, 32, 33})
    void aPrefixIsListedBySerialNumberHoweverItIsWritten(long seed) {
        Random random = new Random(seed);
        List<Pass> passes = write(tx -> {
            List<Pass> some = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                // In the order of the texts one stands before aB, the other after it.
                String between = random.nextBoolean() ? "a1" : "aM";
                String often = random.nextInt(4) == 0 ? "aB" : between;
                String start = random.nextInt(100) == 0 ? RandomQueries.inAnyCase("ab", random) : often;
                boolean ofMany = random.nextInt(4) > 0;
                insertPass(tx, ACME, id(TYPES.get(ofMany ? 0 : 1), start + i), Optional.empty(), PassDetails.NONE, T0)
                        .ifPresent(some::add);
            }
            return some;
        });
        for (SortOrder order : SortOrder.values()) {
            for (String type : List.of("*", TYPES.get(0).value())) {
                PassQuery.Builder query = PassQuery.builder(ACME)
                        .passTypeIdentifier(Wildcard.of(type))
                        .serialNumber(Wildcard.of("Ab*"))
                        .sort(PassSort.SERIAL_NUMBER, order);
                List<Pass> matching =
                        passes.stream().filter(query.build()::matches).toList();
                assertThat(matching).as("seed %d", seed).hasSizeGreaterThan(550);
                for (int offset = 0; offset <= matching.size(); offset += 97) {
                    PassQuery page = query.page(PageRequest.at(offset, 97)).build();
                    ExpectedList.check(read(view -> view.passes().list(page)), matching, page.listing());
                    Position ofARow = PassSort.SERIAL_NUMBER.positionOf(passes.get(random.nextInt(passes.size())));
                    PassQuery rest = query.page(PageRequest.after(ofARow, 97)).build();
                    ExpectedList.check(read(view -> view.passes().list(rest)), matching, rest.listing());
                }
            }
        }
    }

    private Optional<Pass> add(Random random, RandomQueries queries) {
        boolean ofOther = random.nextInt(8) == 0;
        Organization organization = ofOther ? OTHER : ACME;
        StringBuilder serialNumber = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            serialNumber.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return insertPass(
                organization,
                id(ofOther ? OF_OTHER : queries.pick(TYPES), serialNumber.toString()),
                Optional.empty(),
                PassDetails.NONE.withVoided(random.nextInt(4) == 0),
                queries.time());
    }

    private Pass change(Pass pass, Random random, RandomQueries queries) {
        Pass changed = pass.with(PassDetails.NONE.withVoided(random.nextBoolean()), queries.time());
        write(tx -> {
            tx.passes().update(changed);
            return true;
        });
        return changed;
    }
}
