package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.storage.NewPass;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Passes that are tied to serial numbers, and new versions of many of them. */
abstract class TiedPassContract extends WalletContractTest {

    /** More than a storage asks for with one statement. */
    private static final int MANY = 2_500;

    TiedPassContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void thePassesTiedToASerialNumberAreFoundByIt() {
        SerialNumber row = add(addItem(ACME, "A"), T0, "1", "2").get(0);
        Pass first = insertPass(ACME, id(TICKETS, "A-1"), Optional.of(row.id())).orElseThrow();
        addPass(TICKETS, "A-2");
        Pass second = insertPass(ACME, id(CARDS, "A-1"), Optional.of(row.id())).orElseThrow();
        List<Pass> tied = read(view -> view.passes().tiedTo(row.id()));
        assertThat(tied).containsExactly(first, second);
        assertThat(first.serialNumberId()).contains(row.id());
    }

    /** Passes tied to serial numbers, the greatest id first; and last the one of another serial number. */
    private List<Pass> tie(List<SerialNumber> rows) {
        return write(tx -> {
            tx.passTypes().claim(TICKETS, ACME, T0);
            UpdateTag tag = tx.passes().takeTag(TICKETS, T0);
            List<Pass> passes = new ArrayList<>();
            for (int i = rows.size() - 1; i >= 0; i--) {
                NewPass wanted = new NewPass(
                        id(TICKETS, "P-" + i),
                        ACME,
                        new AuthenticationToken("token of the pass " + i),
                        Optional.of(rows.get(i).id()),
                        i % 2 == 0 ? PassDetails.NONE : PassDetails.NONE.withVoided(true));
                passes.add(tx.passes().insert(wanted, tag, T0).orElseThrow());
            }
            return passes;
        });
    }

    @Test
    void thePassesTiedToManySerialNumbersAreFoundAtOnce() {
        String[] values = IntStream.range(0, MANY).mapToObj(Integer::toString).toArray(String[]::new);
        List<SerialNumber> rows = add(addItem(ACME, "A"), T0, values);
        List<Pass> passes = tie(rows);
        Pass second = insertPass(ACME, id(CARDS, "A-1"), Optional.of(rows.get(0).id()))
                .orElseThrow();
        List<SerialNumberId> asked = new ArrayList<>(
                rows.subList(0, MANY - 1).stream().map(SerialNumber::id).toList());
        Collections.shuffle(asked, new Random(1));
        asked.add(new SerialNumberId(Long.MAX_VALUE));
        asked.add(asked.get(0));
        List<Pass> expected = new ArrayList<>(passes.subList(1, MANY));
        Collections.reverse(expected);
        expected.add(1, second);
        List<Pass> tied = read(view -> view.passes().tiedTo(asked));
        assertThat(tied).containsExactlyElementsOf(expected);
        List<Pass> none = read(view -> view.passes().tiedTo(List.of()));
        assertThat(none).isEmpty();
    }

    @Test
    void manyPassesGetNewVersionsAtOnce() {
        String[] values = IntStream.range(0, MANY).mapToObj(Integer::toString).toArray(String[]::new);
        List<Pass> passes = tie(add(addItem(ACME, "A"), T0, values));
        write(tx -> {
            tx.passTypes().putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(new byte[1]), T0);
            tx.passTypes().renewPasses(TICKETS, tx.passes().takeTag(TICKETS, T0), T0);
            return true;
        });
        Instant later = T0.plusSeconds(9);
        Pass ahead = write(tx -> {
            Pass own = tx.passes().find(passes.get(0).id()).orElseThrow();
            Pass next = own.nextVersion(tx.passes().takeTag(TICKETS, T0), T0.plusSeconds(60));
            tx.passes().renew(List.of(next));
            return next;
        });
        assertThat(findPass(ahead.id())).contains(ahead);
        List<Pass> renewed = write(tx -> {
            UpdateTag tag = tx.passes().takeTag(TICKETS, later);
            List<Pass> versions = passes.subList(0, MANY - 1).stream()
                    .map(pass -> tx.passes().find(pass.id()).orElseThrow().nextVersion(tag, later))
                    .toList();
            tx.passes().renew(versions);
            return versions;
        });
        assertThat(renewed.get(0).lastModified().orElseThrow())
                .isEqualTo(ahead.lastModified().orElseThrow().plusSeconds(1));
        List<Pass> stored = read(view -> renewed.stream()
                .map(pass -> view.passes().find(pass.id()).orElseThrow())
                .toList());
        assertThat(stored).containsExactlyElementsOf(renewed);
        Pass untouched = findPass(passes.get(MANY - 1).id()).orElseThrow();
        assertThat(untouched.updateTag()).isLessThan(ahead.updateTag());
        write(tx -> {
            tx.passTypes().renewPasses(TICKETS, tx.passes().takeTag(TICKETS, T0), T0);
            return true;
        });
        assertThat(findPass(untouched.id()).flatMap(Pass::lastModified))
                .as("a second that no version of the type has had")
                .contains(renewed.get(0).lastModified().orElseThrow().plusSeconds(1));
    }
}
