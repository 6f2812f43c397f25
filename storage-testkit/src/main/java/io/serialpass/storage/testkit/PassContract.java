package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.StorageException;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import io.serialpass.wallet.UpdateTag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Passes, their packages, and the tags of their types. */
abstract class PassContract extends WalletContractTest {

    private static final Optional<Redemption> REDEEMED =
            Optional.of(new Redemption(new RedemptionId("r-1"), T0.plusMillis(7)));

    PassContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void whatWasIssuedIsFound() {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put("seat", new FieldValue.Text("7 \"B\" \u00e9 \ud83c\udf9f\n\u0000\u001d\u0085"));
        fields.put("points", new FieldValue.Decimal(new BigDecimal("1.50")));
        fields.put("big", new FieldValue.Decimal(new BigDecimal("123456789012345678901234567890")));
        fields.put("vip", new FieldValue.Bool(true));
        PassDetails details = new PassDetails(
                new PassFields(fields), true, Optional.of(Instant.parse("2027-01-01T00:00:00Z")), true, REDEEMED);
        Pass pass = addPass(TICKETS, "A-1", details);
        assertThat(pass.hasPackage()).isFalse();
        assertThat(findPass(pass.id())).contains(pass);
        assertThat(findPass(id(TICKETS, "a-1"))).isEmpty();
        assertThat(findPass(id(CARDS, "A-1"))).isEmpty();
    }

    @Test
    void aSerialNumberIsGivenOncePerType() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(insertPass(ACME, id(TICKETS, "A-1"), Optional.empty())).isEmpty();
        assertThat(insertPass(ACME, id(CARDS, "A-1"), Optional.empty())).isPresent();
        assertThat(findPass(pass.id())).contains(pass);
    }

    @Test
    void aUnitOfWorkHasOneTagOfAType() {
        addPass(TICKETS, "A-1");
        List<UpdateTag> tags = write(tx -> {
            UpdateTag first = tx.passes().takeTag(TICKETS, T0.plusSeconds(5));
            return List.of(first, tx.passes().takeTag(TICKETS, T0.plusSeconds(9)));
        });
        assertThat(tags.get(1)).isEqualTo(tags.get(0));
    }

    @Test
    void tagsGrowWhateverTheClockDoes() {
        addPass(TICKETS, "A-1");
        UpdateTag ahead = takeTag(TICKETS, T0.plusSeconds(100));
        assertThat(ahead.value()).isEqualTo(T0.plusSeconds(100).toEpochMilli());
        assertThat(takeTag(TICKETS, T0)).isEqualTo(new UpdateTag(ahead.value() + 1));
        assertThat(takeTag(TICKETS, T0)).isEqualTo(new UpdateTag(ahead.value() + 2));
        assertThat(takeTag(TICKETS, T0.plusSeconds(200)).value())
                .isEqualTo(T0.plusSeconds(200).toEpochMilli());
    }

    @Test
    void eachTypeCountsByItself() {
        addPass(TICKETS, "A-1");
        addPass(CARDS, "A-1");
        takeTag(TICKETS, T0.plusSeconds(100));
        assertThat(takeTag(CARDS, T0.plusSeconds(1)).value())
                .isEqualTo(T0.plusSeconds(1).toEpochMilli());
    }

    @Test
    void aTagThatWasRolledBackWasNotGivenOut() {
        addPass(TICKETS, "A-1");
        write(tx -> {
            tx.setRollbackOnly();
            return tx.passes().takeTag(TICKETS, T0.plusSeconds(100));
        });
        assertThat(takeTag(TICKETS, T0.plusSeconds(1)).value())
                .isEqualTo(T0.plusSeconds(1).toEpochMilli());
    }

    @Test
    void aTypeOfNobodyHasNoTags() {
        assertThatThrownBy(() -> takeTag(TICKETS, T0)).isInstanceOf(StorageException.class);
    }

    private OptionalLong lengthOf(Pass pass) {
        return read(view -> view.passes().packageLength(pass.id()));
    }

    @Test
    void aVersionKeepsItsPackage() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(packageOf(pass)).isEmpty();
        assertThat(lengthOf(pass)).isEmpty();
        Pass first = upload(pass, new byte[] {1, 2, 3}, T0.plusSeconds(1));
        assertThat(findPass(pass.id())).contains(first);
        assertThat(packageOf(pass))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2, 3));
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        Pass second = upload(first, large, T0.plusSeconds(1));
        assertThat(findPass(pass.id())).contains(second);
        assertThat(packageOf(pass))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(large));
        assertThat(lengthOf(pass)).hasValue(large.length);
        assertThat(second.lastModified().orElseThrow())
                .isEqualTo(first.lastModified().orElseThrow().plusSeconds(1));
    }

    private boolean put(Pass pass, byte[] pkpass, String hash) {
        return write(tx -> tx.passes().putPackage(pass.id(), pkpass, new PackageHash(hash)));
    }

    @Test
    void aPackageIsComparedByItsHashAlone() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(put(pass, new byte[] {1}, "aa")).isTrue();
        assertThat(put(pass, new byte[] {2}, "aa")).isFalse();
        assertThat(packageOf(pass))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
        assertThat(put(pass, new byte[] {1}, "bb")).isTrue();
        assertThat(put(pass, new byte[] {3}, "aa")).isTrue();
        assertThat(packageOf(pass))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(3));
    }

    @Test
    void eachPassHasAHashOfItsOwn() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(put(pass, new byte[] {1}, "aa")).isTrue();
        assertThat(put(addPass(TICKETS, "A-2"), new byte[] {1}, "aa")).isTrue();
        deletePass(pass);
        assertThatThrownBy(() -> put(pass, new byte[] {1}, "aa")).isInstanceOf(StorageException.class);
        assertThat(put(addPass(TICKETS, "A-1"), new byte[] {1}, "aa")).isTrue();
    }

    @Test
    void theHashOfAPackageOutlivesChangesOfThePass() {
        Pass pass = upload(addPass(TICKETS, "A-1"), new byte[] {1}, T0);
        write(tx -> {
            tx.passes().update(pass.with(PassDetails.NONE, T0.plusSeconds(1)));
            return true;
        });
        assertThat(put(pass, new byte[] {1}, PackageHash.of(new byte[] {1}).hex()))
                .isFalse();
    }

    @Test
    void whatChangesIsStored() {
        Pass pass = addPass(TICKETS, "A-1");
        Pass changed = pass.with(
                new PassDetails(
                        new PassFields(Map.of("a", new FieldValue.Bool(false))),
                        true,
                        Optional.of(T0.plusSeconds(60)),
                        false,
                        REDEEMED),
                T0.plusSeconds(3));
        Pass stored = new Pass(
                changed.number(),
                changed.id(),
                changed.organization(),
                changed.authenticationToken(),
                changed.serialNumberId(),
                changed.details().withExpirationDate(Optional.of(Instant.ofEpochSecond(1_900_000_000))),
                changed.source(),
                changed.updateTag(),
                changed.lastModified(),
                changed.dateCreated(),
                changed.lastUpdated());
        write(tx -> {
            tx.passes().update(stored);
            return true;
        });
        assertThat(findPass(pass.id())).contains(stored);
    }
}
