package io.serialpass.storage.memory;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.BarcodeWriter;
import io.serialpass.text.Texts;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.LabelledPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The barcodes of passes, in one state. */
final class MemoryBarcodes implements BarcodeWriter {

    private static final Comparator<PassId> BY_SERIAL_NUMBER =
            Comparator.comparing(id -> id.serialNumber().value(), Texts.BY_CODE_POINT);

    private final StateHolder holder;

    MemoryBarcodes(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * The face of a pass.
     *
     * @param pass the pass as it was when its barcodes were read
     * @param face its face
     * @param version the version that has the face
     */
    record Kept(Pass pass, PassFace face, UpdateTag version) {}

    record Scanned(Organization organization, BarcodeHash barcode) {}

    /**
     * By which barcodes passes are found, immutable.
     *
     * @param faces the faces of passes
     * @param passes the passes of a barcode, by their numbers
     * @param walks the walks that have not come to their end
     */
    record Barcodes(
            HashPMap<PassId, Kept> faces,
            HashPMap<Scanned, TreePMap<Long, PassId>> passes,
            HashPMap<PassTypeIdentifier, BarcodeWalk> walks)
            implements State.Part {

        static final Barcodes EMPTY = new Barcodes(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

        Barcodes with(Kept kept) {
            Pass pass = kept.pass();
            Barcodes others = without(pass.id());
            HashPMap<Scanned, TreePMap<Long, PassId>> found = others.passes();
            for (BarcodeHash barcode : kept.face().barcodes()) {
                Scanned scanned = new Scanned(pass.organization(), barcode);
                found = found.plus(
                        scanned, found.getOrDefault(scanned, TreePMap.empty()).plus(pass.number(), pass.id()));
            }
            return new Barcodes(others.faces().plus(pass.id(), kept), found, walks);
        }

        /** The same without a pass. */
        Barcodes without(PassId id) {
            Kept kept = faces.get(id);
            if (kept == null) {
                return this;
            }
            HashPMap<Scanned, TreePMap<Long, PassId>> rest = passes;
            for (BarcodeHash barcode : kept.face().barcodes()) {
                Scanned scanned = new Scanned(kept.pass().organization(), barcode);
                TreePMap<Long, PassId> others = rest.getOrDefault(scanned, TreePMap.empty())
                        .minus(kept.pass().number());
                rest = others.isEmpty() ? rest.minus(scanned) : rest.plus(scanned, others);
            }
            return new Barcodes(faces.minus(id), rest, walks);
        }

        Barcodes withWalks(HashPMap<PassTypeIdentifier, BarcodeWalk> changed) {
            return new Barcodes(faces, passes, changed);
        }

        /** The same without a pass type. */
        Barcodes without(PassTypeIdentifier type) {
            return withWalks(walks.minus(type));
        }
    }

    private Barcodes barcodes() {
        return holder.state().barcodes();
    }

    private void change(Barcodes changed) {
        holder.change(state -> state.with(changed));
    }

    @Override
    public List<LabelledPass> find(Organization organization, BarcodeHash barcode, int most) {
        return barcodes().passes().getOrDefault(new Scanned(organization, barcode), TreePMap.empty()).values().stream()
                .limit(most)
                .map(this::labelled)
                .toList();
    }

    private LabelledPass labelled(PassId id) {
        Kept kept = Optional.ofNullable(barcodes().faces().get(id)).orElseThrow();
        return new LabelledPass(
                holder.state().pass(id).orElseThrow(), kept.face().label(), kept.version());
    }

    @Override
    public Optional<UpdateTag> versionOf(PassId pass) {
        return Optional.ofNullable(barcodes().faces().get(pass)).map(Kept::version);
    }

    @Override
    public Optional<BarcodeWalk> nextWalk() {
        return barcodes().walks().values().stream().findFirst();
    }

    @Override
    public List<Pass> passes(PassTypeIdentifier type, Optional<PassSerialNumber> after, int most) {
        // All passes are looked at each time, so the first few are kept aside rather than all sorted.
        PriorityQueue<PassId> first = new PriorityQueue<>(BY_SERIAL_NUMBER.reversed());
        holder.limit()
                .over(holder.wallet().passes().keySet().stream())
                .filter(id -> id.passTypeIdentifier().equals(type))
                .filter(id -> after.map(last -> new PassId(type, last))
                        .filter(last -> BY_SERIAL_NUMBER.compare(id, last) <= 0)
                        .isEmpty())
                .forEach(id -> {
                    first.add(id);
                    if (first.size() > most) {
                        first.remove();
                    }
                });
        List<PassId> ids = new ArrayList<>(first);
        ids.sort(BY_SERIAL_NUMBER);
        return ids.stream().flatMap(id -> holder.state().pass(id).stream()).toList();
    }

    @Override
    public void put(Pass pass, PassFace face) {
        change(barcodes().with(new Kept(pass, face, pass.updateTag())));
    }

    @Override
    public void keep(Pass pass) {
        Optional.ofNullable(barcodes().faces().get(pass.id())).ifPresent(kept -> put(pass, kept.face()));
    }

    @Override
    public void putWalk(BarcodeWalk walk) {
        change(barcodes().withWalks(barcodes().walks().plus(walk.type(), walk)));
    }

    @Override
    public void endWalk(PassTypeIdentifier type) {
        change(barcodes().without(type));
    }

    @Override
    public void beginAllWalks() {
        holder.wallet().types().keySet().forEach(type -> putWalk(new BarcodeWalk(type, Optional.empty())));
    }
}
