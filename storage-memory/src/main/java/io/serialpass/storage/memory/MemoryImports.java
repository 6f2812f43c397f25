package io.serialpass.storage.memory;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ImportWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** The runs of imports of one state. */
final class MemoryImports implements ImportWriter {

    private static final Comparator<ImportRun> BY_AGE = Comparator.comparing(ImportRun::dateCreated)
            .thenComparing(run -> run.id().value());

    private final StateHolder holder;

    MemoryImports(StateHolder holder) {
        this.holder = holder;
    }

    /**
     * A run with its rejected rows.
     *
     * @param run the run
     * @param rejected the rejected rows that are kept
     */
    record Kept(ImportRun run, PVector<ImportRow.Rejected> rejected) {}

    /**
     * The runs, immutable.
     *
     * @param byId runs by id
     * @param lastId the greatest id given to a run, removed ones included
     */
    record Runs(TreePMap<Long, Kept> byId, long lastId) implements State.Part {
        static final Runs EMPTY = new Runs(TreePMap.empty(), 0);

        Runs with(Kept kept) {
            long id = kept.run().id().value();
            return new Runs(byId.plus(id, kept), Math.max(lastId, id));
        }

        Runs without(List<ImportRun> removed) {
            return new Runs(
                    byId.minusAll(removed.stream().map(run -> run.id().value()).toList()), lastId);
        }
    }

    private Runs runs() {
        return holder.state().imports();
    }

    private void change(Runs changed) {
        holder.change(state -> state.with(changed));
    }

    private Stream<ImportRun> all() {
        return runs().byId().values().stream().map(Kept::run);
    }

    private Optional<Kept> find(ImportRunId id) {
        return Optional.ofNullable(runs().byId().get(id.value()));
    }

    @Override
    public Optional<ImportRun> find(Organization organization, ImportRunId id) {
        return find(id).map(Kept::run).filter(run -> run.organization().equals(organization));
    }

    @Override
    public Page<ImportRun> list(ImportRunQuery query) {
        return MemoryPages.page(holder.limit().over(all()).filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public List<ImportRun> running() {
        return all().filter(ImportRun::isRunning).toList();
    }

    @Override
    public List<ImportRow.Rejected> rejected(ImportRunId id) {
        return find(id).map(kept -> List.copyOf(kept.rejected())).orElse(List.of());
    }

    @Override
    public ImportRun insert(Organization organization, ImportFile file, Instant time) {
        ImportRun run = ImportRun.begun(new ImportRunId(runs().lastId() + 1), organization, file, time);
        change(runs().with(new Kept(run, TreePVector.empty())));
        return run;
    }

    @Override
    public boolean update(ImportRun run) {
        Optional<Kept> known = find(run.id()).filter(kept -> kept.run().isRunning());
        known.ifPresent(kept -> change(runs().with(new Kept(run, kept.rejected()))));
        return known.isPresent();
    }

    @Override
    public void addRejected(ImportRunId id, List<ImportRow.Rejected> rows) {
        find(id).ifPresent(kept -> {
            List<ImportRow.Rejected> wanted = rows.stream()
                    .limit(ImportRun.MOST_REJECTED - kept.rejected().size())
                    .toList();
            change(runs().with(new Kept(kept.run(), kept.rejected().plusAll(wanted))));
        });
    }

    @Override
    public void trim(Organization organization, int most, Instant before, int atOnce) {
        List<ImportRun> beyond = all().filter(run -> run.organization().equals(organization))
                .sorted(BY_AGE.reversed())
                .skip(most)
                .filter(run -> !run.isRunning())
                .sorted(BY_AGE)
                .limit(atOnce)
                .toList();
        change(runs().without(beyond));
        List<ImportRun> old = all().filter(
                        run -> !run.isRunning() && run.dateCreated().isBefore(before))
                .sorted(BY_AGE)
                .limit(atOnce)
                .toList();
        change(runs().without(old));
    }
}
