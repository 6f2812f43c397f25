package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store finds passes by what a scanner reads from their barcodes. */
abstract class BarcodeContract extends WalletContractTest {

    private static final BarcodeHash CODE = BarcodeHash.of("code");
    private static final BarcodeHash OTHER_CODE = BarcodeHash.of("other code");

    private static final PassLabel LABEL =
            new PassLabel(Optional.of("Zoë"), Optional.of("A ticket"), true, Optional.of(T0.plusMillis(322)));

    BarcodeContract(String urlPattern) {
        super(urlPattern);
    }

    private Pass addUploaded(String serialNumber, BarcodeHash... barcodes) {
        Pass pass = upload(addPass(TICKETS, serialNumber), new byte[] {1}, T0);
        return put(pass, barcodes);
    }

    private Pass put(Pass pass, BarcodeHash... barcodes) {
        return write(tx -> {
            tx.barcodes().put(pass, new PassFace(Set.of(barcodes), LABEL));
            return pass;
        });
    }

    private List<LabelledPass> find(BarcodeHash barcode, int most) {
        return find(ACME, barcode, most);
    }

    private List<LabelledPass> find(Organization organization, BarcodeHash barcode, int most) {
        return read(view -> view.barcodes().find(organization, barcode, most));
    }

    private Optional<UpdateTag> versionOf(Pass pass) {
        return read(view -> view.barcodes().versionOf(pass.id()));
    }

    @Test
    void aPassIsFoundByEachOfItsBarcodes() {
        Pass pass = addUploaded("A", CODE, OTHER_CODE);
        assertThat(find(CODE, 9)).containsExactly(new LabelledPass(pass, LABEL, pass.updateTag()));
        assertThat(find(OTHER_CODE, 9)).isEqualTo(find(CODE, 9));
        assertThat(find(BarcodeHash.of("CODE"), 9)).isEmpty();
        assertThat(find(OTHER, CODE, 9)).as("another organization's").isEmpty();
        assertThat(versionOf(pass)).contains(pass.updateTag());
        assertThat(versionOf(addPass(TICKETS, "B"))).isEmpty();
    }

    @Test
    void passesWithOneBarcodeAreFoundOldestFirstAndNotMoreThanAskedFor() {
        Pass first = addUploaded("B", CODE);
        Pass second = addUploaded("A", CODE);
        addUploaded("C", CODE);
        assertThat(find(CODE, 2)).extracting(LabelledPass::pass).containsExactly(first, second);
    }

    @Test
    void aFaceTakesThePlaceOfTheOneBefore() {
        Pass pass = addUploaded("A", CODE);
        put(pass, OTHER_CODE);
        assertThat(find(CODE, 9)).isEmpty();
        assertThat(find(OTHER_CODE, 9)).hasSize(1);
        put(pass);
        assertThat(find(OTHER_CODE, 9)).isEmpty();
        assertThat(versionOf(pass)).contains(pass.updateTag());
    }

    @Test
    void aFaceIsThatOfItsVersionUntilItIsKept() {
        Pass first = addUploaded("A", CODE);
        Pass second = upload(first, new byte[] {2}, T0.plusSeconds(1));
        assertThat(find(CODE, 9)).containsExactly(new LabelledPass(second, LABEL, first.updateTag()));
        assertThat(find(CODE, 9).get(0).isCurrent()).isFalse();
        Pass unlabelled = addPass(TICKETS, "B");
        write(tx -> {
            tx.barcodes().keep(second);
            tx.barcodes().keep(unlabelled);
            return true;
        });
        assertThat(find(CODE, 9)).containsExactly(new LabelledPass(second, LABEL, second.updateTag()));
        assertThat(versionOf(unlabelled)).isEmpty();
    }

    @Test
    void barcodesGoWithTheirPass() {
        Pass pass = addUploaded("A", CODE);
        deletePass(pass);
        assertThat(find(CODE, 9)).isEmpty();
        assertThat(versionOf(pass)).isEmpty();
        addPass(TICKETS, "A");
        assertThat(versionOf(pass)).isEmpty();
    }

    @Test
    void aWalkVisitsEachPassOfATypeOnce() {
        List<Pass> passes = new ArrayList<>();
        for (String serialNumber : List.of("b", "A", "a", "10", "9")) {
            passes.add(addPass(TICKETS, serialNumber));
        }
        addPass(CARDS, "C");
        List<Pass> seen = new ArrayList<>();
        Optional<PassSerialNumber> after = Optional.empty();
        List<Pass> some = page(after);
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(2);
            seen.addAll(some);
            after = Optional.of(some.get(some.size() - 1).id().serialNumber());
            some = page(after);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(passes);
    }

    private List<Pass> page(Optional<PassSerialNumber> after) {
        return read(view -> view.barcodes().passes(TICKETS, after, 2));
    }

    private Optional<BarcodeWalk> nextWalk() {
        return read(view -> view.barcodes().nextWalk());
    }

    @Test
    void aWalkIsKeptUntilItsEnd() {
        assertThat(nextWalk()).isEmpty();
        addPass(TICKETS, "A");
        BarcodeWalk begun = new BarcodeWalk(TICKETS, Optional.empty());
        BarcodeWalk further = new BarcodeWalk(TICKETS, Optional.of(new PassSerialNumber("A")));
        write(tx -> {
            tx.barcodes().putWalk(begun);
            return true;
        });
        assertThat(nextWalk()).contains(begun);
        write(tx -> {
            tx.barcodes().putWalk(further);
            return true;
        });
        assertThat(nextWalk()).contains(further);
        write(tx -> {
            tx.barcodes().beginAllWalks();
            return true;
        });
        assertThat(nextWalk()).contains(begun);
        write(tx -> {
            tx.barcodes().endWalk(CARDS);
            tx.barcodes().endWalk(TICKETS);
            return true;
        });
        assertThat(nextWalk()).isEmpty();
    }

    @Test
    void aWalkOfAllTypesIsAWalkOfEach() {
        addPass(TICKETS, "A");
        addPass(CARDS, "A");
        List<BarcodeWalk> walks = write(tx -> {
            tx.barcodes().beginAllWalks();
            BarcodeWalk first = tx.barcodes().nextWalk().orElseThrow();
            tx.barcodes().endWalk(first.type());
            return List.of(first, tx.barcodes().nextWalk().orElseThrow());
        });
        assertThat(walks).extracting(BarcodeWalk::type).containsExactlyInAnyOrder(TICKETS, CARDS);
        write(tx -> {
            tx.passes().delete(tx.passes().find(id(TICKETS, "A")).orElseThrow());
            tx.passes().delete(tx.passes().find(id(CARDS, "A")).orElseThrow());
            tx.passTypes().delete(TICKETS);
            tx.passTypes().delete(CARDS);
            return true;
        });
        assertThat(nextWalk()).as("of a type that is gone").isEmpty();
    }
}
